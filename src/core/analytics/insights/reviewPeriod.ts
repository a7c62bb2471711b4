import type { YearInReviewParams } from '../../../protocol/history/insights/yearInReview.ts';
import { InputError } from '../../errors.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatDay } from '../format.ts';
import { otherPeriod } from '../otherPeriod.ts';
import { dayMs, type TimeZone } from '../timeZone.ts';
import { moveWindow, resolveWindow, type PlayWindow } from '../window.ts';

export interface ReviewPeriod {
  readonly window: PlayWindow;
  /** What it is compared with: the same part of the year before, or the equally long period just before. */
  readonly previous: PlayWindow;
  /** The year has not ended yet. */
  readonly inProgress: boolean;
}

/**
 * The period that params ask for: a calendar year of the zone up to today, or any window. With neither it is the year
 * of the last listen, so that an export that ends last year still shows a full one.
 *
 * @throws InputError for a year in the future, a year beside a window, and a window that cannot be
 */
export function reviewPeriod(context: AnalysisContext, params: YearInReviewParams): ReviewPeriod {
  const { year, days, from, to } = params;
  if (days !== undefined || from !== undefined || to !== undefined) {
    if (year !== undefined) {
      throw new InputError('year cannot be given together with days, from or to.', {
        hint: 'Pass year for a calendar year, or from and to for another period.',
      });
    }
    const window = resolveWindow(context, params);
    return { window, previous: moveWindow(window, otherPeriod(window, {})), inProgress: false };
  }
  const zone = context.zones.get(params.timezone ?? context.timeZone);
  return yearOf(context, params, zone, year ?? yearOfLastListen(context, zone));
}

function yearOfLastListen({ columns, now }: AnalysisContext, zone: TimeZone): number {
  const last = columns.endedAt[columns.length - 1] ?? now;
  return yearAt(zone, Math.min(last, now));
}

function yearAt(zone: TimeZone, instant: number): number {
  return new Date(zone.dayOf(instant) * dayMs).getUTCFullYear();
}

function yearOf(
  context: AnalysisContext,
  params: YearInReviewParams,
  zone: TimeZone,
  year: number,
): ReviewPeriod {
  const tomorrow = zone.dayOf(context.now) + 1;
  const thisYear = yearAt(zone, context.now);
  if (year > thisYear) {
    throw new InputError(`The year ${year} has not begun.`, {
      hint: `Pass year=${thisYear} or an earlier one.`,
    });
  }
  const yearEnd = Date.UTC(year + 1, 0) / dayMs;
  const inProgress = tomorrow < yearEnd;
  const endDay = inProgress ? tomorrow : yearEnd;
  const window = resolveWindow(context, { ...params, from: `${year}-01-01`, to: formatDay(endDay) });
  const end = new Date(endDay * dayMs);
  const previousEnd = inProgress
    ? Date.UTC(year - 1, end.getUTCMonth(), end.getUTCDate())
    : Date.UTC(year, 0);
  const previous = moveWindow(window, {
    startMs: zone.startOfDay(Date.UTC(year - 1, 0) / dayMs),
    endMs: zone.startOfDay(previousEnd / dayMs),
    wholeDays: true,
  });
  return { window, previous, inProgress };
}
