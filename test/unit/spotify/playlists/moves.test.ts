import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinMoves, movesBetween, type BlockMove } from '../../../../src/core/spotify/playlists/moves.ts';

/** What Spotify's reorder does, as its reference describes it. */
function moved(list: readonly string[], { from, before, length }: BlockMove): readonly string[] {
  const block = list.slice(from, from + length);
  const rest = [...list.slice(0, from), ...list.slice(from + length)];
  const at = before > from ? before - length : before;
  return [...rest.slice(0, at), ...block, ...rest.slice(at)];
}

function replay(current: readonly string[], moves: readonly BlockMove[]): readonly string[] {
  return moves.reduce(moved, current);
}

const single = (moves: readonly { from: number; before: number }[]): readonly BlockMove[] =>
  moves.map((move) => ({ ...move, length: 1 }));

/** Length of the longest common subsequence, by the textbook. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row: number[] = Array.from({ length: b.length + 1 }, () => 0);
  for (const key of a) {
    const next = [0];
    b.forEach((other, at) => {
      next.push(key === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

const letters = (text: string): readonly string[] => [...text];

/** A list and the same in another order; few letters, so that many are equal. */
const twoOrders = fc
  .array(fc.constantFrom(...'abcdef'), { maxLength: 25 })
  .chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    ),
  );

describe('moves from one order to another', () => {
  it('count positions as before each move', () => {
    expect(movesBetween(letters('abcd'), letters('dabc'))).toEqual([{ from: 3, before: 0 }]);
    expect(movesBetween(letters('abcd'), letters('bcda'))).toEqual([{ from: 0, before: 4 }]);
    expect(movesBetween(letters('abcd'), letters('acbd'))).toHaveLength(1);
  });

  it('are none where nothing is to be done', () => {
    expect(movesBetween([], [])).toEqual([]);
    expect(movesBetween(letters('aab'), letters('aab'))).toEqual([]);
  });

  it('lead from one to the other, equal ones or not', () => {
    fc.assert(
      fc.property(twoOrders, ([current, wanted]) => {
        expect(replay(current, single(movesBetween(current, wanted)))).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('are the fewest', () => {
    expect(movesBetween(letters('xaya'), letters('axay'))).toHaveLength(1);
    fc.assert(
      fc.property(twoOrders, ([current, wanted]) => {
        expect(movesBetween(current, wanted)).toHaveLength(current.length - longestCommon(current, wanted));
      }),
      { numRuns: 500 },
    );
  });

  it('are made for neighbours at once', () => {
    expect(joinMoves(movesBetween(letters('abcdefg'), letters('efgabcd')))).toEqual([
      { from: 4, before: 0, length: 3 },
    ]);
    expect(joinMoves(movesBetween(letters('abcdefg'), letters('cdefgab')))).toEqual([
      { from: 0, before: 7, length: 2 },
    ]);
    fc.assert(
      fc.property(twoOrders, ([current, wanted]) => {
        expect(replay(current, joinMoves(movesBetween(current, wanted)))).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  it('are soon found for long playlists', () => {
    const list = Array.from({ length: 3_000 }, (_, at) => `track ${(at * 7919) % 2_700}`);
    const reversed = list.toReversed();
    expect(replay(list, joinMoves(movesBetween(list, reversed)))).toEqual(reversed);
    const alike = Array.from({ length: 3_000 }, (_, at) => (at % 2 === 0 ? 'a' : `track ${at}`));
    expect(replay(alike, joinMoves(movesBetween(alike, alike.toReversed())))).toEqual(alike.toReversed());
  });

  it('are refused between lists of other things', () => {
    expect(() => movesBetween(letters('ab'), letters('ac'))).toThrow(RangeError);
    expect(() => movesBetween(letters('ab'), letters('abb'))).toThrow(RangeError);
    expect(() => movesBetween(letters('abb'), letters('ab'))).toThrow(RangeError);
  });
});
