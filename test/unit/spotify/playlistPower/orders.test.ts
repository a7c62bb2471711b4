import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interleave } from '../../../../src/core/spotify/playlistPower/interleave.ts';
import { smartShuffle } from '../../../../src/core/spotify/playlistPower/smartShuffle.ts';
import { compareThings } from '../../../../src/core/spotify/playlistPower/thingOrder.ts';
import { sortKeys } from '../../../../src/protocol/spotify/playlistPower/sortPlaylist.ts';
import { arbitraryThing, thing } from './sampleThings.ts';

const places = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const rising = (some: readonly number[]): number[] => [...some].sort((a, b) => a - b);

describe('smart shuffle', () => {
  const artists = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', ''), { maxLength: 60 });
  /** Neighbours of one artist that no order can avoid. */
  const unavoidable = (keys: readonly string[]): number => {
    const most = Math.max(
      0,
      ...[...new Set(keys)].map((key) => (key === '' ? 0 : keys.filter((one) => one === key).length)),
    );
    return Math.max(0, most - (keys.length - most) - 1);
  };
  const neighbours = (keys: readonly string[], order: readonly number[]): number =>
    order.filter((at, nth) => nth > 0 && keys[at] !== '' && keys[at] === keys[order[nth - 1] ?? -1]).length;

  it('is a permutation', () => {
    fc.assert(
      fc.property(artists, fc.string(), (keys, seed) => {
        expect(rising(smartShuffle(keys, seed))).toEqual(places(keys.length));
      }),
    );
  });

  it('puts no two of one artist side by side wherever that is possible, else as few as can be', () => {
    fc.assert(
      fc.property(artists, fc.string(), (keys, seed) => {
        expect(neighbours(keys, smartShuffle(keys, seed))).toBe(unavoidable(keys));
      }),
      { numRuns: 500 },
    );
  });

  it('manages where one artist has exactly half, rounded up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.boolean(), fc.string(), (half, odd, seed) => {
        const others = Array.from({ length: half - Number(odd) }, (_, at) => `other ${at % 3}`);
        const keys = [...Array.from({ length: half }, () => 'one'), ...others];
        expect(neighbours(keys, smartShuffle(keys, seed))).toBe(0);
      }),
    );
  });

  it('gives the same order for the same seed and another one for another', () => {
    const keys = places(50).map((at) => `artist ${at % 7}`);
    expect(smartShuffle(keys, 'monday')).toEqual(smartShuffle(keys, 'monday'));
    expect(smartShuffle(keys, 'monday')).not.toEqual(smartShuffle(keys, 'tuesday'));
  });

  it('spreads an artist over the whole list', () => {
    const keys = places(100).map((at) => (at < 10 ? 'rare' : `artist ${at}`));
    const order = smartShuffle(keys, 'seed');
    const rare = order.flatMap((at, nth) => (keys[at] === 'rare' ? [nth] : []));
    expect(rare[0]).toBeLessThan(20);
    expect(rare.at(-1)).toBeGreaterThan(80);
  });

  it('takes a playlist of the largest size in no time', () => {
    const keys = places(10_000).map((at) => `artist ${at % 2 === 0 ? 'one' : at % 900}`);
    expect(neighbours(keys, smartShuffle(keys, 'seed'))).toBe(0);
  });
});

describe('interleaving', () => {
  const lists = fc.array(fc.array(fc.nat(), { maxLength: 12 }), { maxLength: 6 });

  it('takes one of each in turn and goes on with what is left', () => {
    expect(interleave([['1', '2', '3'], [], ['a'], ['x', 'y']])).toEqual(['1', 'a', 'x', '2', 'y', '3']);
    expect(interleave([])).toEqual([]);
  });

  it('is a permutation that keeps the order within each list', () => {
    fc.assert(
      fc.property(lists, (some) => {
        const tagged = some.map((list, from) => list.map((value, at) => ({ from, at, value })));
        const result = interleave(tagged);
        expect(result).toHaveLength(tagged.flat().length);
        tagged.forEach((list, from) => expect(result.filter((one) => one.from === from)).toEqual(list));
      }),
    );
  });

  it('never takes two of a list while another of at least that length still waits', () => {
    fc.assert(
      fc.property(lists, (some) => {
        const nth = interleave(some.map((list) => list.map((_, at) => at)));
        expect(rising(nth)).toEqual(nth);
      }),
    );
  });
});

describe('sorting', () => {
  it('is a total order: what it says of two it says the other way round, and it never runs in circles', () => {
    fc.assert(
      fc.property(
        fc.tuple(arbitraryThing, arbitraryThing, arbitraryThing),
        fc.constantFrom(...sortKeys),
        fc.boolean(),
        ([a, b, c], key, descending) => {
          const compare = compareThings([key], descending);
          expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
          if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it('compares names as they are said, and numbers in them as numbers', () => {
    const names = ['Track 10', 'the Álbum', 'Zebra', 'Track 9', 'album'];
    const sorted = names.map((name) => thing({ name })).sort(compareThings(['name'], false));
    expect(sorted.map(({ name }) => name)).toEqual(['the Álbum', 'album', 'Track 9', 'Track 10', 'Zebra']);
  });

  it('puts what lacks the property last, whichever way round', () => {
    const things = [
      undefined,
      thing({ name: 'no date' }),
      thing({ name: 'old', released: '1999' }),
      thing({ name: 'new', released: '2020-05' }),
    ];
    const names = (descending: boolean): unknown[] =>
      [...things].sort(compareThings(['released'], descending)).map((one) => one?.name);
    expect(names(false)).toEqual(['old', 'new', 'no date', undefined]);
    expect(names(true)).toEqual(['new', 'old', 'no date', undefined]);
  });

  it('keeps an album in its own order, also from Z to A', () => {
    const track = (
      name: string,
      album: string,
      disc: number,
      trackNumber: number,
    ): ReturnType<typeof thing> => thing({ name, album, albumKey: album, disc, trackNumber });
    const things = [
      track('b3', 'B', 2, 1),
      track('a1', 'A', 1, 1),
      track('b2', 'B', 1, 2),
      track('b1', 'B', 1, 1),
    ];
    const names = (descending: boolean): string[] =>
      [...things].sort(compareThings(['album'], descending)).map(({ name }) => name);
    expect(names(false)).toEqual(['a1', 'b1', 'b2', 'b3']);
    expect(names(true)).toEqual(['b1', 'b2', 'b3', 'a1']);
  });
});
