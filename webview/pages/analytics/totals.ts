import type { TasteSummaryResult } from '../../../src/protocol/history/tasteSummary.ts';
import { terms } from '../../ui/element.ts';
import { countWords, hourWords } from '../../ui/words.ts';

/** The four figures of a window. */
export function drawTotals(summary: TasteSummaryResult): HTMLElement {
  return terms({ class: 'totals', 'aria-label': 'Totals' }, [
    ['Plays', countWords(summary.plays)],
    ['Hours', hourWords(summary.hours)],
    ['Artists', countWords(summary.unique_artists)],
    ['Tracks', countWords(summary.unique_tracks)],
  ]);
}
