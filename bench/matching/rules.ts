import { repairedEnd } from '../../src/core/history/lateEnd.ts';
import type { Bands, Plays, Reports } from '../../src/core/history/matching/candidates.ts';
import { matchPlays } from '../../src/core/history/matching/matchPlays.ts';
import type { MadeListen } from './madeHistory.ts';

/** What is left of the rows of both sources, by listen. */
export interface Told {
  /** 1 = the row of this source speaks for the listen. */
  readonly extended: Uint8Array;
  readonly api: Uint8Array;
}

/** Decides which rows speak. */
export type Rule = (listens: readonly MadeListen[]) => Told;

/** Ours, with the given widths. */
export function oneToOneRule(bands: Bands): Rule {
  return (listens) => {
    const told = allOf(listens);
    const plays = indexed(listens, (one) => one.api?.playedAt);
    const rows = indexed(listens, (one) => one.extended?.endedAt);
    const songOf = (order: readonly number[]) => (row: number) =>
      (listens[order[row] as number] as MadeListen).song;
    const { extended } = matchPlays(
      {
        length: plays.order.length,
        at: plays.times,
        identityOf: songOf(plays.order),
      } satisfies Plays,
      reportsOf(listens, rows, songOf(rows.order)),
      reportsOf([], { order: [], times: new Float64Array() }, () => -1),
      bands,
    );
    for (const [play, row] of extended.entries()) {
      if (row >= 0) told.api[plays.order[play] as number] = 0;
    }
    return told;
  };
}

/** The same id and the same second (gmyuval: equality of user, played_at, track). */
export const equality: Rule = (listens) => {
  const known = new Set(
    listens.flatMap(({ extended }) => (extended ? [`${extended.endedAt / 1000} ${extended.uri}`] : [])),
  );
  const told = allOf(listens);
  for (const [index, { api }] of listens.entries()) {
    if (api && known.has(`${Math.floor(api.playedAt / 1000)} ${api.uri}`)) told.api[index] = 0;
  }
  return told;
};

/** Any row within 60 s of one that was kept goes, whatever its track (your_spotify). */
export const anyWithinAMinute: Rule = (listens) => droppedNear(listens, 60_000, () => '');

/** A row within 90 s of a kept one with the same id goes (replay-crate). */
export const sameWithin90Seconds: Rule = (listens) => droppedNear(listens, 90_000, (uri) => uri);

function droppedNear(listens: readonly MadeListen[], ms: number, groupOf: (uri: string) => string): Told {
  const told = allOf(listens);
  const rows = [
    ...listens.flatMap(({ extended }, index) =>
      extended ? [{ at: extended.endedAt, uri: extended.uri, index, tells: told.extended }] : [],
    ),
    ...listens.flatMap(({ api }, index) =>
      api ? [{ at: api.playedAt, uri: api.uri, index, tells: told.api }] : [],
    ),
  ].sort((a, b) => a.at - b.at);
  const last = new Map<string, number>();
  for (const { at, uri, index, tells } of rows) {
    const group = groupOf(uri);
    if (at - (last.get(group) ?? -Infinity) <= ms) tells[index] = 0;
    else last.set(group, at);
  }
  return told;
}

function allOf(listens: readonly MadeListen[]): Told {
  return {
    extended: Uint8Array.from(listens, ({ extended }) => (extended ? 1 : 0)),
    api: Uint8Array.from(listens, ({ api }) => (api ? 1 : 0)),
  };
}

interface Indexed {
  /** Indexes of listens, ascending by time. */
  readonly order: readonly number[];
  readonly times: Float64Array;
}

function indexed(listens: readonly MadeListen[], timeOf: (one: MadeListen) => number | undefined): Indexed {
  const found = listens.flatMap((one, index) => {
    const at = timeOf(one);
    return at === undefined ? [] : [{ at, index }];
  });
  found.sort((a, b) => a.at - b.at);
  return { order: found.map(({ index }) => index), times: Float64Array.from(found, ({ at }) => at) };
}

function reportsOf(
  listens: readonly MadeListen[],
  { order, times }: Indexed,
  identityOf: (row: number) => number,
): Reports {
  const rows = order.map((index) => listens[index]?.extended);
  return {
    length: order.length,
    endFrom: times,
    endTo: times,
    repairedAt: Float64Array.from(rows, (row) =>
      row === undefined ? Number.NaN : (repairedEnd({ ...row, offline: undefined }) ?? Number.NaN),
    ),
    msPlayed: Int32Array.from(rows, (row) => row?.msPlayed ?? -1),
    identityOf,
  };
}
