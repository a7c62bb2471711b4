import { defaultBurnInDays } from '../../../protocol/history/insights/discoveries.ts';
import type { ItemType } from '../../../protocol/history/insights/itemTypes.ts';
import type {
  YearInReviewParams,
  YearInReviewResult,
} from '../../../protocol/history/insights/yearInReview.ts';
import type { By } from '../../../protocol/history/window.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatInstant, toHours, toRatio } from '../format.ts';
import { windowAnswer } from '../notes.ts';
import { reachNote } from '../otherPeriod.ts';
import { countPlayed, totalOf, type Tally } from '../tally.ts';
import { tallyTracks } from '../trackTally.ts';
import type { PlayWindow } from '../window.ts';
import { bestIds } from './bestIds.ts';
import { burnInNote, unsureFirstNote, withoutBurnIn } from './burnIn.ts';
import { idsWhere } from './idsWhere.ts';
import { itemsOf, labelsOf, tallyItems, type ItemLabels } from './items.ts';
import { cutIntoPeriods, formatPeriod, unitFor } from './localPeriods.ts';
import { findNew } from './newItems.ts';
import {
  bestNewTrack,
  busiestDay,
  firstAndLast,
  heardInPeriod,
  longestSession,
  longestStreak,
  mostReplayed,
} from './reviewHighlights.ts';
import { clockOf, topWeekday } from './reviewWeek.ts';
import { reviewPeriod } from './reviewPeriod.ts';

const defaultLimit = 5;

/** The rules of Wrapped 2025, as Spotify's newsroom gave them. */
const unlikeWrapped =
  "Spotify's Wrapped differs: it ends in mid November, counts streams of more than 30 seconds, weights featured " +
  'artists, ranks albums only where about 70 % of their tracks were heard, and leaves out white noise, private ' +
  'sessions and what is excluded from the taste profile. Here every play of the history counts alike.';

/** Played things of one type in a window. */
interface Played {
  readonly tally: Tally;
  readonly labels: ItemLabels;
}

/**
 * A year, or any other period, on one page.
 *
 * @throws InputError for a period that cannot be
 */
export function yearInReview(context: AnalysisContext, params: YearInReviewParams): YearInReviewResult {
  const { window, previous, inProgress } = reviewPeriod(context, params);
  const { columns, zone, rows } = window;
  const by = params.by ?? 'plays';
  const limit = params.limit ?? defaultLimit;
  const tracksHeard = tallyTracks(window);
  const totals = totalOf(tracksHeard);
  const playedOf = (of: ItemType): Played => {
    const items = itemsOf(columns.catalogue, of);
    return {
      tally: tallyItems(items, tracksHeard),
      labels: labelsOf(columns.catalogue, items, tracksHeard),
    };
  };
  const [artists, tracks] = [playedOf('artists'), playedOf('tracks')];
  const best = ({ tally, labels }: Played): YearInReviewResult['top_tracks'] =>
    mostPlayed(tally, labels, by, limit).map((id) => ({
      ...labels.nameOf(id),
      plays: tally.plays[id]!,
      hours: toHours(tally.ms[id]!),
      ...labels.uriOf(id),
    }));
  const days = cutIntoPeriods(columns, rows, zone, 'day');
  const unit = unitFor(columns, rows, zone);
  const counted = withoutBurnIn(window, defaultBurnInDays);
  const newTracks = findNew(counted, 'tracks');
  return {
    ...windowAnswer(
      window,
      inProgress ? 'The year is not over; it is compared with the same part of the year before.' : undefined,
      reachNote(columns, previous),
      burnInNote(window, counted, defaultBurnInDays),
      unsureFirstNote(window),
    ),
    unlike_wrapped: unlikeWrapped,
    by,
    plays: totals.plays,
    hours: toHours(totals.ms),
    unique_tracks: countPlayed(tracks.tally),
    unique_artists: countPlayed(artists.tally),
    days_with_plays: days.length,
    top_artists: best(artists),
    top_tracks: best(tracks),
    top_albums: best(playedOf('albums')),
    top_10_share: topShare(tracks, totals.plays),
    tracks_played_once: idsWhere(tracks.tally.plays.length, (id) => tracks.tally.plays[id] === 1).length,
    new_artists: findNew(counted, 'artists').ids.length,
    new_tracks: newTracks.ids.length,
    highlights: [
      ...firstAndLast(window),
      ...mostReplayed(window),
      ...bestNewTrack(counted, newTracks),
      ...busiestDay(window, days),
      ...topWeekday(window),
      ...longestStreak(window),
      ...longestSession(window),
    ],
    per: unit,
    periods: cutIntoPeriods(columns, rows, zone, unit).map((period) => ({
      period: formatPeriod(period, unit),
      plays: period.plays,
      hours: toHours(heardInPeriod(window, period)),
    })),
    clock: clockOf(window),
    ...comparison(window, previous, artists, by, limit),
  };
}

/** Part of the plays that went to the ten most played. */
function topShare({ tally, labels }: Played, total: number): number {
  const plays = mostPlayed(tally, labels, 'plays', 10).reduce((sum, id) => sum + tally.plays[id]!, 0);
  return toRatio(plays, total);
}

function mostPlayed(tally: Tally, labels: ItemLabels, by: By, limit: number): number[] {
  const [value, other] = by === 'time' ? [tally.ms, tally.plays] : [tally.plays, tally.ms];
  const played = idsWhere(tally.plays.length, (id) => tally.plays[id]! > 0);
  return bestIds(played, value, other, labels.compare, limit);
}

/** The period before, and the artists that gained most over it. */
function comparison(
  window: PlayWindow,
  previous: PlayWindow,
  { tally: current, labels }: Played,
  by: By,
  limit: number,
): Pick<YearInReviewResult, 'climbers' | `previous_${'start' | 'end' | 'plays' | 'hours'}`> {
  const { columns, zone } = window;
  const heard = tallyTracks(previous);
  const totals = totalOf(heard);
  const before = tallyItems(itemsOf(columns.catalogue, 'artists'), heard);
  const plays = current.plays.map((count, id) => count - before.plays[id]!);
  const ms = current.ms.map((time, id) => time - before.ms[id]!);
  const [gain, other] = by === 'time' ? [ms, plays] : [plays, ms];
  const climbed = idsWhere(gain.length, (id) => gain[id]! > 0);
  const ids = bestIds(climbed, gain, other, labels.compare, limit);
  return {
    previous_start: formatInstant(previous.startMs, zone),
    previous_end: formatInstant(previous.endMs, zone),
    previous_plays: totals.plays,
    previous_hours: toHours(totals.ms),
    climbers: ids.map((id) => ({
      ...labels.nameOf(id),
      plays: current.plays[id]!,
      previous_plays: before.plays[id]!,
    })),
  };
}
