import type { PlayColumns } from '../columns.ts';
import { firstPlayAt, type PlaySelection } from '../plays.ts';
import type { PlayWindow } from '../window.ts';
import { listenProfiles, type Said } from './listenProfiles.ts';

/** Listens of a history for which it is known whether they were skipped, and those that were. */
interface SkipSelections {
  readonly known: PlaySelection;
  readonly skipped: PlaySelection;
}

const selectionsKept = new WeakMap<PlaySelection, SkipSelections>();

/** The known and the skipped listens of a window as windows of their own: whatever counts plays counts them too. */
export function skipWindows(window: PlayWindow): { known: PlayWindow; skipped: PlayWindow } {
  const { columns, history } = window;
  let kept = selectionsKept.get(history);
  if (kept === undefined) {
    kept = {
      known: selectWhere(columns, history, (skipped) => skipped !== undefined),
      skipped: selectWhere(columns, history, (skipped) => skipped === true),
    };
    selectionsKept.set(history, kept);
  }
  return { known: narrow(window, kept.known), skipped: narrow(window, kept.skipped) };
}

function selectWhere(
  columns: PlayColumns,
  history: PlaySelection,
  isWanted: (skipped: Said) => boolean,
): PlaySelection {
  const { of, profiles } = listenProfiles(columns, history);
  const wanted = Uint8Array.from(profiles, ({ skipped }) => (isWanted(skipped) ? 1 : 0));
  const all = new Int32Array(history.rows.length);
  let count = 0;
  for (let play = 0; play < of.length; play++)
    if (wanted[of[play]!] === 1) all[count++] = history.rows[play]!;
  const rows = all.slice(0, count);
  const firstPlay = new Int32Array(history.firstPlay.length).fill(count);
  for (let i = count - 1; i >= 0; i--) firstPlay[columns.track[rows[i]!]!] = i;
  return { rows, firstPlay };
}

function narrow(window: PlayWindow, history: PlaySelection): PlayWindow {
  const first = firstPlayAt(window.columns, history.rows, window.startMs);
  const end = firstPlayAt(window.columns, history.rows, window.endMs);
  return { ...window, history, rows: history.rows.subarray(first, end), firstPlay: first };
}
