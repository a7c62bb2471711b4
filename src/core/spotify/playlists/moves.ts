import { RankedSet } from './rankedSet.ts';
import { pairedOrders } from './pairedOrders.ts';

/** One item that goes elsewhere, in positions as Spotify's reorder takes them: both from before the move. */
export interface Move {
  /** Where it is. */
  readonly from: number;
  /** What it goes in front of; the length of the list = to the end. */
  readonly before: number;
}

/** Several neighbours that go elsewhere together. */
export interface BlockMove extends Move {
  /** How many go, from `from` on. */
  readonly length: number;
}

/**
 * The fewest single moves that turn one order into another, to be made one after the other: the longest part that is
 * in the right order already stays. Equal keys are interchangeable; who tells equal tracks apart passes keys of their
 * own. A key that is there more than a hundred times may cost some moves more.
 * @throws RangeError where the two lists do not hold the same
 */
export function movesBetween(current: readonly string[], wanted: readonly string[]): readonly Move[] {
  const { sources, staying } = pairedOrders(current, wanted);
  const stayingBefore = countsBefore(sources.map((source) => staying.has(source)));
  const nextTarget = targetsOfNextStaying(sources, staying);
  const moving = new RankedSet(current.length);
  for (const source of sources) if (!staying.has(source)) moving.add(source);
  const moves: Move[] = [];
  /** Where the last one that stays was, of those in place. */
  let anchor = 0;
  sources.forEach((source, target) => {
    if (staying.has(source)) {
      anchor = source;
      return;
    }
    // All that is in place stands in order; what still moves stands where it stood between those that stay.
    const before = target + moving.countBelow(anchor);
    const next = nextTarget[source] ?? sources.length;
    const inPlace =
      next <= target ? next : target + (stayingBefore[next] ?? 0) - (stayingBefore[target] ?? 0);
    const from = inPlace + moving.countBelow(source);
    moving.remove(source);
    if (from !== before && from + 1 !== before) moves.push({ from, before });
  });
  return moves;
}

/** The same moves, those that travel as neighbours made at once: a request each is what a move costs. */
export function joinMoves(moves: readonly Move[]): readonly BlockMove[] {
  const blocks: BlockMove[] = [];
  for (const move of moves) {
    const last = blocks.at(-1);
    if (last !== undefined && follows(last, move))
      blocks[blocks.length - 1] = { ...last, length: last.length + 1 };
    else blocks.push({ ...move, length: 1 });
  }
  return blocks;
}

/** Whether a move takes what stood behind the block to the block's new end. */
function follows({ from, before, length }: BlockMove, move: Move): boolean {
  return before <= from
    ? move.from === from + length && move.before === before + length
    : move.from === from && move.before === before;
}

function countsBefore(flags: readonly boolean[]): readonly number[] {
  const counts = [0];
  flags.forEach((flag, at) => counts.push((counts[at] ?? 0) + (flag ? 1 : 0)));
  return counts;
}

/** By place in the current order: the target of the next one that stays; the length where none does. */
function targetsOfNextStaying(sources: readonly number[], staying: ReadonlySet<number>): readonly number[] {
  const targets: number[] = [];
  sources.forEach((source, target) => (targets[source] = target));
  let next = sources.length;
  for (let source = sources.length - 1; source >= 0; source -= 1) {
    const target = targets[source] ?? next;
    targets[source] = next;
    if (staying.has(source)) next = target;
  }
  return targets;
}
