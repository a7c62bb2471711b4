import type { ComparedRow, Comparison } from '../../../protocol/spotify/compositeListeningSummary.ts';
import { spoken, withoutRelease } from '../search/matchScore.ts';
import { upstreamText } from '../upstreamText.ts';

/** Six lists of up to forty rows stand in one answer. */
const longestName = 80;

/** One place of a list; its rank is its place. */
export interface RankedThing {
  readonly name: string;
  /** Of a track: its first artist. */
  readonly by?: string | undefined;
  readonly uri?: string | undefined;
  readonly plays?: number;
}

/** A row while it is put together. */
interface Row {
  readonly thing: RankedThing;
  spotify?: number;
  history?: number;
  plays?: number | undefined;
}

/**
 * Two top lists side by side: everything that is among the first `limit` of either, with its place in both. A thing is
 * the same by its URI, else by its name (and artist), without what a release adds to it.
 * @param spotify,history longer than `limit` where more is known; `undefined` where a list is missing
 */
export function compareTops(
  spotify: readonly RankedThing[] | undefined,
  history: readonly RankedThing[] | undefined,
  limit: number,
): Comparison {
  const rows: Row[] = [];
  const known = new Map<string, Row>();
  const rowOf = (thing: RankedThing): Row => {
    const keys = keysOf(thing);
    const found = keys.map((key) => known.get(key)).find((row) => row !== undefined);
    const row = found ?? { thing };
    if (found === undefined) rows.push(row);
    for (const key of keys) known.set(key, row);
    return row;
  };
  for (const [at, thing] of (spotify ?? []).entries()) rowOf(thing).spotify ??= at + 1;
  for (const [at, thing] of (history ?? []).entries()) {
    const row = rowOf(thing);
    row.history ??= at + 1;
    row.plays ??= thing.plays;
  }
  const isTop = (rank: number | undefined): boolean => rank !== undefined && rank <= limit;
  const both = rows.filter((row) => isTop(row.spotify) && isTop(row.history)).length;
  return {
    ...(spotify !== undefined && history !== undefined && { in_both: both }),
    rows: rows
      .filter((row) => isTop(row.spotify) || isTop(row.history))
      .sort((a, b) => bestOf(a) - bestOf(b) || (a.spotify ?? Infinity) - (b.spotify ?? Infinity))
      .map(describe),
  };
}

function bestOf({ spotify = Infinity, history = Infinity }: Row): number {
  return Math.min(spotify, history);
}

function keysOf({ name, by, uri }: RankedThing): readonly string[] {
  const byName = `${spoken(by ?? '')}\n${spoken(withoutRelease(name))}`;
  return uri === undefined ? [byName] : [uri, byName];
}

function describe({ thing, spotify, history, plays }: Row): ComparedRow {
  return {
    name: upstreamText(thing.name, longestName),
    ...(thing.by !== undefined && { by: upstreamText(thing.by, longestName) }),
    ...(spotify !== undefined && { rank_at_spotify: spotify }),
    ...(history !== undefined && { own_rank: history }),
    ...(plays !== undefined && { plays }),
    ...(thing.uri !== undefined && { uri: thing.uri }),
  };
}
