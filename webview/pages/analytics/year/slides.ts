import type {
  Highlight,
  YearInReviewResult,
} from '../../../../src/protocol/history/insights/yearInReview.ts';
import { plural, t } from '../../../l10n.ts';
import { dayOf, dayWords, minuteWords, shortMonthWords, weekdayWords } from '../../../ui/dates.ts';
import { countWords, hourWords, percentWords } from '../../../ui/words.ts';

/** A line of a slide: a name, what is said of it, and how long its bar is, 0 to 1. */
export interface SlideRow {
  readonly name: string;
  readonly artists?: readonly string[] | undefined;
  readonly value: string;
  readonly part?: number;
}

/** One page of the year, as it is shown and as it is drawn. */
export interface Slide {
  readonly id: string;
  readonly title: string;
  /** The figure that it is about. */
  readonly lead?: string;
  readonly rows: readonly SlideRow[];
  /** Upright bars with their labels. */
  readonly columns?: readonly { readonly label: string; readonly value: number }[];
}

/** The pages of a year; those that have nothing to say are left out. */
export function slidesOf(review: YearInReviewResult): readonly Slide[] {
  const of = (what: Highlight['what']): Highlight | undefined =>
    review.highlights.find((highlight) => highlight.what === what);
  const slides: readonly Slide[] = [
    overview(review),
    top('artists', t('Top artists'), review.top_artists, review.by),
    top('tracks', t('Top tracks'), review.top_tracks, review.by),
    top('albums', t('Top albums'), review.top_albums, review.by),
    {
      id: 'new',
      title: t('New to you'),
      lead: plural(review.new_artists, '{count} new artist', '{count} new artists'),
      rows: [
        { name: t('New tracks'), value: countWords(review.new_tracks) },
        ...highlightRow(t('Best new track'), of('best_new_track')),
        ...review.climbers.slice(0, 3).map(({ name, plays, previous_plays }) => ({
          name,
          value: t('{before} → {now} plays', { before: previous_plays, now: plays }),
        })),
      ],
    },
    {
      id: 'repeat',
      title: t('On repeat'),
      lead: percentWords(review.top_10_share),
      rows: [
        { name: t('Plays of the ten top tracks'), value: percentWords(review.top_10_share) },
        { name: t('Tracks played once'), value: countWords(review.tracks_played_once) },
        ...highlightRow(t('Most in a row'), of('most_replayed')),
      ],
    },
    {
      id: 'days',
      title: t('Days'),
      lead: plural(review.days_with_plays, '{count} day with music', '{count} days with music'),
      rows: [
        ...dayRow(t('Busiest day'), of('busiest_day')),
        ...weekdayRow(of('top_weekday')),
        ...dayRow(t('Longest streak'), of('longest_streak')),
        ...dayRow(t('Longest session'), of('longest_session')),
      ],
    },
    {
      id: 'months',
      title: review.per === 'month' ? t('Month by month') : t('Year by year'),
      rows: [],
      columns: review.periods.map(({ period, plays }) => ({
        label: periodLabel(period),
        value: plays,
      })),
    },
    {
      id: 'clock',
      title: t('Around the clock'),
      rows: [],
      columns: review.clock.map((value, hour) => ({ label: String(hour).padStart(2, '0'), value })),
    },
    {
      id: 'ends',
      title: t('First and last'),
      rows: [
        ...highlightRow(t('First play'), of('first_play')),
        ...highlightRow(t('Last play'), of('last_play')),
      ],
    },
  ];
  return slides.filter(
    ({ lead, rows, columns }) => lead !== undefined || rows.length > 0 || columns !== undefined,
  );
}

/** `Jan` of `2026-01`; a year as it is. */
function periodLabel(period: string): string {
  const month = dayOf(`${period}-01`);
  return month === undefined ? period : shortMonthWords(month);
}

function overview(review: YearInReviewResult): Slide {
  const before =
    review.previous_plays === 0
      ? []
      : [
          {
            name: t('The year before'),
            value: t('{plays}, {hours} h', {
              plays: plural(review.previous_plays, '{count} play', '{count} plays'),
              hours: hourWords(review.previous_hours),
            }),
          },
        ];
  return {
    id: 'overview',
    title: t('The year in figures'),
    lead: t('{hours} hours', { hours: hourWords(review.hours) }),
    rows: [
      { name: t('Plays'), value: countWords(review.plays) },
      { name: t('Artists'), value: countWords(review.unique_artists) },
      { name: t('Tracks'), value: countWords(review.unique_tracks) },
      ...before,
    ],
  };
}

function top(
  id: string,
  title: string,
  rows: YearInReviewResult['top_artists'],
  by: 'plays' | 'time',
): Slide {
  const value = ({ plays, hours }: { plays: number; hours: number }): number =>
    by === 'time' ? hours : plays;
  const most = Math.max(...rows.map(value), Number.MIN_VALUE);
  return {
    ...{ id, title },
    rows: rows.map((row) => ({
      name: row.name,
      artists: row.artists,
      value:
        by === 'time'
          ? t('{hours} h', { hours: hourWords(row.hours) })
          : plural(row.plays, '{count} play', '{count} plays'),
      part: value(row) / most,
    })),
  };
}

function highlightRow(label: string, highlight: Highlight | undefined): readonly SlideRow[] {
  if (highlight?.name === undefined) return [];
  const { name, artists, plays, from } = highlight;
  const said =
    plays === undefined
      ? from === undefined
        ? ''
        : minuteWords(from)
      : plural(plays, '{count} play', '{count} plays');
  return [{ name, artists, value: said === '' ? label : `${label} · ${said}` }];
}

function dayRow(name: string, highlight: Highlight | undefined): readonly SlideRow[] {
  if (highlight?.from === undefined) return [];
  const { from, to, days, plays, hours, broken_by_gap } = highlight;
  const length = days === undefined ? undefined : plural(days, '{count} day', '{count} days');
  const parts = [
    to === undefined || to.slice(0, 10) === from.slice(0, 10)
      ? dayWords(from)
      : `${dayWords(from)} – ${dayWords(to)}`,
    length !== undefined && broken_by_gap === true ? t('at least {length}', { length }) : length,
    plays === undefined ? undefined : plural(plays, '{count} play', '{count} plays'),
    hours === undefined ? undefined : t('{hours} h', { hours: hourWords(hours) }),
  ];
  return [{ name, value: parts.filter((part) => part !== undefined).join(' · ') }];
}

function weekdayRow(highlight: Highlight | undefined): readonly SlideRow[] {
  if (highlight?.name === undefined) return [];
  const english = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const name = weekdayWords('long')[english.indexOf(highlight.name)] ?? highlight.name;
  const plays = plural(highlight.plays ?? 0, '{count} play', '{count} plays');
  return [{ name: t('Day of the week'), value: `${name} · ${plays}` }];
}
