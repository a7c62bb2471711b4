import type { HeatmapRequestParams, HeatmapResult } from '../../protocol/history/heatmap.ts';
import type { AnalysisContext } from './columns.ts';
import { toHours } from './format.ts';
import { windowAnswer } from './notes.ts';
import { onlyPlays } from './onlyPlays.ts';
import type { Tally } from './tally.ts';
import { overlapNote, tallyWeek, toHeatmap } from './weekGrid.ts';
import { resolveWindow } from './window.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/**
 * Plays and minutes by weekday and hour of the local clock: plays where they ended, minutes where they were heard.
 *
 * @throws InputError for a window that cannot be
 */
export function heatmap(context: AnalysisContext, params: HeatmapRequestParams): HeatmapResult {
  const window = onlyPlays(resolveWindow(context, params), params.only);
  const week = tallyWeek(window);
  const cell = busiestCell(week);
  return {
    ...windowAnswer(window, overlapNote(week)),
    plays: window.rows.length,
    hours: toHours(week.loggedMs),
    ...(cell !== undefined && {
      busiest: { weekday: weekdays[Math.floor(cell / 24)]!, hour: cell % 24, plays: week.plays[cell]! },
    }),
    heatmap: toHeatmap(week),
  };
}

/** Most plays, then most time, then earliest in the week; `undefined` without plays. */
function busiestCell({ plays, ms }: Tally): number | undefined {
  let best = 0;
  for (let cell = 1; cell < plays.length; cell++) {
    if (plays[cell]! - plays[best]! > 0 || (plays[cell] === plays[best] && ms[cell]! > ms[best]!))
      best = cell;
  }
  return plays[best] === 0 ? undefined : best;
}
