import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { getPlaylistContents } from '../../../../src/core/spotify/playlists/getPlaylistContents.ts';
import { ForbiddenError, NotFound, QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import { toUserMessage } from '../../../../src/core/toUserMessage.ts';
import {
  getPlaylistParams,
  getPlaylistResult,
  type GetPlaylistParams,
  type GetPlaylistResult,
} from '../../../../src/protocol/spotify/playlists.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const get = async (playlist: string, more: Partial<GetPlaylistParams> = {}): Promise<GetPlaylistResult> =>
  getPlaylistResult
    .strict()
    .parse(await getPlaylistContents(bed.context, getPlaylistParams.parse({ playlist, ...more })));
const named = (name: string): SimPlaylist => {
  const found = bed.simulator.playlists.all.find((playlist) => playlist.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

describe('a playlist', () => {
  it('is found by URI, link, id and own name, and asked for once', async () => {
    const { id, uri } = named('Morning Coffee');
    for (const playlist of [uri, `https://open.spotify.com/playlist/${id}?si=x`, id, 'morning COFFEE']) {
      expect((await get(playlist)).entries).toHaveLength(12);
    }
    expect(bed.newRequests()).toEqual([`GET /playlists/${id}`, 'GET /me', 'GET /me/playlists']);
  });

  it('tells its details and its entries', async () => {
    const playlist = named('Morning Coffee');
    const [first] = playlist.entries;
    const track = bed.simulator.catalogue.tracks.find(({ uri }) => uri === first?.uri);
    const result = await get(playlist.uri);
    expect(result).toMatchObject({
      name: 'Morning Coffee',
      owner: bed.user.displayName,
      items: 12,
      own: true,
      writable: true,
      description: 'Slow start',
      snapshot_id: playlist.snapshotId,
      note: '12 of 12.',
    });
    expect(result).not.toHaveProperty('contents');
    expect(result.entries[0]).toEqual({
      position: 0,
      name: expect.any(String) as string,
      by: [expect.any(String) as string],
      album: expect.any(String) as string,
      duration_ms: track?.durationMs,
      added_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*\+0[12]:00$/) as string,
      uri: first?.uri,
      url: `https://open.spotify.com/track/${track?.id ?? ''}`,
    });
  });

  it('keeps the places of episodes, local files and what is gone', async () => {
    const { entries, note } = await get('Odds and Ends');
    expect(entries.map(({ position }) => position)).toEqual([...entries.keys()]);
    expect(entries[2]).toMatchObject({ kind: 'episode', name: expect.any(String) as string });
    expect(entries[9]).toMatchObject({ kind: 'local', name: 'Rain on Tin', by: ['Garage Choir'] });
    expect(entries[10]).toEqual({ position: 10, name: '(no longer shown by Spotify)', kind: 'unavailable' });
    expect(note).toBe(
      '11 of 11. Of these, 2 cannot be added anywhere by tools: local files, or no longer shown by Spotify.',
    );
  });

  it('says who added what, where it was somebody else', async () => {
    const playlist = named('Shared Kitchen');
    playlist.insert(
      [bed.simulator.catalogue.tracks[0]?.uri ?? ''],
      0,
      bed.simulator.clock.now(),
      bed.user.id,
    );
    const { entries } = await get(playlist.uri);
    expect(entries.map((entry) => entry.added_by)).toEqual([bed.user.id, ...Array<undefined>(5)]);
  });

  it('is short when only names are wanted', async () => {
    const full = await get('Deep Work');
    const short = await get('Deep Work', { detail: 'names' });
    expect(Object.keys(short.entries[0] ?? {})).toEqual(['position', 'name', 'by']);
    expect(short.entries.map(({ name }) => name)).toEqual(full.entries.map(({ name }) => name));
    expect(JSON.stringify(short.entries).length * 3).toBeLessThan(JSON.stringify(full.entries).length);
  });

  it('that is empty says so', async () => {
    const result = await get('Empty for now');
    expect(result).toMatchObject({
      items: 0,
      contents: 'empty',
      entries: [],
      note: 'The playlist is empty.',
    });
  });
});

describe('a long playlist', () => {
  it('comes page by page, to its end', async () => {
    const { uri } = named('Deep Work');
    const seen: (string | undefined)[] = [];
    const notes: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await get(uri, { limit: 60, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.entries.map((entry) => entry.uri));
      notes.push(page.note);
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(named('Deep Work').entries.map((entry) => entry.uri));
    expect(notes).toEqual([
      '60 of 130; pass next_cursor for more.',
      '61 to 120 of 130; pass next_cursor for more.',
      '121 to 130 of 130.',
    ]);
  });

  it('goes on by its name as well as by its URI', async () => {
    const first = await get('Deep Work');
    const byUri = await get(named('Deep Work').uri, { cursor: first.next_cursor });
    const byName = await get('Deep Work', { cursor: first.next_cursor });
    expect(byUri.entries[0]?.position).toBe(50);
    expect(byName.entries).toEqual(byUri.entries);
  });

  it('notices the cursor of another one before it asks Spotify', async () => {
    const { next_cursor: cursor } = await get('Deep Work');
    bed.newRequests();
    expect(InputError.is(await errorOf(get(named('Morning Coffee').uri, { cursor })))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });

  it('stays short enough for a model, and the cursor goes on where it was cut', async () => {
    const uris = Array.from({ length: 120 }, () => bed.simulator.catalogue.tracks[0]?.uri ?? '');
    const local = { title: '"'.repeat(200), artist: '"'.repeat(200), album: '"'.repeat(200), durationMs: 1 };
    const playlist = bed.user.playlists.create({ name: 'Wide', uris });
    playlist.addEntries(
      Array.from({ length: 100 }, (_, at) => ({
        ...{
          uri: `spotify:local:a:b:${at}:1`,
          local,
          addedAt: bed.simulator.clock.now(),
          addedBy: bed.user.id,
        },
      })),
      0,
    );
    const first = await get('Wide', { limit: 100 });
    expect(JSON.stringify(first).length).toBeLessThan(100_000);
    expect(first.entries.length).toBeLessThan(100);
    const second = await get('Wide', { limit: 100, cursor: first.next_cursor });
    expect(second.entries[0]?.position).toBe(first.entries.length);
  });
});

describe('a playlist of somebody else', () => {
  it('is described, and its contents are said to be hidden, never empty', async () => {
    for (const argument of ['Harbour Nights', named('Harbour Nights').uri]) {
      const result = await get(argument);
      expect(result).toMatchObject({
        name: 'Harbour Nights',
        owner: 'Harbour Radio',
        description: 'Boats & rain',
        own: false,
        writable: false,
        contents: 'hidden',
        entries: [],
      });
      expect(result.note).toMatch(/does not show what this playlist holds/);
    }
    expect((await get('Harbour Nights')).items, 'the list tells how many').toBe(30);
  });

  it('is hidden as well where it is closed between two pages', async () => {
    const playlist = named('Shared Kitchen');
    const uris = bed.simulator.catalogue.tracks.slice(0, 90).map(({ uri }) => uri);
    playlist.insert(uris, 0, bed.simulator.clock.now(), playlist.owner.id);
    const { next_cursor: cursor } = await get(playlist.uri, { limit: 60 });
    playlist.collaborators.delete(bed.user.id);
    expect(await get(playlist.uri, { cursor })).toMatchObject({ contents: 'hidden', entries: [] });
  });

  it('that does not exist, or that Spotify made itself, is not found', async () => {
    const editorial = named('Drizzle Pop Now');
    const error = await errorOf(get(editorial.uri));
    expect(NotFound.is(error)).toBe(true);
    expect(toUserMessage(error)).toMatch(/those that Spotify makes itself/);
  });
});

describe('what fails', () => {
  it('fails as it is, and never as an empty playlist', async () => {
    bed.simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 3600 }, { match: /^GET \/playlists/ });
    expect(QuotaExceeded.is(await errorOf(get(named('Deep Work').uri)))).toBe(true);
  });

  it('tells a closed app from a closed playlist', async () => {
    bed.simulator.troubles.once({ kind: '403', reason: 'notOnUserList' }, { match: /\/items/ });
    const error = await errorOf(get(named('Deep Work').uri, { limit: 100 }));
    expect(ForbiddenError.is(error, 'notOnUserList')).toBe(true);
  });
});
