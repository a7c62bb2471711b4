import {
  defaultMinPlays,
  defaultSilentDays,
  type Favourite,
  type FavouriteMode,
  type ForgottenFavouritesParams,
  type ForgottenFavouritesResult,
} from '../../../protocol/history/insights/forgottenFavourites.ts';
import type { ItemType } from '../../../protocol/history/insights/itemTypes.ts';
import { resolveLongWindow } from '../artistHistoryWindow.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatDay, formatInstant, toHours } from '../format.ts';
import { windowAnswer } from '../notes.ts';
import { nextCursor, pageNote, readPage } from '../page.ts';
import { rankIds } from '../ranking.ts';
import { dayMs } from '../timeZone.ts';
import { tallyTracks } from '../trackTally.ts';
import { moveWindow, type PlayWindow } from '../window.ts';
import { idsWhere } from './idsWhere.ts';
import { itemsOf, labelsOf, tallyItems, tracksOf, type Items } from './items.ts';
import { knownMs, knownSince } from './knownTime.ts';
import { cutIntoPeriods, formatPeriod, mostPlayed } from './localPeriods.ts';
import { meanTimes } from './meanTimes.ts';
import { playsOfTracks, rowsOf } from './playsOfTracks.ts';
import { unknownTimes } from './unknownTime.ts';

/**
 * What was played often once: forgotten, or by its mean play date long ago or lately.
 *
 * @throws InputError for a window or a cursor that cannot be
 */
export function forgottenFavourites(
  context: AnalysisContext,
  params: ForgottenFavouritesParams,
): ForgottenFavouritesResult {
  const window = resolveLongWindow(context, params);
  const page = readPage(params);
  const { mode = 'forgotten', of = 'tracks', by = 'plays' } = params;
  const minPlays = params.min_plays ?? defaultMinPlays;
  const silentDays = params.silent_days ?? defaultSilentDays;
  const items = itemsOf(context.columns.catalogue, of);
  const tracks = tallyTracks(window);
  const tally = tallyItems(items, tracks);
  const labels = labelsOf(context.columns.catalogue, items, tracks);
  const [value, other] = by === 'time' ? [tally.ms, tally.plays] : [tally.plays, tally.ms];

  const often = idsWhere(items.count, (id) => tally.plays[id]! >= minPlays);
  const means = mode === 'forgotten' ? undefined : meanTimes(window, items, tally.plays);
  const { ids, total } =
    means === undefined
      ? rankIds(onlySilent(window, items, often, silentDays), value, other, labels.compare, page)
      : rankIds(often, mode === 'rising' ? means : means.map((ms) => -ms), value, labels.compare, page);
  const rowsOfItem = (id: number): Int32Array => rowsOf(window, playsOfTracks(window, tracksOf(items, id)));
  const next = nextCursor(page, total);
  return {
    ...windowAnswer(window, pageNote(page, total, of), fewNote(mode, of, often.length, total, minPlays)),
    mode,
    of,
    by,
    favourite_rule: ruleOf(mode, of, minPlays, silentDays),
    total,
    ...(next !== undefined && { next_cursor: next }),
    favourites: Array.from(ids, (id): Favourite => ({
      ...labels.nameOf(id),
      plays: tally.plays[id]!,
      hours: toHours(tally.ms[id]!),
      ...datesOf(window, rowsOfItem(id)),
      ...(means && { mean_day: formatDay(window.zone.dayOf(means[id]!)) }),
      ...labels.uriOf(id),
    })),
  };
}

/** Silence is measured up to here, Unix ms. */
function asOf({ endMs, now }: PlayWindow): number {
  return Math.min(endMs, now);
}

/** The items without a play since so many known days of 24 hours; what lies in a gap is not silence. */
function onlySilent(window: PlayWindow, items: Items, ids: Int32Array, silentDays: number): Int32Array {
  const since = knownSince(unknownTimes(window), asOf(window), silentDays * dayMs);
  // The last play may have ended at that very instant.
  const startMs = Math.max(window.startMs, since + 1);
  if (startMs >= window.endMs) return ids;
  const lately = moveWindow(window, { startMs, endMs: window.endMs, wholeDays: false });
  const { plays } = tallyItems(items, tallyTracks(lately));
  return ids.filter((id) => plays[id] === 0);
}

/** @param own rows of the plays of one item, at least one */
function datesOf(
  window: PlayWindow,
  own: Int32Array,
): Pick<Favourite, 'first_play' | 'last_play' | 'silent_days' | 'peak_month'> {
  const { columns, zone } = window;
  const last = columns.endedAt[own[own.length - 1]!]!;
  const peak = mostPlayed(cutIntoPeriods(columns, own, zone, 'month'))!;
  return {
    first_play: formatInstant(columns.endedAt[own[0]!]!, zone),
    last_play: formatInstant(last, zone),
    silent_days: Math.floor(knownMs(unknownTimes(window), last, asOf(window)) / dayMs),
    peak_month: { month: formatPeriod(peak, 'month'), plays: peak.plays },
  };
}

function ruleOf(mode: FavouriteMode, of: ItemType, minPlays: number, silentDays: number): string {
  const often = `${of} with ${minPlays} plays or more in the window`;
  const releases = of === 'tracks' ? ' Releases of one recording are one track.' : '';
  switch (mode) {
    case 'forgotten':
      return `Forgotten are ${often} and none for ${silentDays} days or more; gaps of the history and the time after its last listen are no silence.${releases}`;
    case 'golden_oldies':
      return `Golden oldies are ${often}, those with the oldest mean play date first.${releases}`;
    case 'rising':
      return `Rising are ${often}, those with the latest mean play date first.${releases}`;
  }
}

/** Why nothing is listed, and what to pass instead. */
function fewNote(
  mode: FavouriteMode,
  of: ItemType,
  often: number,
  total: number,
  minPlays: number,
): string | undefined {
  if (total > 0) return undefined;
  if (often === 0) return `No ${of} have ${minPlays} plays in the window: pass a smaller min_plays.`;
  return mode === 'forgotten'
    ? `${often} ${of} have ${minPlays} plays or more, but each was played more lately: pass smaller silent_days.`
    : undefined;
}
