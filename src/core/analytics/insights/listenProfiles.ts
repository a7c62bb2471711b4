import { sources } from '../../../protocol/history/window.ts';
import type { PlayColumns } from '../columns.ts';
import type { PlaySelection } from '../plays.ts';
import { skippedBy, skippedTrustedFrom } from '../skipRule.ts';

/** What a source may say or not: `undefined` = it does not. */
export type Said = boolean | undefined;

/** How a listen began, went and ended, without when and what. */
export interface ListenProfile {
  readonly skipped: Said;
  readonly shuffle: Said;
  readonly offline: Said;
  readonly incognito: Said;
  /** Empty where the source does not say. */
  readonly reasonStart: string;
  readonly reasonEnd: string;
  /** Index into {@link heardFrom}; −1 where it is not known. */
  readonly heard: number;
  /** Index into {@link eraNames}. */
  readonly era: number;
}

/** Lengths, in ms, from which a listen is in a class. */
export const heardFrom = [0, 3_000, 30_000, 120_001] as const;

/** Spotify wrote skips before this instant too, with a meaning that nobody has checked. Unix ms. */
const silentFrom = Date.UTC(2015, 3, 13);
const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
export const eraNames = [
  `before ${day(silentFrom)}`,
  `${day(silentFrom)} to ${day(skippedTrustedFrom)}`,
  `from ${day(skippedTrustedFrom)}`,
] as const;

/** The profiles of the plays of a history: few different ones. */
export interface ListenProfiles {
  /** Per play: index into `profiles`. */
  readonly of: Int32Array;
  readonly profiles: readonly ListenProfile[];
  /** Plays of each profile among the first `k · step`, so that a window is the difference of two. */
  readonly sums: readonly Int32Array[];
  readonly step: number;
}

const shortestStep = 65_536;

const profilesKept = new WeakMap<PlaySelection, ListenProfiles>();

/** Read once for each play rule of a history. */
export function listenProfiles(columns: PlayColumns, history: PlaySelection): ListenProfiles {
  let profiles = profilesKept.get(history);
  if (profiles === undefined) profilesKept.set(history, (profiles = readProfiles(columns, history)));
  return profiles;
}

function readProfiles(columns: PlayColumns, { rows }: PlaySelection): ListenProfiles {
  const { endedAt, msPlayed, source } = columns;
  const { flags, reasonStart, reasonEnd, words } = columns.details();
  const of = new Int32Array(rows.length);
  const profiles: ListenProfile[] = [];
  const ids = new Map<number, number>();
  for (let play = 0; play < rows.length; play++) {
    const row = rows[play]!;
    const at = endedAt[row]!;
    const heard = heardClass(msPlayed[row]!);
    const era = at < silentFrom ? 0 : at < skippedTrustedFrom ? 1 : 2;
    const rest = ((heard + 1) * eraNames.length + era) * sources.length + source[row]!;
    const key = ((rest * 256 + flags[row]!) * 256 + reasonStart[row]!) * 256 + reasonEnd[row]!;
    let id = ids.get(key);
    if (id === undefined) {
      const said = flags[row]!;
      const end = words[reasonEnd[row]!]!;
      id =
        profiles.push({
          skipped: skippedBy(said, end, at, sources[source[row]!]!),
          shuffle: saidAt(said, 0),
          offline: saidAt(said, 4),
          incognito: saidAt(said, 6),
          reasonStart: words[reasonStart[row]!]!,
          reasonEnd: end,
          heard,
          era,
        }) - 1;
      ids.set(key, id);
    }
    of[play] = id;
  }
  // Together the sums take no more than half a byte a play.
  const step = Math.max(shortestStep, 8 * profiles.length);
  return { of, profiles, sums: sumUp(of, profiles.length, step), step };
}

function sumUp(of: Int32Array, profiles: number, step: number): readonly Int32Array[] {
  const sums = [new Int32Array(profiles)];
  for (let from = 0; from + step <= of.length; from += step) {
    const next = sums[sums.length - 1]!.slice();
    for (let play = from; play < from + step; play++) next[of[play]!]!++;
    sums.push(next);
  }
  return sums;
}

/** How many of some plays have each profile. */
export function countOf(
  { of, profiles, sums, step }: ListenProfiles,
  first: number,
  end: number,
): Int32Array {
  const counts = new Int32Array(profiles.length);
  addUpTo(end, 1);
  addUpTo(first, -1);
  return counts;

  function addUpTo(play: number, sign: 1 | -1): void {
    const whole = Math.floor(play / step);
    const sum = sums[whole]!;
    for (let id = 0; id < counts.length; id++) counts[id]! += sign * sum[id]!;
    for (let at = whole * step; at < play; at++) counts[of[at]!]! += sign;
  }
}

function heardClass(ms: number): number {
  let heard = -1;
  while (heard + 1 < heardFrom.length && ms >= heardFrom[heard + 1]!) heard++;
  return heard;
}

/** The two bits of a flag. */
function saidAt(flags: number, shift: number): Said {
  const bits = (flags >> shift) & 3;
  return (bits & 1) === 0 ? undefined : (bits & 2) !== 0;
}
