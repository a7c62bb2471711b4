import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { clearPlaylist } from '../../../../src/core/spotify/playlistPower/clearPlaylist.ts';
import { moved } from '../../../../src/core/spotify/playlistPower/makeMoves.ts';
import { sortPlaylist } from '../../../../src/core/spotify/playlistPower/sortPlaylist.ts';
import { joinMoves, movesBetween } from '../../../../src/core/spotify/playlists/moves.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { playlistItemsResult } from '../../../../src/protocol/spotify/playlistItems.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const dayMs = 86_400_000;
const tracks = (count: number): SpotifyBed['simulator']['catalogue']['tracks'] =>
  bed.simulator.catalogue.tracks.slice(0, count);
const urisOf = (playlist: SimPlaylist | undefined): readonly (string | undefined)[] =>
  playlist?.entries.map(({ uri }) => uri) ?? [];
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));
const undoOf = async (id: string | undefined): Promise<unknown> =>
  (await bed.context.states.get(id ?? ''))?.content;

const sort = async (
  params: Parameters<typeof sortPlaylist>[1],
  context = bed.context,
): ReturnType<typeof sortPlaylist> => playlistItemsResult.strict().parse(await sortPlaylist(context, params));

/** A playlist of tracks called 00, 01 …, each added a day after the one before it. */
function numbered(order: readonly number[], name = 'Numbers'): SimPlaylist {
  const some = tracks(Math.max(...order) + 1);
  some.forEach((track, at) => Object.assign(track, { name: String(at).padStart(3, '0') }));
  const playlist = bed.user.playlists.create({ name, uris: [] });
  const start = bed.simulator.clock.now() - 500 * dayMs;
  for (const number of order) {
    playlist.insert([some[number]?.uri ?? ''], playlist.entries.length, start + number * dayMs, bed.user.id);
  }
  return playlist;
}

const rising = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('sorting a playlist', () => {
  it('moves a few items, so that all keep their dates, and keeps the old order', async () => {
    const playlist = numbered([5, 0, 1, 2, 9, 3, 4, 6, 7, 8]);
    const before = urisOf(playlist);
    const byUri = new Map(playlist.entries.map((entry) => [entry.uri, entry]));
    const answer = await sort({ playlist: 'Numbers', by: 'name' });
    expect(answer).toMatchObject({
      outcome: 'verified',
      summary: 'Sorted "Numbers" by name with 2 moves.',
      playlist: { name: 'Numbers', items: 10 },
    });
    expect(urisOf(playlist)).toEqual(tracks(10).map(({ uri }) => uri));
    for (const entry of playlist.entries) expect(entry).toBe(byUri.get(entry.uri));
    expect(writes()).toHaveLength(2);
    expect(await undoOf(answer.undo_id)).toEqual({
      kind: 'playlistItems',
      playlistId: playlist.id,
      uris: before,
    });
  });

  it('writes a playlist anew where many items move, and says what that costs', async () => {
    const playlist = numbered(rising(130).reverse());
    const plan = await sort({ playlist: 'Numbers', by: 'added', dry_run: true });
    expect(plan.summary).toContain('so that all of them count as added now');
    expect(plan.note).toContain('keep_dates');
    expect(writes()).toEqual([]);
    const answer = await sort({ playlist: 'Numbers', by: 'added' });
    expect(answer).toMatchObject({ outcome: 'verified' });
    expect(urisOf(playlist)).toEqual(tracks(130).map(({ uri }) => uri));
    expect(writes()).toHaveLength(2);
  });

  it('moves them all the same if the dates are to be kept', async () => {
    const playlist = numbered(rising(80).reverse());
    const answer = await sort({ playlist: 'Numbers', by: 'name', keep_dates: true });
    expect(answer).toMatchObject({ outcome: 'verified' });
    const dates = playlist.entries.map(({ addedAt }) => addedAt ?? 0);
    expect(dates).toEqual([...dates].sort((a, b) => a - b));
    expect(bed.progress.at(-1)?.message).toBe('Moving items');
  });

  it('refuses what only too many moves could do', async () => {
    numbered(rising(300).reverse());
    const error = await errorOf(sort({ playlist: 'Numbers', by: 'name', keep_dates: true }));
    expect(InputError.is(error)).toBe(true);
    expect(writes()).toEqual([]);
  });

  it('never loses a local file, nor an entry that Spotify shows nothing of', async () => {
    const odds = bed.user.playlists.byName('Odds and Ends');
    const before = new Set(odds?.entries);
    const answer = await sort({
      playlist: 'Odds and Ends',
      by: 'duration',
      then_by: 'name',
      descending: true,
    });
    expect(answer).toMatchObject({ outcome: 'verified' });
    expect(new Set(odds?.entries)).toEqual(before);
    expect(odds?.entries.at(-1)?.uri).toBeUndefined();
    const big = numbered(rising(300).reverse());
    big.addEntries([...before].filter(({ local }) => local !== undefined));
    const error = await errorOf(sort({ playlist: 'Numbers', by: 'name' }));
    expect(InputError.is(error)).toBe(true);
    expect(String(error)).toContain('Because of 1 local or unavailable entries');
  });

  it('turns the order around, and back', async () => {
    const playlist = numbered(rising(12));
    const before = urisOf(playlist);
    expect(await sort({ playlist: 'Numbers', by: 'reverse' })).toMatchObject({ outcome: 'verified' });
    expect(urisOf(playlist)).toEqual([...before].reverse());
    await sort({ playlist: 'Numbers', by: 'reverse' });
    expect(urisOf(playlist)).toEqual(before);
  });

  it('shuffles so that no artist comes twice in a row, the same for the same seed', async () => {
    const playlist = bed.user.playlists.byName('Deep Work');
    const planned = await sort({ playlist: 'Deep Work', by: 'smart_shuffle', seed: 'x', dry_run: true });
    expect(planned).toMatchObject({ outcome: 'planned' });
    expect(await sort({ playlist: 'Deep Work', by: 'smart_shuffle', seed: 'x' })).toMatchObject({
      outcome: 'verified',
    });
    const artists = urisOf(playlist).map((uri) => {
      const item = bed.simulator.catalogue.playable(uri ?? '');
      return item?.kind === 'track' ? item.artists[0]?.uri : undefined;
    });
    expect(artists).toHaveLength(130);
    expect(artists.filter((artist, at) => at > 0 && artist === artists[at - 1])).toEqual([]);
  });

  it('does nothing to a playlist that stands so already, equal items included', async () => {
    numbered(rising(6));
    expect(await sort({ playlist: 'Numbers', by: 'name' })).toMatchObject({ outcome: 'unchanged' });
    expect(await sort({ playlist: 'Empty for now', by: 'reverse' })).toMatchObject({ outcome: 'unchanged' });
    expect(writes()).toEqual([]);
  });

  it('says what was not done where a move fails, and loses nothing', async () => {
    const playlist = numbered([3, 2, 1, 0]);
    const put = { match: 'PUT /playlists' };
    bed.simulator.troubles.once({ kind: 'slow', ms: 1 }, put);
    bed.simulator.troubles.once({ kind: '400', message: 'No' }, put);
    const answer = await sort({ playlist: 'Numbers', by: 'name' });
    expect(answer).toMatchObject({ outcome: 'partial', failed: [{ item: '2 of 3 moves' }] });
    expect(answer.undo_id).toBeDefined();
    expect([...urisOf(playlist)].sort()).toEqual(
      tracks(4)
        .map(({ uri }) => uri)
        .sort(),
    );
  });

  it('goes on after a move without an answer once a look shows that it was made', async () => {
    const playlist = numbered([3, 2, 1, 0]);
    const put = { match: 'PUT /playlists' };
    bed.simulator.troubles.once({ kind: 'cut' }, put);
    expect(await sort({ playlist: 'Numbers', by: 'name' })).toMatchObject({ outcome: 'verified' });
    expect(urisOf(playlist)).toEqual(tracks(4).map(({ uri }) => uri));
    expect(writes()).toHaveLength(3);
  });

  it('can be cancelled between two moves', async () => {
    numbered(rising(20).reverse());
    const caller = new AbortController();
    const context = {
      ...bed.contextWith(caller.signal),
      progress: ({ done }: { done: number }) => {
        if (done === 5) caller.abort();
      },
    };
    const answer = await sort({ playlist: 'Numbers', by: 'name' }, context);
    expect(answer).toMatchObject({ outcome: 'partial' });
    expect(answer.failed?.[0]).toMatchObject({
      item: '14 of 19 moves',
      why: 'Cancelled before they were made.',
    });
  });

  it('lets two calls on one playlist follow each other', async () => {
    const playlist = numbered([4, 1, 3, 0, 2]);
    await Promise.all([
      sort({ playlist: playlist.uri, by: 'name' }),
      sort({ playlist: playlist.uri, by: 'name', descending: true }),
    ]);
    expect(urisOf(playlist)).toEqual(
      tracks(5)
        .map(({ uri }) => uri)
        .reverse(),
    );
  });

  it('wants arguments that fit together, and a playlist that may be changed', async () => {
    for (const wrong of [{ then_by: 'name' }, { descending: true }, { seed: 'x' }] as const) {
      expect(InputError.is(await errorOf(sort({ playlist: 'Deep Work', by: 'reverse', ...wrong })))).toBe(
        true,
      );
    }
    expect(bed.newRequests()).toEqual([]);
    expect(ForbiddenError.is(await errorOf(sort({ playlist: 'Harbour Nights', by: 'name' })))).toBe(true);
    expect(writes()).toEqual([]);
  });
});

describe('moves', () => {
  it('make the wanted order of the given one', () => {
    const orders = fc
      .array(fc.nat(9).map(String), { maxLength: 20 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(orders, ([list, wanted]) => {
        const moves = joinMoves(movesBetween(list, wanted));
        expect(moves.reduce<readonly string[]>(moved, list)).toEqual(wanted);
      }),
    );
  });
});

describe('clearing a playlist', () => {
  const clear = async (playlist: string, dryRun?: boolean): ReturnType<typeof clearPlaylist> =>
    playlistItemsResult.strict().parse(await clearPlaylist(bed.context, { playlist, dry_run: dryRun }));

  it('takes everything out, and keeps what was there', async () => {
    const playlist = bed.user.playlists.byName('Deep Work');
    const before = urisOf(playlist);
    expect((await clear('Deep Work', true)).summary).toContain('130 items of "Deep Work"');
    expect(writes()).toEqual([]);
    const answer = await clear('Deep Work');
    expect(answer).toMatchObject({ outcome: 'verified', playlist: { name: 'Deep Work', items: 0 } });
    expect(urisOf(playlist)).toEqual([]);
    expect(await undoOf(answer.undo_id)).toMatchObject({ kind: 'playlistItems', uris: before });
  });

  it('says which entries cannot come back', async () => {
    const answer = await clear('Odds and Ends', true);
    expect(`${answer.summary} ${answer.note ?? ''}`).toMatch(/2 local or unavailable: gone for good/);
  });

  it('has nothing to do for an empty one, and may not touch those of others', async () => {
    expect(await clear('Empty for now')).toMatchObject({ outcome: 'unchanged' });
    expect(ForbiddenError.is(await errorOf(clear('Harbour Nights')))).toBe(true);
    expect(writes()).toEqual([]);
  });
});
