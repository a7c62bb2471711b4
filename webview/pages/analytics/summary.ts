import type { TasteSummaryResult } from '../../../src/protocol/history/tasteSummary.ts';
import { everything, type WindowChoice } from './windowChoices.ts';
import { drawCoverage } from './coverage.ts';
import { dayWords, lastDayWords, withReadableInstants } from '../../ui/dates.ts';
import { element } from '../../ui/element.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawRepeats } from './repeats.ts';
import { drawArtists, drawTracks } from './topLists.ts';
import { button } from '../../ui/toolkit.ts';
import { drawTotals } from './totals.ts';

/** A whole answer; what lacks plays says so and offers everything instead. */
export function drawSummary(
  summary: TasteSummaryResult,
  choice: WindowChoice,
  onEverything: () => void,
): HTMLElement {
  const { window_start, window_end, timezone, note } = summary;
  const span = element(
    'p',
    { class: 'span faint' },
    `${dayWords(window_start)} – ${lastDayWords(window_end)}, ${timezone}`,
  );
  if (summary.plays === 0) {
    return element(
      'div',
      { class: 'summary' },
      span,
      drawNoPlays(choice, onEverything),
      drawCoverage(summary),
    );
  }
  return element(
    'div',
    { class: 'summary' },
    span,
    drawTotals(summary),
    note === undefined ? undefined : element('p', { class: 'note' }, withReadableInstants(note)),
    element('div', { class: 'pair' }, drawArtists(summary.top_artists), drawTracks(summary.top_tracks)),
    drawHeatmap(summary.heatmap),
    element('div', { class: 'pair' }, drawRepeats(summary.repeat_stats), drawCoverage(summary)),
  );
}

function drawNoPlays(choice: WindowChoice, onEverything: () => void): HTMLElement {
  return element(
    'div',
    { class: 'state' },
    element('h2', {}, choice === everything ? 'No plays' : `No plays in ${choice.words}`),
    choice === everything ? undefined : button('Show All Time', 'primary', onEverything),
  );
}
