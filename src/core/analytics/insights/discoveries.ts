import {
  defaultBurnInDays,
  type DiscoveriesParams,
  type DiscoveriesResult,
} from '../../../protocol/history/insights/discoveries.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatDay, formatInstant, toRatio } from '../format.ts';
import { windowAnswer } from '../notes.ts';
import { tallyTracks } from '../trackTally.ts';
import { resolveWindow, type PlayWindow } from '../window.ts';
import { burnInNote, unsureFirstNote, withoutBurnIn } from './burnIn.ts';
import { itemsFirstHeard } from './firstPlays.ts';
import { tallyItems } from './items.ts';
import { cutIntoPeriods, formatPeriod, unitFor, type PeriodUnit } from './localPeriods.ts';
import { findNew, mostEarly, mostSince, type NewItems } from './newItems.ts';

const defaultLimit = 5;

const rule =
  'New is an artist or track whose first play ever lies in the window; releases of one recording are one track. ' +
  'discovery_rate is the part of the plays that were the first ever of their track.';

/**
 * What was heard for the first time ever in the window, and what became of it.
 *
 * @throws InputError for a window that cannot be
 */
export function discoveries(context: AnalysisContext, params: DiscoveriesParams): DiscoveriesResult {
  const window = resolveWindow(context, params);
  const burnInDays = params.burn_in_days ?? defaultBurnInDays;
  const counted = withoutBurnIn(window, burnInDays);
  const artists = findNew(counted, 'artists');
  const tracks = findNew(counted, 'tracks');
  const by = params.by ?? 'plays';
  const limit = params.limit ?? defaultLimit;
  const unit = unitFor(context.columns, counted.rows, window.zone);
  const days = countNew(counted, 'day', artists, tracks);
  const plays = counted.rows.length;
  return {
    ...windowAnswer(
      window,
      burnInNote(window, counted, burnInDays, '; burn_in_days=0 counts them'),
      unsureFirstNote(window),
    ),
    discovery_rule: rule,
    burn_in_days: burnInDays,
    counted_from: formatInstant(counted.startMs, window.zone),
    plays,
    new_artists: artists.ids.length,
    new_tracks: tracks.ids.length,
    discovery_rate: toRatio(tracks.ids.length, plays),
    new_artists_share: toRatio(playsOf(artists, counted), plays),
    ...bestDay(days),
    per: unit,
    periods: countNew(counted, unit, artists, tracks).map(({ firstDay, ...count }) => ({
      period: formatPeriod({ firstDay }, unit),
      ...count,
      discovery_rate: toRatio(count.new_tracks, count.plays),
    })),
    top_artists: mostSince(counted, artists, by, limit),
    top_tracks: mostSince(counted, tracks, by, limit),
    fastest_artists: mostEarly(counted, artists, limit),
    fastest_tracks: mostEarly(counted, tracks, limit),
  };
}

/** Plays of the window that went to new items. */
function playsOf({ items, ids }: NewItems, counted: PlayWindow): number {
  const { plays } = tallyItems(items, tallyTracks(counted));
  return ids.reduce((sum, id) => sum + plays[id]!, 0);
}

interface PeriodCount {
  readonly firstDay: number;
  readonly plays: number;
  readonly new_artists: number;
  readonly new_tracks: number;
}

function countNew(
  { columns, rows, zone, firstPlay }: PlayWindow,
  unit: PeriodUnit,
  artists: NewItems,
  tracks: NewItems,
): PeriodCount[] {
  return cutIntoPeriods(columns, rows, zone, unit).map(({ firstDay, plays, ranges }) => {
    const count = ({ firsts }: NewItems): number =>
      ranges.reduce(
        (sum, [from, to]) => sum + itemsFirstHeard(firsts, firstPlay + from, firstPlay + to).length,
        0,
      );
    return { firstDay, plays, new_artists: count(artists), new_tracks: count(tracks) };
  });
}

/** Most new tracks, then most new artists, then the earliest. */
function bestDay(days: readonly PeriodCount[]): Pick<DiscoveriesResult, 'best_day'> {
  let best: PeriodCount | undefined;
  for (const day of days) {
    if (day.new_tracks === 0) continue;
    const more =
      best === undefined ? 1 : day.new_tracks - best.new_tracks || day.new_artists - best.new_artists;
    if (more > 0) best = day;
  }
  if (best === undefined) return {};
  const { firstDay, new_tracks, new_artists } = best;
  return { best_day: { day: formatDay(firstDay), new_tracks, new_artists } };
}
