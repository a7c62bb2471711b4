import { comparePeriods } from '../../../../src/core/analytics/comparePeriods.ts';
import type { AnalysisContext } from '../../../../src/core/analytics/columns.ts';
import { coverage } from '../../../../src/core/analytics/coverage.ts';
import { heatmap } from '../../../../src/core/analytics/heatmap.ts';
import { concentration } from '../../../../src/core/analytics/insights/concentration.ts';
import { discoveries } from '../../../../src/core/analytics/insights/discoveries.ts';
import { forgottenFavourites } from '../../../../src/core/analytics/insights/forgottenFavourites.ts';
import { sessions } from '../../../../src/core/analytics/insights/sessions.ts';
import { skips } from '../../../../src/core/analytics/insights/skips.ts';
import { streaks } from '../../../../src/core/analytics/insights/streaks.ts';
import { timeline } from '../../../../src/core/analytics/insights/timeline.ts';
import { yearInReview } from '../../../../src/core/analytics/insights/yearInReview.ts';
import { repeatRate } from '../../../../src/core/analytics/repeatRate.ts';
import { searchPlays } from '../../../../src/core/analytics/searchPlays.ts';
import { tasteSummary } from '../../../../src/core/analytics/tasteSummary.ts';
import { topAlbums } from '../../../../src/core/analytics/topAlbums.ts';
import { topArtists } from '../../../../src/core/analytics/topArtists.ts';
import { topTracks } from '../../../../src/core/analytics/topTracks.ts';
import { favouriteModes } from '../../../../src/protocol/history/insights/forgottenFavourites.ts';
import { itemTypes } from '../../../../src/protocol/history/insights/itemTypes.ts';
import { buckets, type TimelineResult } from '../../../../src/protocol/history/insights/timeline.ts';
import { profiles } from './profiles.ts';
import { comparePeriods as trueComparison, daysBefore } from './trueCompare.ts';
import { coverage as trueCoverage, tasteSummary as trueTaste } from './trueCoverage.ts';
import { discoveries as trueDiscoveries } from './trueDiscoveries.ts';
import { favourites } from './trueFavourites.ts';
import * as lists from './trueLists.ts';
import { repeatRate as trueRepeatRate } from './trueRepeats.ts';
import { yearInReview as trueReview } from './trueReview.ts';
import { searchPlays as trueSearch, type Names } from './trueSearch.ts';
import { sessions as trueSessions } from './trueSessions.ts';
import { similar } from './similar.ts';
import { skips as trueSkips } from './trueSkips.ts';
import { concentration as trueConcentration } from './trueSpread.ts';
import { streaks as trueStreaks } from './trueStreaks.ts';
import { timeline as trueTimeline } from './trueTimeline.ts';
import { heatmap as trueHeatmap } from './trueWeek.ts';
import type { Dates, Window } from './truth.ts';

/** A question: as the analyses get it, and what they are asked about as the truth has it. */
export interface Asked {
  readonly context: AnalysisContext;
  readonly params: Dates & { readonly timezone: string };
  /** Plays by the usual rule. */
  readonly window: Window;
  /** Listens of music, however short. */
  readonly listens: Window;
}

/** An answer beside the truth. */
export type Pair = readonly [answer: object, truth: object];

const bys = ['plays', 'time'] as const;
/** The page after the best twenty. */
const page = { offset: 20, limit: 100 };
const next = { cursor: 'after-20', limit: 100 };

/**
 * Every analysis of the product but for `onThisDay`, which has no window: each with several questions, of which the
 * first one is the most usual.
 */
export const analyses = {
  *tasteSummary({ context, params, window }) {
    for (const by of bys) {
      const { clusters: _none, ...answer } = tasteSummary(context, { ...params, by, limit: 12 });
      yield [answer, trueTaste(window, by, 12)];
    }
  },
  *topArtists({ context, params, window }) {
    for (const by of bys) {
      yield [topArtists(context, { ...params, ...next, by }), lists.topArtists(window, by, page)];
    }
  },
  *topTracks({ context, params, window }) {
    for (const by of bys) {
      const apart = { ...params, ...next, by, releases: 'apart' } as const;
      yield [topTracks(context, { ...params, ...next, by }), lists.topTracks(window, by, page)];
      yield [topTracks(context, apart), lists.topReleases(window, by, page)];
    }
  },
  *topAlbums({ context, params, window }) {
    for (const by of bys) {
      yield [topAlbums(context, { ...params, ...next, by }), lists.topAlbums(window, by, page)];
    }
  },
  *heatmap({ context, params, window }) {
    yield [heatmap(context, params), trueHeatmap(window)];
  },
  *repeatRate({ context, params, window }) {
    yield [repeatRate(context, params), trueRepeatRate(window)];
  },
  *coverage({ context, params, window }) {
    yield [coverage(context, params), trueCoverage(window)];
  },
  *comparePeriods({ context, params, window }) {
    for (const [k, of] of itemTypes.entries()) {
      const by = bys[k % 2]!;
      yield [
        comparePeriods(context, { ...params, of, by, limit: 20 }),
        trueComparison(window, { of, by, limit: 20 }),
      ];
    }
    const other = { from: '2011-01-01', to: '2012-01-01' };
    yield [
      comparePeriods(context, { ...params, compare_from: other.from, compare_to: other.to, limit: 20 }),
      trueComparison(window, { of: 'artists', by: 'plays', limit: 20, compare: other }),
    ];
  },
  *searchPlays({ context, params, window }) {
    yield [
      searchPlays(context, { ...params, query: 'RIVER elan', limit: 50 }),
      trueSearch(window, (names) => hasWord(names, 'river') && hasWord(names, 'elan'), {
        order: 'newest',
        offset: 0,
        limit: 50,
      }),
    ];
    yield [
      searchPlays(context, { ...params, artist: 'håkon', track: 'uber', order: 'oldest', cursor: 'after-3' }),
      trueSearch(window, ({ artist, title }) => artist.includes('hakon') && title.includes('uber'), {
        order: 'oldest',
        offset: 3,
        limit: 20,
      }),
    ];
  },
  *timeline({ context, params, window }) {
    for (const [k, bucket] of buckets.entries()) {
      const by = bys[k % 2]!;
      yield [
        allPages((cursor) => timeline(context, { ...params, bucket, by, limit: 100, cursor })),
        trueTimeline(window, bucket, by),
      ];
    }
  },
  *streaks({ context, params, window }) {
    yield [streaks(context, { ...params, limit: 10 }), trueStreaks(window, 10)];
  },
  *sessions({ context, params, window }) {
    for (const by of ['time', 'plays'] as const) {
      const minutes = by === 'time' ? 30 : 60;
      yield [
        sessions(context, { ...params, by, gap_minutes: minutes, limit: 10 }),
        trueSessions(window, { minutes, by, limit: 10 }),
      ];
    }
  },
  *discoveries({ context, params, window }) {
    for (const by of bys) {
      const burnIn = by === 'plays' ? 90 : 0;
      yield [
        discoveries(context, { ...params, by, burn_in_days: burnIn, limit: 10 }),
        trueDiscoveries(window, { by, burnIn, limit: 10 }),
      ];
    }
  },
  *forgottenFavourites({ context, params, window }) {
    for (const [k, of] of itemTypes.entries()) {
      const [minPlays, silentDays, by] = [[5, 2, 10][k]!, [3, 30, 180][k]!, bys[k % 2]!];
      for (const mode of favouriteModes) {
        const asked = { of, mode, by, min_plays: minPlays, silent_days: silentDays, limit: 10 };
        yield [
          forgottenFavourites(context, { ...params, ...asked }),
          favourites(window, { of, mode, by, minPlays, silentDays, limit: 10 }),
        ];
      }
    }
  },
  *yearInReview({ context, params, window }) {
    for (const by of bys) {
      yield [
        yearInReview(context, { ...params, by, limit: 10 }),
        trueReview(window, daysBefore(window), { by, limit: 10 }),
      ];
    }
  },
  *skips({ context, params, listens }) {
    yield [
      skips(context, { ...params, min_listens: 3, limit: 20 }),
      trueSkips(listens, { minListens: 3, limit: 20 }),
    ];
  },
  itemProfile: profiles,
  similarArtists: similar,
  *concentration({ context, params, window }) {
    for (const by of bys) {
      yield [concentration(context, { ...params, by }), trueConcentration(window, by)];
    }
  },
} as const satisfies Record<string, (asked: Asked) => Iterable<Pair>>;

export type Analysis = keyof typeof analyses;

function hasWord(names: Names, word: string): boolean {
  return Object.values(names).some((name: string) => name.includes(word));
}

/** The rows of all pages in one answer. */
function allPages(ask: (cursor: string | undefined) => TimelineResult): object {
  const { next_cursor: first, ...answer } = ask(undefined);
  const rows = [...answer.timeline];
  for (let cursor = first; cursor !== undefined;) {
    const { timeline: more, next_cursor: following } = ask(cursor);
    rows.push(...more);
    cursor = following;
  }
  return { ...answer, timeline: rows };
}

const words = [
  'note',
  'play_rule',
  'next_cursor',
  'streak_rule',
  'session_rule',
  'discovery_rule',
  'favourite_rule',
  'item_rule',
  'skip_rule',
  'rule',
  'unlike_wrapped',
];

/** The numbers, names and dates of an answer. */
export function withoutSentences(answer: object): object {
  return Object.fromEntries(Object.entries(answer).filter(([field]) => !words.includes(field)));
}

/** How many single values something has. */
export function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + countValues(one), 0);
}
