import { coveredGapMs, minuteMs } from '../matching.ts';

/** Observations of one source as columns, ascending by end. */
export interface MatchRows {
  readonly length: number;
  /** Unix ms. */
  readonly endedAt: Float64Array;
  /** −1 where the source does not say. */
  readonly msPlayed: Int32Array;
  /** A number for each pair of normalised title and artist; both sources count alike. */
  readonly names: Int32Array;
}

/** For each account row the index of the extended row that speaks for it, −1 if it speaks itself. */
export function matchAccountRows(account: MatchRows, extended: MatchRows): Int32Array {
  const speakers = new Int32Array(account.length).fill(-1);
  let next = 0;
  let firstOfMinute = 0;
  for (let row = 0; row < account.length; row++) {
    const at = account.endedAt[row] as number;
    while (next < extended.length && (extended.endedAt[next] as number) <= at) next++;
    const minute = Math.floor(at / minuteMs) * minuteMs;
    while (firstOfMinute < extended.length && (extended.endedAt[firstOfMinute] as number) < minute) {
      firstOfMinute++;
    }
    const same = sameListen(account, row, extended, firstOfMinute, minute + minuteMs);
    speakers[row] = same >= 0 ? same : coveredBy(at, extended, next);
  }
  return speakers;
}

function sameListen(
  account: MatchRows,
  row: number,
  extended: MatchRows,
  from: number,
  until: number,
): number {
  for (let i = from; i < extended.length && (extended.endedAt[i] as number) < until; i++) {
    if (extended.names[i] === account.names[row] && extended.msPlayed[i] === account.msPlayed[row]) return i;
  }
  return -1;
}

/** @param next first extended row that ends after `at` */
function coveredBy(at: number, extended: MatchRows, next: number): number {
  if (next === 0 || next === extended.length) return -1;
  const after = extended.endedAt[next] as number;
  const before = extended.endedAt[next - 1] as number;
  if (after - before >= coveredGapMs) return -1;
  return at - before <= after - at ? next - 1 : next;
}
