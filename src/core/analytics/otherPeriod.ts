import type { ComparePeriodsParams } from '../../protocol/history/comparePeriods.ts';
import { InputError } from '../errors.ts';
import type { PlayColumns } from './columns.ts';
import { formatInstant } from './format.ts';
import { parseInstant } from './instantParam.ts';
import type { PlayWindow, WindowBounds } from './window.ts';

/**
 * The period that a window is compared with. An end that is not given lies as far from the given one as the
 * window is long; with none given the period ends where the window starts. A window of whole local days is
 * measured in days, so that months with a change of the clocks compare midnight to midnight.
 *
 * @throws InputError for dates that do not exist and periods without length
 */
export function otherPeriod(
  window: PlayWindow,
  params: Pick<ComparePeriodsParams, 'compare_from' | 'compare_to'>,
): WindowBounds {
  const { zone } = window;
  const from = params.compare_from && parseInstant('compare_from', params.compare_from, zone);
  const to = params.compare_to && parseInstant('compare_to', params.compare_to, zone);
  if (from && to) {
    if (from.instant >= to.instant) {
      throw new InputError('compare_from must be earlier than compare_to.', {
        hint: 'compare_to is exclusive: for one day pass that day and the day after.',
      });
    }
    return { startMs: from.instant, endMs: to.instant, wholeDays: from.isDate && to.isDate };
  }
  if (from) {
    return {
      startMs: from.instant,
      endMs: shift(window, from.instant, from.isDate, 1),
      wholeDays: from.isDate,
    };
  }
  const endMs = to ? to.instant : window.startMs;
  const isDate = to ? to.isDate : window.wholeDays;
  return { startMs: shift(window, endMs, isDate, -1), endMs, wholeDays: isDate };
}

/** The instant as far from another one as the window is long: forwards (1) or backwards (−1). */
function shift(window: PlayWindow, instant: number, isDate: boolean, direction: 1 | -1): number {
  const { startMs, endMs, wholeDays, zone } = window;
  if (!wholeDays || !isDate) return instant + direction * (endMs - startMs);
  const days = zone.dayOf(endMs) - zone.dayOf(startMs);
  return zone.startOfDay(zone.dayOf(instant) + direction * days);
}

/** Says that the history does not reach back to all of the other period. */
export function reachNote(
  { length, endedAt }: PlayColumns,
  { startMs, endMs, zone }: PlayWindow,
): string | undefined {
  if (length === 0 || startMs >= endedAt[0]!) return undefined;
  const part = endMs <= endedAt[0]! ? 'nothing' : 'only part';
  return `The history begins at ${formatInstant(endedAt[0]!, zone)}: ${part} of the other period is known.`;
}
