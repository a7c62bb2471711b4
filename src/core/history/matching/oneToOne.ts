import type { Candidate } from './candidates.ts';

/**
 * Pairs plays with rows of another source one to one: the nearest pair of all first, then the nearest of those that
 * are left, and so on.
 * @param others in the order of their content, which decides between pairs that are equally near
 * @param isFree whether a play may still be paired
 * @returns for each play the row that it is paired with, −1 for none
 */
export function oneToOne(
  candidates: readonly Candidate[],
  plays: number,
  isFree: (play: number) => boolean = () => true,
): Int32Array {
  const pairs = new Int32Array(plays).fill(-1);
  const taken = new Set<number>();
  for (const { play, other } of [...candidates].sort(nearestFirst)) {
    if (pairs[play] !== -1 || taken.has(other) || !isFree(play)) continue;
    pairs[play] = other;
    taken.add(other);
  }
  return pairs;
}

/** Plays are in the order of time, and no two are of the same instant. */
function nearestFirst(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || a.distance - b.distance || a.play - b.play || a.other - b.other;
}
