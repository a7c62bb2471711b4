import type { ItemProfileParams, ItemProfileResult } from '../../../protocol/history/insights/itemProfile.ts';
import { resolveLongWindow } from '../artistHistoryWindow.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatDay, formatInstant, toHours, toRatio } from '../format.ts';
import { uriField } from '../labels.ts';
import { windowAnswer } from '../notes.ts';
import { tallyRecordings } from '../recordings.ts';
import { totalOf, type Tally } from '../tally.ts';
import { shareOf } from '../topArtists.ts';
import { rankRecordings } from '../topTracks.ts';
import { tallyTracks } from '../trackTally.ts';
import type { PlayWindow } from '../window.ts';
import { findItem, type FoundItem } from './findItem.ts';
import { heardBeside, rankAmong } from './itemNeighbours.ts';
import { countSkips, longestOwnRun } from './itemPlays.ts';
import { tallyItems, tracksOf } from './items.ts';
import { cutIntoPeriods, formatPeriod, mostPlayed, unitFor } from './localPeriods.ts';
import { playsOfTracks, rowsOf } from './playsOfTracks.ts';
import { rankOverTime } from './rankOverTime.ts';

const defaultLimit = 5;

const rule =
  'Ranks count 1 + those of its type with more; releases of one recording are one track. What is heard beside it ' +
  'is the play before or after in the same session: at most 30 minutes of silence. A skip is a listen, however short, that the ' +
  'user ended before the track did.';

/**
 * All that the history tells of one artist, track or album.
 *
 * @throws InputError for a window that cannot be, and where nothing matches
 */
export function itemProfile(context: AnalysisContext, params: ItemProfileParams): ItemProfileResult {
  const window = resolveLongWindow(context, params);
  const { columns, zone } = window;
  const found = findItem(window, params);
  const { items, id, labels } = found;
  const by = params.by ?? 'plays';
  const limit = params.limit ?? defaultLimit;
  const tracks = tallyTracks(window);
  const tally = tallyItems(items, tracks);
  const ownTracks = tracksOf(items, id);
  const own = playsOfTracks(window, ownTracks);
  const ownRows = rowsOf(window, own);
  const unit = params.per ?? unitFor(columns, ownRows, zone);
  return {
    ...windowAnswer(window, missingNote(found, own.length)),
    item_rule: rule,
    of: items.of,
    ...labels.nameOf(id),
    ...labels.uriOf(id),
    ...(items.of === 'tracks' && ownTracks.length > 1 && { releases: ownTracks.length }),
    other_matches: found.otherMatches,
    others: found.others.map((other) => ({
      ...labels.nameOf(other),
      plays: found.tally.plays[other]!,
      ...labels.uriOf(other),
    })),
    plays: tally.plays[id]!,
    hours: toHours(tally.ms[id]!),
    share: shareOf(id, tally, by, totalOf(tracks)),
    ...rankAmong(found, tally, by),
    ...ownDates(window, own),
    ...ownDays(window, ownRows),
    ...skipShare(window, ownTracks),
    per: unit,
    periods: rankOverTime(window, items, unit, cutIntoPeriods(columns, ownRows, zone, unit)).map(
      (period) => ({ period: formatPeriod(period, unit), plays: period.plays, rank: period.rank }),
    ),
    heard_beside: heardBeside(window, found, own, limit),
    ...(items.of !== 'tracks' && { top_tracks: topTracksOf(window, ownTracks, tracks, limit) }),
  };
}

function missingNote({ id, tally }: FoundItem, plays: number): string | undefined {
  if (plays > 0) return undefined;
  const everywhere = tally.plays[id]!;
  return everywhere > 0
    ? `It was not played in this window, but ${everywhere} ${everywhere === 1 ? 'time' : 'times'} outside it.`
    : 'No listen of it counts as a play: pass kind=all or min_seconds=0 to count all.';
}

function ownDates(
  window: PlayWindow,
  own: Int32Array,
): Pick<ItemProfileResult, 'first_play' | 'last_play' | 'days_since' | 'longest_run'> {
  if (own.length === 0) return {};
  const { columns, rows, zone, endMs, now } = window;
  const endOf = (play: number): number => columns.endedAt[rows[play]!]!;
  const last = endOf(own[own.length - 1]!);
  const run = longestOwnRun(window, own);
  return {
    first_play: formatInstant(endOf(own[0]!), zone),
    last_play: formatInstant(last, zone),
    days_since: Math.max(0, zone.dayOf(Math.min(endMs - 1, now)) - zone.dayOf(last)),
    ...(run !== undefined &&
      run.plays > 1 && {
        longest_run: {
          plays_in_a_row: run.plays,
          from: formatInstant(endOf(run.from), zone),
          to: formatInstant(endOf(run.to), zone),
        },
      }),
  };
}

function ownDays(
  { columns, zone }: PlayWindow,
  ownRows: Int32Array,
): Partial<ItemProfileResult> & Pick<ItemProfileResult, 'days_with_plays'> {
  const days = cutIntoPeriods(columns, ownRows, zone, 'day');
  const day = mostPlayed(days);
  const month = mostPlayed(cutIntoPeriods(columns, ownRows, zone, 'month'));
  return {
    days_with_plays: days.length,
    ...(day && { best_day: formatDay(day.firstDay), best_day_plays: day.plays }),
    ...(month && { peak_month: formatPeriod(month, 'month'), peak_month_plays: month.plays }),
  };
}

function skipShare(
  window: PlayWindow,
  ownTracks: Int32Array,
): Pick<ItemProfileResult, 'skip_share' | 'skip_listens'> {
  const { known, skipped } = countSkips(window, ownTracks);
  return known === 0 ? {} : { skip_share: toRatio(skipped, known), skip_listens: known };
}

function topTracksOf(
  { columns: { catalogue } }: PlayWindow,
  ownTracks: Int32Array,
  { plays, ms }: Tally,
  limit: number,
): NonNullable<ItemProfileResult['top_tracks']> {
  const own: Tally = { plays: new Int32Array(plays.length), ms: new Float64Array(ms.length) };
  for (const track of ownTracks) {
    own.plays[track] = plays[track]!;
    own.ms[track] = ms[track]!;
  }
  const { rows } = rankRecordings(tallyRecordings(catalogue, own), 'plays', catalogue, { offset: 0, limit });
  return rows.map(({ name, plays: count, uri }) => ({ name, plays: count, ...uriField(uri) }));
}
