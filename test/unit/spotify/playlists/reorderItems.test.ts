import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { reorderItems } from '../../../../src/core/spotify/playlists/reorderItems.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { playlistItemsResult } from '../../../../src/protocol/spotify/playlistItems.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { gone, held, keptOf, localUri, playlistOf, track, tracks } from './itemsBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

type Params = Omit<Parameters<typeof reorderItems>[1], 'playlist'>;
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));

describe('moving items of a playlist', () => {
  it('brings one to the top by its URI', async () => {
    const [a = '', b = '', c = ''] = tracks(bed, 0, 3);
    const list = playlistOf(bed, 'Road trip', [a, b, localUri, gone, c]);
    const entries = list.entries;
    const result = await reorderItems(bed.context, { playlist: list.uri, uri: c, to_position: 0 });
    expect(held(list)).toEqual([c, a, b, localUri, gone]);
    expect(list.entries.every((entry) => entries.includes(entry))).toBe(true);
    expect(playlistItemsResult.strict().parse(result)).toMatchObject({
      outcome: 'verified',
      summary: expect.stringMatching(/^Moved ".+" in "Road trip" from position 4 to 0\.$/) as string,
      playlist: { items: 5 },
      snapshot_id: list.snapshotId,
    });
    expect(await keptOf(bed, result.undo_id)).toMatchObject({ uris: [a, b, localUri, '', c] });
    expect(writes()).toHaveLength(1);
  });

  it('moves stretches and local files', async () => {
    const uris = [...tracks(bed, 0, 5), localUri];
    const list = playlistOf(bed, 'Road trip', uris);
    const move = async (params: Params): Promise<readonly number[]> => {
      await reorderItems(bed.context, { playlist: list.uri, ...params });
      return held(list).map((uri) => uris.indexOf(uri));
    };
    expect(await move({ range_start: 1, range_length: 2, insert_before: 5 })).toEqual([0, 3, 4, 1, 2, 5]);
    expect(await move({ range_start: 3, range_length: 3, to_position: 0 })).toEqual([1, 2, 5, 0, 3, 4]);
    expect(await move({ uri: localUri, to_position: 5 })).toEqual([1, 2, 0, 3, 4, 5]);
    expect(await move({ range_start: 0, insert_before: 99 })).toEqual([2, 0, 3, 4, 5, 1]);
  });

  it('puts an item just where to_position says', async () => {
    const place = fc.integer({ min: 0, max: 6 });
    await fc.assert(
      fc.asyncProperty(place, place, async (from, to) => {
        const list = playlistOf(bed, 'Any', tracks(bed, 0, 7));
        const params = { playlist: list.uri, range_start: from, to_position: to };
        const result = await reorderItems(bed.context, params);
        expect(result.outcome).toBe(from === to ? 'unchanged' : 'verified');
        expect(held(list).indexOf(track(bed, from))).toBe(to);
      }),
      { numRuns: 20 },
    );
  });

  it('reads back only what it touched', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 400));
    await reorderItems(bed.context, { playlist: list.uri, range_start: 10, to_position: 20 });
    const requests = bed.newRequests();
    expect(requests.slice(requests.findIndex((request) => request.startsWith('PUT')) + 1)).toHaveLength(1);
  });

  it('leaves alone what stands there already', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 4));
    const params = { playlist: list.uri, range_start: 1, range_length: 2, insert_before: 3 };
    expect((await reorderItems(bed.context, params)).outcome).toBe('unchanged');
    expect(writes()).toEqual([]);
  });

  it('only says what it would do in a dry run', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 4));
    const params = { playlist: list.uri, range_start: 0, range_length: 2, to_position: 2, dry_run: true };
    expect(await reorderItems(bed.context, params)).toMatchObject({
      outcome: 'planned',
      summary: 'Move 2 items in "Road trip" from position 0 to 2.',
    });
    expect(writes()).toEqual([]);
  });

  it('is seen to be done where no answer came', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 4));
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'PUT /playlists/{playlist_id}/items' });
    const params = { playlist: list.uri, range_start: 0, to_position: 3 };
    expect((await reorderItems(bed.context, params)).outcome).toBe('verified');
    expect(writes()).toHaveLength(1);
  });
});

describe('a move that cannot be meant', () => {
  const rejects = async (playlist: string, params: Params): Promise<string> => {
    const error = await errorOf(reorderItems(bed.context, { playlist, ...params }));
    if (!InputError.is(error)) throw error;
    return `${error.message} ${error.hint ?? ''}`;
  };

  it('is refused before anything is sent', async () => {
    const { uri: list } = playlistOf(bed, 'Road trip', tracks(bed, 0, 4));
    const uri = track(bed, 0);
    expect(await rejects(list, { to_position: 0 })).toContain('either range_start or uri');
    expect(await rejects(list, { uri, range_start: 0, to_position: 0 })).toContain('either range_start');
    expect(await rejects(list, { uri })).toContain('either insert_before or to_position');
    expect(await rejects(list, { uri, range_length: 2, to_position: 0 })).toContain('needs range_start');
    expect(bed.newRequests()).toEqual([]);
  });

  it('is refused where the positions are not those of now', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 4));
    const old = list.snapshotId;
    list.insert([track(bed, 9)], 0, bed.simulator.clock.now(), bed.user.id);
    const stale = { range_start: 0, to_position: 3, snapshot_id: old };
    expect(await rejects(list.uri, stale)).toContain('has changed since');
    const past = { range_start: 3, range_length: 3, to_position: 0 };
    expect(await rejects(list.uri, past)).toContain('There is no position 5: the playlist has 5 items.');
    expect(writes()).toEqual([]);
  });

  it('is refused for an item that is not there, or several times', async () => {
    const [a = '', b = ''] = tracks(bed, 0, 2);
    const list = playlistOf(bed, 'Road trip', [a, b, a]);
    expect(await rejects(list.uri, { uri: track(bed, 9), to_position: 0 })).toContain(
      'is not in "Road trip"',
    );
    expect(await rejects(list.uri, { uri: a, to_position: 0 })).toContain('2 times. Pass range_start');
    expect(await rejects(list.uri, { uri: list.uri, to_position: 0 })).toContain('kind playlist');
  });

  it('is refused in a playlist of others', async () => {
    const foreign = bed.user.playlists.byName('Harbour Nights');
    const params = { playlist: foreign?.uri ?? '', range_start: 0, to_position: 1 };
    expect(ForbiddenError.is(await errorOf(reorderItems(bed.context, params)))).toBe(true);
  });
});
