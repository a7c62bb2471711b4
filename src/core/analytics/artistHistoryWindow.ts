import type { WindowParams } from '../../protocol/history/window.ts';
import type { AnalysisContext } from './columns.ts';
import { moveWindow, resolveWindow, type PlayWindow } from './window.ts';

/**
 * The window that params ask for, and the whole history where they name no time: what somebody likes is not a matter
 * of the last months.
 *
 * @throws InputError for a window that cannot be
 */
export function resolveLongWindow(context: AnalysisContext, params: WindowParams): PlayWindow {
  const window = resolveWindow(context, params);
  const { days, from, to } = params;
  if (days !== undefined || from !== undefined || to !== undefined) return window;
  const startMs = Math.min(context.columns.endedAt[0] ?? window.startMs, window.startMs);
  return moveWindow(window, { startMs, endMs: window.endMs, wholeDays: false });
}
