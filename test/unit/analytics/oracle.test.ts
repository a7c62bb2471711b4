import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePeriods } from '../../../src/core/analytics/comparePeriods.ts';
import { coverage } from '../../../src/core/analytics/coverage.ts';
import type { AnalysisContext } from '../../../src/core/analytics/columns.ts';
import { heatmap } from '../../../src/core/analytics/heatmap.ts';
import { repeatRate } from '../../../src/core/analytics/repeatRate.ts';
import { searchPlays } from '../../../src/core/analytics/searchPlays.ts';
import { tasteSummary } from '../../../src/core/analytics/tasteSummary.ts';
import { ZoneCache } from '../../../src/core/analytics/timeZone.ts';
import { topAlbums } from '../../../src/core/analytics/topAlbums.ts';
import { topArtists } from '../../../src/core/analytics/topArtists.ts';
import { topTracks } from '../../../src/core/analytics/topTracks.ts';
import { InputError } from '../../../src/core/errors.ts';
import { comparePeriodsParams, comparePeriodsResult } from '../../../src/protocol/history/comparePeriods.ts';
import { coverageResult } from '../../../src/protocol/history/coverage.ts';
import { heatmapResult } from '../../../src/protocol/history/heatmap.ts';
import { repeatRateResult } from '../../../src/protocol/history/repeatRate.ts';
import { searchPlaysResult } from '../../../src/protocol/history/searchPlays.ts';
import { tasteSummaryResult } from '../../../src/protocol/history/tasteSummary.ts';
import {
  topAlbumsResult,
  topArtistsResult,
  topTracksResult,
} from '../../../src/protocol/history/topLists.ts';
import {
  kinds,
  sources,
  windowParamsSchema,
  type WindowParams,
} from '../../../src/protocol/history/window.ts';
import { playColumns, type ListenFixture } from '../../fixtures/playColumns.ts';
import { Oracle, type OracleListen } from './oracle.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Zones with an instant at which their clocks change, where they do. */
const places = [
  { zone: 'UTC', around: '2024-02-29T12:00:00Z' },
  { zone: 'Europe/Berlin', around: '2025-03-30T01:00:00Z' },
  { zone: 'Europe/Berlin', around: '2025-10-26T01:00:00Z' },
  { zone: 'America/New_York', around: '2024-03-10T07:00:00Z' },
  { zone: 'America/New_York', around: '2024-11-03T06:00:00Z' },
  { zone: 'Australia/Lord_Howe', around: '2024-04-06T15:00:00Z' },
  { zone: 'Australia/Lord_Howe', around: '2024-10-05T15:30:00Z' },
  { zone: 'Asia/Kolkata', around: '2022-12-31T18:30:00Z' },
  { zone: 'Asia/Kathmandu', around: '2022-12-31T18:15:00Z' },
  { zone: 'Pacific/Apia', around: '2011-12-30T10:00:00Z' },
  { zone: 'America/Sao_Paulo', around: '2018-11-04T03:00:00Z' },
  { zone: 'America/Sao_Paulo', around: '2018-02-18T02:00:00Z' },
  { zone: 'Africa/Cairo', around: '2010-09-09T21:00:00Z' },
] as const;

/** Few names, so that ties, repeats, equal names with other URIs and missing fields all occur. */
const tracks: readonly Omit<ListenFixture, 'endedAt'>[] = [
  { title: 'Alpha', artist: 'Ana', album: 'One', uri: 'spotify:track:1', artistUri: 'spotify:artist:1' },
  { title: 'ALPHA', artist: 'Ana', album: 'Best of', uri: 'spotify:track:2', artistUri: 'spotify:artist:1' },
  { title: 'Zeta', artist: 'Ana', uri: 'spotify:track:6', artistUri: 'spotify:artist:1', duration: 180_000 },
  { title: 'Zeta', artist: 'Ana', uri: 'spotify:track:7', artistUri: 'spotify:artist:1', duration: 182_000 },
  { title: 'Zeta', artist: 'Ana', uri: 'spotify:track:8', artistUri: 'spotify:artist:1', duration: 182_001 },
  { title: 'Zeta', artist: 'Ana', album: 'One', artistUri: 'spotify:artist:1' },
  { title: 'Eta', artist: 'Ana', uri: 'spotify:track:9', artistUri: 'spotify:artist:1', duration: 90_000 },
  { title: 'Eta', artist: 'Ana', artistUri: 'spotify:artist:1' },
  { title: 'Alpha', artist: 'Ana', album: 'One', artistUri: 'spotify:artist:1' },
  { title: 'Beta', artist: 'Björk', album: 'One', uri: 'spotify:track:3' },
  { title: 'Beta', artist: 'Ana', uri: 'local:abc', artistUri: 'spotify:artist:1' },
  { title: 'Gamma', artist: 'Cleo', album: 'Two' },
  { title: 'Delta', artist: '', album: 'Two', uri: 'spotify:track:4' },
  { title: 'Épisode', artist: 'Ana', uri: 'spotify:episode:5', artistUri: 'spotify:artist:1' },
];

const lengths = fc.oneof(
  fc.constantFrom(-1, 0, 29_999, 30_000, 60_000),
  fc.integer({ min: 0, max: 600_000 }).map((ms) => ms),
  // Over several hours, and over each other.
  fc.integer({ min: 3_000_000, max: 20_000_000 }),
);
const someTime = (centre: number) =>
  fc.oneof(
    // Whole seconds, as exports have them, and minutes, so that equal ends occur.
    fc.integer({ min: -3 * day, max: 3 * day }).map((ms) => Math.floor((centre + ms) / 1000) * 1000),
    fc.integer({ min: -70, max: 70 }).map((minutes) => centre + minutes * 60_000),
    fc.integer({ min: -60 * day, max: 60 * day }).map((ms) => Math.floor((centre + ms) / 60_000) * 60_000),
  );
const someListen = (centre: number) =>
  fc
    .record({
      endedAt: someTime(centre),
      msPlayed: lengths,
      track: fc.constantFrom(...tracks),
      kind: fc.oneof(
        { weight: 4, arbitrary: fc.constant('music' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...kinds) },
      ),
      source: fc.constantFrom(...sources),
      estimated: fc.boolean(),
    })
    .map(({ track, estimated, ...rest }) => ({
      ...track,
      ...rest,
      estimated: estimated && rest.source === 'api',
    }));

/** Ascending, apart. */
const someGaps = (centre: number) =>
  fc.array(fc.integer({ min: -4000, max: 4000 }), { maxLength: 6 }).map((minutes) => {
    const at = [...new Set(minutes)].sort((a, b) => a - b).map((one) => centre + one * 60_000);
    return at.flatMap((from, i) =>
      i % 2 === 0 && at[i + 1] !== undefined ? [{ from, to: at[i + 1]!, reason: 'missed' as const }] : [],
    );
  });

/** A date or an instant near the centre; some cut the hours that have most listens. */
const someBound = (centre: number) =>
  fc
    .tuple(
      fc.oneof(
        fc.integer({ min: -5 * day, max: 5 * day }),
        fc.integer({ min: -70, max: 70 }).map((minutes) => minutes * 60_000),
      ),
      fc.constantFrom('date', 'Z', 'offset'),
    )
    .map(([ms, form]) => {
      const iso = new Date(Math.floor((centre + ms) / 60_000) * 60_000).toISOString();
      if (form === 'date') return iso.slice(0, 10);
      return form === 'Z' ? iso : iso.replace('Z', '+05:45');
    });

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const question = fc.constantFrom(...places).chain(({ zone, around }) => {
  const centre = Date.parse(around);
  return fc.record({
    zone: fc.constant(zone),
    listens: fc.array(someListen(centre), { maxLength: 40 }),
    gaps: someGaps(centre),
    apart: fc.boolean(),
    now: fc.integer({ min: -3 * day, max: 10 * day }).map((ms) => centre + ms),
    window: fc.oneof(
      fc.record({ days: fc.constantFrom(1, 2, 3, 7, 40) }),
      fc.record({ days: fc.constantFrom(1, 2, 7), to: someBound(centre) }),
      fc.record({ from: someBound(centre) }),
      fc.record({ to: someBound(centre) }),
      fc.record({ from: someBound(centre), to: someBound(centre) }),
      fc.record({ days: fc.constant(2), from: someBound(centre) }),
      fc.constant({}),
    ),
    compareFrom: maybe(someBound(centre)),
    compareTo: maybe(someBound(centre)),
    minSeconds: maybe(fc.constantFrom(0, 1, 30, 60)),
    kind: maybe(fc.constantFrom(...kinds, 'all' as const)),
    by: fc.constantFrom('plays' as const, 'time' as const),
    offset: fc.constantFrom(0, 0, 1, 3),
    limit: fc.constantFrom(1, 2, 5, 100),
    order: fc.constantFrom('newest' as const, 'oldest' as const),
  });
});

type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never;

function ask(q: Question): { context: AnalysisContext; params: WindowParams; oracle: Oracle } {
  const params: WindowParams = windowParamsSchema.parse({
    ...q.window,
    timezone: q.zone,
    min_seconds: q.minSeconds,
    kind: q.kind,
  });
  const input = { now: q.now, timeZone: 'UTC', minSeconds: 30 };
  return {
    context: { ...input, columns: playColumns(q.listens, 7, q.gaps), zones },
    params,
    oracle: new Oracle({ ...input, listens: q.listens, gaps: q.gaps }, params),
  };
}

const zones = new ZoneCache();

/** What the oracle says, field by field; what it leaves out is checked elsewhere. */
function compare(
  run: (q: Question, context: AnalysisContext, params: WindowParams) => { note?: string | undefined },
  expected: (q: Question, oracle: Oracle) => object | undefined,
  schema: { parse(value: unknown): unknown },
): void {
  fc.assert(
    fc.property(question, (q) => {
      const { context, params, oracle } = ask(q);
      const answer = oracle.bounds && expected(q, oracle);
      if (answer === undefined) {
        expect(() => run(q, context, params)).toThrow(InputError);
        return;
      }
      const result = run(q, context, params);
      const {
        note: _note,
        play_rule: _rule,
        next_cursor: _cursor,
        ...rest
      } = result as Record<string, unknown>;
      expect(rest).toStrictEqual(answer);
      expect(schema.parse(result)).toStrictEqual(result);
    }),
    { numRuns: 200 },
  );
}

const cursorOf = (offset: number) => (offset === 0 ? undefined : `after-${offset}`);

describe('every analysis agrees with a slow, independent one', { timeout: 30_000 }, () => {
  it('topArtists', () => {
    compare(
      ({ by, limit, offset }, context, params) =>
        topArtists(context, { ...params, by, limit, cursor: cursorOf(offset) }),
      ({ by, limit, offset }, oracle) => oracle.topArtists(by, offset, limit),
      topArtistsResult.strict(),
    );
  });

  it('topTracks', () => {
    compare(
      ({ by, limit, offset, apart }, context, params) =>
        topTracks(context, {
          ...params,
          by,
          limit,
          cursor: cursorOf(offset),
          ...(apart && { releases: 'apart' }),
        }),
      ({ by, limit, offset, apart }, oracle) => oracle.topTracks(by, offset, limit, apart),
      topTracksResult.strict(),
    );
  });

  it('topAlbums', () => {
    compare(
      ({ by, limit, offset }, context, params) =>
        topAlbums(context, { ...params, by, limit, cursor: cursorOf(offset) }),
      ({ by, limit, offset }, oracle) => oracle.topAlbums(by, offset, limit),
      topAlbumsResult.strict(),
    );
  });

  it('heatmap', () => {
    compare(
      (_q, context, params) => heatmap(context, params),
      (_q, oracle) => oracle.heatmap(),
      heatmapResult.strict(),
    );
  });

  it('repeatRate', () => {
    compare(
      (_q, context, params) => repeatRate(context, params),
      (_q, oracle) => oracle.repeatRate(),
      repeatRateResult.strict(),
    );
  });

  it('coverage', () => {
    compare(
      (_q, context, params) => coverage(context, params),
      (_q, oracle) => oracle.coverage(7),
      coverageResult.strict(),
    );
  });

  it('tasteSummary', () => {
    compare(
      ({ by, limit }, context, params) => tasteSummary(context, { ...params, by, limit }),
      ({ by, limit }, oracle) => oracle.tasteSummary(by, limit),
      tasteSummaryResult.strict(),
    );
  });

  it('comparePeriods', () => {
    compare(
      ({ by, limit, compareFrom, compareTo }, context, params) =>
        comparePeriods(
          context,
          comparePeriodsParams.parse({
            ...params,
            by,
            limit,
            compare_from: compareFrom,
            compare_to: compareTo,
          }),
        ),
      ({ by, limit, compareFrom, compareTo }, oracle) =>
        oracle.comparePeriods(by, limit, compareFrom, compareTo),
      comparePeriodsResult.strict(),
    );
  });

  it('searchPlays', () => {
    const isMatch = ({ title, artist, album }: OracleListen): boolean =>
      /a/i.test(`${title} ${artist} ${album ?? ''}`) && /ana|bjork/i.test(artist.replace('ö', 'o'));
    const either = (artist: string) => ({ query: 'A', artist });
    compare(
      ({ order, limit, offset }, context, params) =>
        searchPlays(context, { ...params, ...either('ANA'), order, limit, cursor: cursorOf(offset) }),
      ({ order, limit, offset }, oracle) =>
        oracle.searchPlays((play) => isMatch(play) && play.artist === 'Ana', order, offset, limit),
      searchPlaysResult.strict(),
    );
    compare(
      ({ order, limit, offset }, context, params) =>
        searchPlays(context, { ...params, ...either('bjork'), order, limit, cursor: cursorOf(offset) }),
      ({ order, limit, offset }, oracle) =>
        oracle.searchPlays((play) => isMatch(play) && play.artist === 'Björk', order, offset, limit),
      searchPlaysResult.strict(),
    );
  });
});
