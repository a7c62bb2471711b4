import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { replaceItems } from '../../../../src/core/spotify/playlists/replaceItems.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { playlistItemsResult } from '../../../../src/protocol/spotify/playlistItems.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import {
  gone,
  held,
  keptOf,
  localUri,
  playlistOf,
  track,
  tracks,
  troubledAfterProgress,
} from './itemsBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));
const put = 'PUT /playlists/{playlist_id}/items';
const post = 'POST /playlists/{playlist_id}/items';

describe('replacing what a playlist holds', () => {
  it('puts the first 100 in place of all and adds the rest, equal ones too', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 500, 520));
    const uris = [...tracks(bed, 0, 230), track(bed, 0)];
    const result = await replaceItems(bed.context, { playlist: list.uri, uris });
    expect(held(list)).toEqual(uris);
    expect(playlistItemsResult.strict().parse(result)).toMatchObject({
      outcome: 'verified',
      summary: 'Replaced the 20 items of "Road trip" with 231 items.',
      playlist: { items: 231 },
      snapshot_id: list.snapshotId,
    });
    expect(await keptOf(bed, result.undo_id)).toMatchObject({ uris: tracks(bed, 500, 520) });
    expect(writes().map((request) => request.split(' ')[0])).toEqual(['PUT', 'POST', 'POST']);
  });

  it('says beforehand how many entries go for good', async () => {
    const list = playlistOf(bed, 'Road trip', [track(bed, 0), localUri, gone]);
    const params = { playlist: list.uri, uris: tracks(bed, 1, 3), dry_run: true };
    expect(await replaceItems(bed.context, params)).toMatchObject({
      outcome: 'planned',
      summary: 'Replace the 3 items of "Road trip" (2 local or unavailable: gone for good) with 2 items.',
      note: 'ops_undo cannot bring local and unavailable entries back.',
    });
    expect(writes()).toEqual([]);
  });

  it('changes nothing where it is so already', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 3));
    const same = { playlist: list.uri, uris: tracks(bed, 0, 3) };
    expect((await replaceItems(bed.context, same)).outcome).toBe('unchanged');
    expect(writes()).toEqual([]);
  });

  it('empties a playlist only where that is said', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 3));
    const error = await errorOf(replaceItems(bed.context, { playlist: list.uri, uris: [] }));
    if (!InputError.is(error)) throw error;
    expect(error.hint).toContain('allow_empty: true');
    expect(bed.newRequests()).toEqual([]);
    const params = { playlist: list.uri, uris: [], allow_empty: true };
    expect(await replaceItems(bed.context, params)).toMatchObject({
      outcome: 'verified',
      summary: 'Removed the 3 items of "Road trip".',
    });
    expect(held(list)).toEqual([]);
    expect((await replaceItems(bed.context, params)).summary).toBe('"Road trip" is empty already.');
  });

  it('takes no local files and no playlist of others', async () => {
    const foreign = bed.user.playlists.byName('Harbour Nights')?.uri ?? '';
    const local = await errorOf(replaceItems(bed.context, { playlist: foreign, uris: [localUri] }));
    expect(InputError.is(local)).toBe(true);
    const others = await errorOf(replaceItems(bed.context, { playlist: foreign, uris: [track(bed, 0)] }));
    expect(ForbiddenError.is(others)).toBe(true);
    expect(writes()).toEqual([]);
  });
});

describe('a replacement that fails', () => {
  it('at first leaves all as it was', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 3));
    bed.simulator.troubles.once({ kind: '403', reason: 'plainText' }, { match: put });
    const error = await errorOf(replaceItems(bed.context, { playlist: list.uri, uris: tracks(bed, 5, 9) }));
    expect(ForbiddenError.is(error)).toBe(true);
    expect(held(list)).toEqual(tracks(bed, 0, 3));
    expect(await bed.context.states.list({})).toEqual([]);
  });

  it('after the first hundred is a part that can be undone', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 500, 520));
    bed.simulator.troubles.once({ kind: '403', reason: 'plainText' }, { match: post });
    const uris = tracks(bed, 0, 250);
    const result = await replaceItems(bed.context, { playlist: list.uri, uris });
    expect(result).toMatchObject({ outcome: 'partial', note: '100 of 250 were added.' });
    expect(result.failed?.[0]?.item).toBe(uris[100]);
    expect(result.playlist?.items).toBeUndefined();
    expect(held(list)).toEqual(uris.slice(0, 100));
    expect(await keptOf(bed, result.undo_id)).toMatchObject({ uris: tracks(bed, 500, 520) });
  });

  it('without an answer goes on where a look shows the first part, or a later one', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 500, 520));
    bed.simulator.troubles.once({ kind: 'cut' }, { match: put });
    const context = troubledAfterProgress(bed, { kind: 'cut' }, post);
    const uris = tracks(bed, 0, 350);
    expect((await replaceItems(context, { playlist: list.uri, uris })).outcome).toBe('verified');
    expect(held(list)).toEqual(uris);
    expect(writes()).toHaveLength(4);
  });

  it('without an answer and without effect is unknown, and not sent again', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 500, 520));
    bed.simulator.troubles.once({ kind: '500' }, { match: put });
    const result = await replaceItems(bed.context, { playlist: list.uri, uris: tracks(bed, 0, 150) });
    expect(result.outcome).toBe('unknown');
    expect(await keptOf(bed, result.undo_id)).toBeDefined();
    expect(held(list)).toEqual(tracks(bed, 500, 520));
    expect(writes()).toHaveLength(1);
  });
});
