import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { updatePlaylistDetails } from '../../../../src/core/spotify/playlists/updatePlaylistDetails.ts';
import { ForbiddenError, NotFound } from '../../../../src/core/spotify/spotifyErrors.ts';
import { undo } from '../../../../src/core/spotify/writes/undo.ts';
import {
  updatePlaylistParams,
  updatePlaylistResult,
  type UpdatePlaylistParams,
  type UpdatePlaylistResult,
} from '../../../../src/protocol/spotify/playlists.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const update = async (params: UpdatePlaylistParams): Promise<UpdatePlaylistResult> =>
  updatePlaylistResult
    .strict()
    .parse(await updatePlaylistDetails(bed.context, updatePlaylistParams.parse(params)));
const named = (name: string): SimPlaylist => {
  const found = bed.simulator.playlists.all.find((playlist) => playlist.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));
const sent = (): unknown => {
  const put = bed.simulator.requests.findLast(({ method }) => method === 'PUT');
  return put?.body;
};

describe('what a playlist says of itself', () => {
  it('is changed, seen to be, and can be undone', async () => {
    const playlist = named('Morning Coffee');
    const result = await update({ playlist: playlist.uri, name: 'Evening Tea', description: 'Slow & late' });
    expect(playlist).toMatchObject({ name: 'Evening Tea', description: 'Slow & late', public: true });
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: 'Changed "Morning Coffee": renamed to "Evening Tea", description set.',
      playlist: { name: 'Evening Tea', uri: playlist.uri, items: 12 },
    });
    expect(await bed.context.states.get(result.undo_id ?? '')).toMatchObject({
      label: 'what "Morning Coffee" said of itself',
      subject: playlist.uri,
      content: {
        kind: 'playlistDetails',
        playlistId: playlist.id,
        details: { name: 'Morning Coffee', description: 'Slow start' },
      },
    });
  });

  it('comes back by an undo as it was written, whatever looks like markup in it', async () => {
    const playlist = named('Morning Coffee');
    playlist.description = 'R&amp;B &lt;live&gt;, &amp;lt; means less';
    await update({ playlist: playlist.uri, description: 'New' });
    await undo(bed.context, {});
    expect(sent()).toEqual({ description: 'R&B <live>, &lt; means less' });
  });

  it('is sent only where it differs', async () => {
    await update({ playlist: 'Deep Work', name: 'Deep Work', public: false, description: 'New' });
    expect(sent()).toEqual({ description: 'New' });
    bed.newRequests();
    const same = await update({
      playlist: 'Deep Work',
      name: 'Deep Work',
      public: false,
      collaborative: false,
    });
    expect(same).toMatchObject({ outcome: 'unchanged', summary: '"Deep Work" is like that already.' });
    expect(writes()).toEqual([]);
  });

  it('is compared as people read it', async () => {
    const playlist = named('Morning Coffee');
    playlist.description = 'Boats &amp; rain';
    expect(await update({ playlist: playlist.uri, description: 'Boats & rain' })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('may lose its description', async () => {
    const { summary } = await update({ playlist: 'Morning Coffee', description: '' });
    expect(summary).toBe('Changed "Morning Coffee": description taken away.');
    expect(named('Morning Coffee').description).toBe('');
  });
});

describe('who sees it', () => {
  it('is changed both ways', async () => {
    expect(await update({ playlist: 'Deep Work', public: true })).toMatchObject({ outcome: 'verified' });
    expect(named('Deep Work').public).toBe(true);
    expect(await update({ playlist: 'Deep Work', public: false })).toMatchObject({ outcome: 'verified' });
    expect(named('Deep Work').public).toBe(false);
  });

  it('is sent although Spotify says that it is public: it says so of private ones, too', async () => {
    await update({ playlist: 'Morning Coffee', public: true });
    expect(sent()).toEqual({ public: true });
  });

  it('is believed as it was sent where Spotify keeps saying that it is public', async () => {
    Object.defineProperty(named('Morning Coffee'), 'public', { get: () => true, set: () => undefined });
    const both = await update({ playlist: 'Morning Coffee', name: 'Evening Tea', public: false });
    expect(both.outcome, 'the name shows').toBe('verified');
    const alone = await update({ playlist: 'Evening Tea', public: false });
    expect(alone.outcome, 'nothing shows').toBe('accepted');
  });

  it('is private where others may change it', async () => {
    const { summary } = await update({ playlist: 'Morning Coffee', collaborative: true });
    expect(summary).toBe('Changed "Morning Coffee": made private, made collaborative.');
    expect(named('Morning Coffee')).toMatchObject({ public: false, collaborative: true });
    bed.newRequests();
    for (const params of [{ public: true }, { public: true, collaborative: true }]) {
      expect(InputError.is(await errorOf(update({ playlist: 'Morning Coffee', ...params })))).toBe(true);
    }
    expect(writes()).toEqual([]);
    await update({ playlist: 'Morning Coffee', public: true, collaborative: false });
    expect(named('Morning Coffee')).toMatchObject({ public: true, collaborative: false });
  });
});

describe('nothing is changed', () => {
  it('by a dry run', async () => {
    const result = await update({ playlist: 'Deep Work', name: 'Shallow Play', public: true, dry_run: true });
    expect(result).toMatchObject({
      outcome: 'planned',
      summary: 'Change "Deep Work": rename it to "Shallow Play", make it public.',
      playlist: { name: 'Deep Work' },
    });
    expect(writes()).toEqual([]);
  });

  it('without anything to change', async () => {
    expect(InputError.is(await errorOf(update({ playlist: 'Deep Work' })))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });

  it('of playlists of others, shared ones included', async () => {
    for (const playlist of ['Harbour Nights', 'Shared Kitchen']) {
      expect(ForbiddenError.is(await errorOf(update({ playlist, name: 'Mine' })))).toBe(true);
    }
    expect(NotFound.is(await errorOf(update({ playlist: 'Nope', name: 'Mine' })))).toBe(true);
    expect(writes()).toEqual([]);
  });
});

describe('an answer that does not come', () => {
  it('is made up for by a look', async () => {
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'PUT /playlists' });
    const result = await update({ playlist: 'Deep Work', name: 'Shallow Play' });
    expect(result).toMatchObject({ outcome: 'verified', playlist: { name: 'Shallow Play' } });
  });

  it('leaves it unknown where the look shows nothing, and is not sent again', async () => {
    bed.simulator.troubles.once({ kind: '500' }, { match: 'PUT /playlists' });
    const result = await update({ playlist: 'Deep Work', name: 'Shallow Play' });
    expect(result).toMatchObject({ outcome: 'unknown', playlist: { name: 'Deep Work' } });
    expect(writes()).toHaveLength(1);
  });
});
