import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { removeItems } from '../../../../src/core/spotify/playlists/removeItems.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { playlistItemsResult } from '../../../../src/protocol/spotify/playlistItems.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
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
const remove = 'DELETE /playlists/{playlist_id}/items';
const add = 'POST /playlists/{playlist_id}/items';

/** A, B, A, C, a local file, one that is gone, B. */
function mixed(): SimPlaylist {
  const [a = '', b = '', c = ''] = tracks(bed, 0, 3);
  return playlistOf(bed, 'Road trip', [a, b, a, c, localUri, gone, b]);
}

describe('removing by URI', () => {
  it('takes all occurrences, keeps the rest as it is, and can be undone', async () => {
    const list = mixed();
    const before = held(list);
    const dates = list.entries.map(({ addedAt }) => addedAt);
    const result = await removeItems(bed.context, { playlist: list.uri, uris: [track(bed, 0)] });
    expect(held(list)).toEqual([track(bed, 1), track(bed, 2), localUri, gone, track(bed, 1)]);
    expect(list.entries.map(({ addedAt }) => addedAt)).toEqual(dates.slice(2));
    expect(playlistItemsResult.strict().parse(result)).toMatchObject({
      outcome: 'verified',
      summary: expect.stringMatching(/^Removed 2 of 7 items from "Road trip": ".+"\.$/) as string,
      playlist: { items: 5 },
      snapshot_id: list.snapshotId,
    });
    expect(await keptOf(bed, result.undo_id)).toMatchObject({
      kind: 'playlistItems',
      uris: before.map((uri) => (uri === gone ? '' : uri)),
    });
  });

  it('goes on as long as Spotify removes one at a time', async () => {
    const [a = '', b = ''] = tracks(bed, 0, 2);
    const list = playlistOf(bed, 'Road trip', [a, b, a, a]);
    list.removesEvery = false;
    const result = await removeItems(bed.context, { playlist: list.uri, uris: [a] });
    expect(result.outcome).toBe('verified');
    expect(held(list)).toEqual([b]);
  });

  it('takes hundreds, 100 a call', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 300));
    const result = await removeItems(bed.context, { playlist: list.uri, uris: tracks(bed, 20, 270) });
    expect(result.outcome).toBe('verified');
    expect(held(list)).toEqual([...tracks(bed, 0, 20), ...tracks(bed, 270, 300)]);
    expect(writes()).toHaveLength(3);
    const done = bed.progress.map((report) => report.done);
    expect(done).toEqual(done.toSorted((x, y) => x - y));
  });

  it('says what is not there', async () => {
    const list = mixed();
    const absent = tracks(bed, 500, 502);
    const some = { playlist: list.uri, uris: [...absent, track(bed, 2)] };
    expect(await removeItems(bed.context, some)).toMatchObject({
      outcome: 'verified',
      note: 'Not in it: 2 items.',
    });
    expect(await removeItems(bed.context, { playlist: list.uri, uris: absent })).toMatchObject({
      outcome: 'unchanged',
      summary: 'None of it is in "Road trip".',
    });
    expect(writes()).toHaveLength(1);
  });

  it('cannot take local files, and says so for each', async () => {
    const list = mixed();
    const only = { playlist: list.uri, uris: [localUri] };
    expect(await removeItems(bed.context, only)).toMatchObject({
      outcome: 'unchanged',
      failed: [{ item: localUri, why: expect.stringContaining('local file') as string }],
    });
    const both = { playlist: list.uri, uris: [localUri, track(bed, 2)] };
    expect(await removeItems(bed.context, both)).toMatchObject({
      outcome: 'partial',
      failed: [{ item: localUri }],
      note: '1 item cannot be removed (local or unavailable).',
    });
    expect(held(list)).toContain(localUri);
    expect(held(list)).not.toContain(track(bed, 2));
  });
});

describe('removing by position', () => {
  it('drops one of several equal entries and puts the others back at their places', async () => {
    const list = mixed();
    const [a = '', b = '', c = ''] = tracks(bed, 0, 3);
    const before = list.entries;
    const params = { playlist: list.uri, positions: [0, 6], snapshot_id: list.snapshotId };
    const result = await removeItems(bed.context, params);
    expect(held(list)).toEqual([b, a, c, localUri, gone]);
    expect(result).toMatchObject({
      outcome: 'verified',
      note: '2 equal entries that stay are put back and count as added now.',
    });
    const kept = list.entries.filter(({ uri }) => uri !== a && uri !== b);
    expect(kept.every((entry) => before.includes(entry))).toBe(true);
  });

  it('does so, too, where Spotify removes one at a time', async () => {
    const list = mixed();
    list.removesEvery = false;
    const [a = '', b = '', c = ''] = tracks(bed, 0, 3);
    const params = { playlist: list.uri, positions: [2], snapshot_id: list.snapshotId };
    expect((await removeItems(bed.context, params)).outcome).toBe('verified');
    expect(held(list)).toEqual([a, b, c, localUri, gone, b]);
  });

  it('goes together with URIs', async () => {
    const list = mixed();
    const [a = '', b = ''] = tracks(bed, 0, 2);
    const params = {
      ...{ playlist: list.uri, uris: [track(bed, 2)], positions: [2, 1, 1] },
      snapshot_id: list.snapshotId,
    };
    expect((await removeItems(bed.context, params)).summary).toContain('Removed 3 of 7 items');
    expect(held(list)).toEqual([a, localUri, gone, b]);
  });

  it('names local files and what Spotify does not show', async () => {
    const list = mixed();
    const params = { playlist: list.uri, positions: [4, 5], snapshot_id: list.snapshotId };
    expect(await removeItems(bed.context, params)).toMatchObject({
      outcome: 'unchanged',
      summary: 'Nothing can be removed from "Road trip".',
      failed: [{ item: 'position 4' }, { item: 'position 5' }],
    });
    expect(writes()).toEqual([]);
  });

  it('is refused in an older version, with the next step', async () => {
    const list = mixed();
    const old = list.snapshotId;
    list.insert([track(bed, 9)], 0, bed.simulator.clock.now(), bed.user.id);
    for (const dry_run of [true, false]) {
      const params = { playlist: list.uri, positions: [0], snapshot_id: old, dry_run };
      const error = await errorOf(removeItems(bed.context, params));
      if (!InputError.is(error)) throw error;
      expect(error.message).toBe('"Road trip" has changed since its positions were read.');
      expect(error.hint).toContain('spotify_get_playlist');
    }
    expect(writes()).toEqual([]);
  });

  it('writes a list anew where very many equal ones would have to be put back', async () => {
    const pairs = tracks(bed, 0, 80).flatMap((uri, at) => [uri, track(bed, 200 + at), uri]);
    const list = playlistOf(bed, 'Road trip', pairs);
    const positions = Array.from({ length: 80 }, (_, at) => 3 * at + 2);
    const params = { playlist: list.uri, positions, snapshot_id: list.snapshotId };
    const dry = await removeItems(bed.context, { ...params, dry_run: true });
    expect(dry.note).toBe('The list is written anew: all of it counts as added now.');
    expect((await removeItems(bed.context, params)).outcome).toBe('verified');
    expect(held(list)).toEqual(pairs.filter((_, at) => at % 3 !== 2));
    expect(writes()).toHaveLength(2);
  });

  it('puts them back one by one all the same where the list has a local file', async () => {
    const pairs = [localUri, ...tracks(bed, 0, 40).flatMap((uri, at) => [uri, track(bed, 200 + at), uri])];
    const list = playlistOf(bed, 'Road trip', pairs);
    const positions = Array.from({ length: 40 }, (_, at) => 3 * at + 3);
    const params = { playlist: list.uri, positions, snapshot_id: list.snapshotId };
    const result = await removeItems(bed.context, params);
    expect(result).toMatchObject({
      outcome: 'verified',
      note: expect.stringContaining('which takes 40 calls') as string,
    });
    expect(held(list)).toEqual(pairs.filter((_, at) => at === 0 || at % 3 !== 0));
  });
});

describe('a removal that fails', () => {
  it('at once throws, and keeps no state', async () => {
    const list = mixed();
    bed.simulator.troubles.once({ kind: '403', reason: 'plainText' }, { match: remove });
    const error = await errorOf(removeItems(bed.context, { playlist: list.uri, uris: [track(bed, 0)] }));
    expect(ForbiddenError.is(error)).toBe(true);
    expect(await bed.context.states.list({})).toEqual([]);
  });

  it('in the middle names what is left', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 250));
    const context = troubledAfterProgress(bed, { kind: '500' }, remove);
    const result = await removeItems(context, { playlist: list.uri, uris: tracks(bed, 0, 250) });
    expect(result).toMatchObject({
      outcome: 'partial',
      note: '100 of 250 were removed.',
      undo_id: expect.any(String) as string,
    });
    expect(result.failed?.map(({ why }) => why)).toContain(
      'Spotify did not answer; it may have been removed or not.',
    );
    expect(held(list)).toEqual(tracks(bed, 100, 250));
  });

  it('names what went with its like and did not come back', async () => {
    const list = mixed();
    bed.simulator.troubles.once({ kind: '403', reason: 'plainText' }, { match: add });
    const params = { playlist: list.uri, positions: [0], snapshot_id: list.snapshotId };
    const result = await removeItems(bed.context, params);
    expect(result).toMatchObject({ outcome: 'partial', undo_id: expect.any(String) as string });
    expect(result.failed).toEqual([
      { item: track(bed, 0), why: expect.stringContaining('ops_undo brings it back') as string },
    ]);
  });

  it('is a part, and no failure, where the list cannot be read in between', async () => {
    const list = mixed();
    const params = { playlist: list.uri, positions: [0], snapshot_id: list.snapshotId };
    const context = {
      ...bed.context,
      send: (async (operation, ...rest) => {
        const answer = await bed.context.send(operation, ...rest);
        if (operation.method === 'DELETE') {
          bed.simulator.troubles.once({ kind: '500' }, { match: 'GET /playlists/{playlist_id}/items' });
        }
        return answer;
      }) as typeof bed.context.send,
    };
    const result = await removeItems(context, params);
    expect(result).toMatchObject({ outcome: 'partial', failed: [{ item: track(bed, 0) }] });
    expect(await keptOf(bed, result.undo_id)).toBeDefined();
  });

  it('without an answer goes on where a look shows that they are gone', async () => {
    const list = mixed();
    const [a = '', b = '', c = ''] = tracks(bed, 0, 3);
    bed.simulator.troubles.once({ kind: 'cut' }, { match: remove });
    const params = { playlist: list.uri, positions: [0], snapshot_id: list.snapshotId };
    expect((await removeItems(bed.context, params)).outcome).toBe('verified');
    expect(held(list)).toEqual([b, a, c, localUri, gone, b]);
    expect(writes()).toHaveLength(2);
  });

  it('without an answer and without effect is unknown, and not sent again', async () => {
    const list = mixed();
    bed.simulator.troubles.once({ kind: '502-plain' }, { match: remove });
    const result = await removeItems(bed.context, { playlist: list.uri, uris: [track(bed, 0)] });
    expect(result.outcome).toBe('unknown');
    expect(writes()).toHaveLength(1);
  });
});

describe('what cannot be meant', () => {
  it('is refused before anything is sent', async () => {
    const list = mixed();
    const rejects = async (params: Omit<Parameters<typeof removeItems>[1], 'playlist'>): Promise<string> => {
      const error = await errorOf(removeItems(bed.context, { playlist: list.uri, ...params }));
      if (!InputError.is(error)) throw error;
      return `${error.message} ${error.hint ?? ''}`;
    };
    expect(await rejects({})).toContain('uris or positions');
    expect(await rejects({ positions: [0] })).toContain('need the snapshot_id');
    const album = bed.simulator.catalogue.albums[0]?.uri ?? '';
    expect(await rejects({ uris: [album] })).toContain('kind album');
    expect(bed.newRequests()).toEqual([]);
    expect(await rejects({ positions: [7], snapshot_id: list.snapshotId })).toContain(
      'There is no position 7: the playlist has 7 items.',
    );
    expect(writes()).toEqual([]);
  });

  it('is a playlist of others', async () => {
    const foreign = bed.user.playlists.byName('Harbour Nights');
    const params = { playlist: foreign?.uri ?? '', uris: [track(bed, 0)], dry_run: true };
    expect(ForbiddenError.is(await errorOf(removeItems(bed.context, params)))).toBe(true);
  });
});
