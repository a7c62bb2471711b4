import fc from 'fast-check';
import type { AnalysisContext, KnownGap } from '../../../../src/core/analytics/columns.ts';
import { ZoneCache } from '../../../../src/core/analytics/timeZone.ts';
import { kinds, sources, type Kind, type WindowParams } from '../../../../src/protocol/history/window.ts';
import { playColumns, type ListenFixture } from '../../../fixtures/playColumns.ts';
import { SlowHistory } from './slowHistory.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const year = 365 * day;

/** Zones with an instant at which their clocks change, where they do. */
export const places = [
  { zone: 'UTC', around: '2024-02-29T12:00:00Z' },
  { zone: 'Australia/Lord_Howe', around: '2024-04-06T15:00:00Z' },
  { zone: 'Australia/Lord_Howe', around: '2024-10-05T15:30:00Z' },
  { zone: 'Asia/Kolkata', around: '2022-12-31T18:30:00Z' },
  { zone: 'Asia/Kathmandu', around: '2022-12-31T18:15:00Z' },
  { zone: 'America/New_York', around: '2024-03-10T07:00:00Z' },
  { zone: 'America/New_York', around: '2024-11-03T06:00:00Z' },
  { zone: 'Pacific/Apia', around: '2011-12-30T10:00:00Z' },
] as const;

/** Few names, so that ties, runs, equal names with other URIs and missing fields all occur. */
const songs: readonly Omit<ListenFixture, 'endedAt'>[] = [
  { title: 'Alpha', artist: 'Ana', album: 'One', uri: 'spotify:track:1', artistUri: 'spotify:artist:1' },
  { title: 'Alpha', artist: 'Ana', album: 'Best of', uri: 'spotify:track:2', artistUri: 'spotify:artist:1' },
  { title: 'Alpha', artist: 'Ana', artistUri: 'spotify:artist:1' },
  { title: 'Beta', artist: 'Björk', album: 'One', uri: 'spotify:track:3' },
  { title: 'Gamma', artist: 'Cleo', album: 'Two' },
  { title: 'Delta', artist: '', album: 'Two', uri: 'spotify:track:4' },
  { title: 'Épsilon', artist: '', uri: 'local:abc' },
];

interface Question {
  readonly zone: string;
  readonly listens: readonly ListenFixture[];
  readonly gaps: readonly KnownGap[];
  readonly now: number;
  readonly window: Pick<WindowParams, 'days' | 'from' | 'to'>;
  readonly minSeconds: number | undefined;
  readonly kind: Kind | 'all' | undefined;
}

/** What a history looks like: days to both sides of the change of the clocks, and years before it. */
interface Spread {
  readonly days: number;
  readonly years?: number;
}

/** A question to a random history with gaps, near an instant at which clocks change. */
export function gappyQuestion({ days, years = 0 }: Spread): fc.Arbitrary<Question> {
  return fc.constantFrom(...places).chain(({ zone, around }) => {
    const centre = Date.parse(around);
    const bound = fc
      .tuple(
        fc.oneof(
          fc.integer({ min: -days * day, max: days * day }),
          fc.integer({ min: -70 * minute, max: 70 * minute }),
        ),
        fc.boolean(),
      )
      .map(([ms, isDate]) => {
        const iso = new Date(Math.floor((centre + ms) / minute) * minute).toISOString();
        return isDate ? iso.slice(0, 10) : iso;
      });
    return fc
      .record({
        zone: fc.constant(zone),
        listens: fc.array(someListen(centre, days, years), { minLength: 1, maxLength: 50 }),
        holes: fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 3 })), { maxLength: 4 }),
        now: fc.oneof(
          fc.integer({ min: -day, max: 3 * day }),
          fc.integer({ min: 0, max: days * day }).map((ms) => ms + 2 * day),
        ),
        window: fc.oneof(
          fc.constant({}),
          fc.record({ days: fc.constantFrom(1, 2, 7, 40) }),
          fc.record({ from: bound }),
          fc.record({ days: fc.constantFrom(1, 7), to: bound }),
          fc
            .tuple(bound, bound)
            .map(([a, b]) => (Date.parse(a) < Date.parse(b) ? { from: a, to: b } : { from: b, to: a })),
        ),
        minSeconds: fc.constantFrom(undefined, 0, 60),
        kind: fc.constantFrom(undefined, undefined, 'podcast' as const, 'all' as const),
      })
      .map(({ holes, now, ...rest }) => ({ ...rest, now: centre + now, gaps: gapsIn(rest.listens, holes) }));
  });
}

function someListen(centre: number, days: number, years: number): fc.Arbitrary<ListenFixture> {
  return fc
    .record({
      at: fc.oneof(
        fc.integer({ min: -days * day, max: days * day }),
        fc.integer({ min: -day, max: day }),
        fc.integer({ min: -20, max: 20 }).map((threes) => threes * 3 * minute),
      ),
      yearsAgo: fc.nat(years),
      msPlayed: fc.oneof(
        fc.constantFrom(-1, 0, 29_999, 30_000, 60_000, 180_000),
        fc.integer({ min: 0, max: 600_000 }),
      ),
      song: fc.constantFrom(...songs),
      kind: fc.constantFrom('music' as const, 'music' as const, ...kinds),
      source: fc.constantFrom(...sources),
      estimated: fc.constantFrom(false, false, true),
    })
    .map(({ at, yearsAgo, song, ...rest }) => ({
      ...song,
      ...rest,
      endedAt: Math.floor((centre + at - yearsAgo * year) / 1000) * 1000,
    }));
}

/** From a listen to one of the next ones, each as [which, how many further]; never overlapping. */
function gapsIn(listens: readonly ListenFixture[], holes: readonly [number, number][]): KnownGap[] {
  const ends = listens.map(({ endedAt }) => Number(endedAt)).sort((a, b) => a - b);
  const gaps: KnownGap[] = [];
  for (const [first, further] of [...holes].sort(([a], [b]) => a - b)) {
    const [from, to] = [ends[first], ends[first + further]];
    const before = gaps[gaps.length - 1]?.to ?? -Infinity;
    if (from === undefined || to === undefined || from < before || from === to) continue;
    gaps.push({ from, to, reason: 'missed' });
  }
  return gaps;
}

const zones = new ZoneCache();

/** The question as the fast analyses and as the slow ones get it; `undefined` where the window has no length. */
export function ask(
  q: Question,
): { context: AnalysisContext; params: WindowParams; slow: SlowHistory } | undefined {
  const params = {
    ...q.window,
    timezone: q.zone,
    ...(q.minSeconds !== undefined && { min_seconds: q.minSeconds }),
    ...(q.kind !== undefined && { kind: q.kind }),
  };
  const slow = new SlowHistory(q.listens, q.gaps, q.now, params);
  const { start, end } = slow.window(params);
  if (start >= end) return undefined;
  return {
    context: {
      columns: playColumns(q.listens, 0, q.gaps),
      now: q.now,
      timeZone: 'UTC',
      minSeconds: 30,
      zones,
    },
    params,
    slow,
  };
}

/** The fields that the slow analyses answer too. */
export function withoutWords(answer: object): object {
  const { note: _note, play_rule: _rule, next_cursor: _cursor, ...rest } = answer as Record<string, unknown>;
  return rest;
}
