import type { PlaySelection } from '../plays.ts';
import type { Tally } from '../tally.ts';
import { tallyTracks } from '../trackTally.ts';
import { moveWindow, type PlayWindow } from '../window.ts';
import { tallyItems, type Items } from './items.ts';
import { KeptAnswers } from '../keptAnswers.ts';

/** Tracks, and the three types. */
const talliesKept = new KeptAnswers<PlaySelection, Tally>(4);

/** Plays and time per track of the whole history, whatever the window. */
export function tallyHistory(window: PlayWindow): Tally {
  return talliesKept.get(window.history, 'catalogue', () =>
    tallyTracks(moveWindow(window, { startMs: -Infinity, endMs: Infinity, wholeDays: false })),
  );
}

/** The same per item. */
export function tallyHistoryItems(window: PlayWindow, items: Items): Tally {
  return talliesKept.get(window.history, items.of, () => tallyItems(items, tallyHistory(window)));
}
