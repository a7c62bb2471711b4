import type { TasteSummaryResult } from '../../protocol/history/tasteSummary.ts';
import type { By } from '../../protocol/history/window.ts';
import { describeCoverage } from './coverage.ts';
import { drawHeatmap } from './heatmap.ts';
import { drawNotes } from './notes.ts';
import { formatCount, formatHours, formatShare } from './numbers.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';
import { drawRanking } from './topList.ts';
import { describeWindow } from './window.ts';

/** The taste summary: totals, top artists and tracks, repeats, heatmap, coverage. */
export function drawSummary(result: TasteSummaryResult, terminal: Terminal, by: By = 'plays'): string {
  const { heading } = styleOf(terminal);
  const count = (value: number): string => formatCount(value, terminal);
  const totals =
    `${count(result.plays)} plays, ${formatHours(result.hours)} hours, ` +
    `${count(result.unique_tracks)} tracks, ${count(result.unique_artists)} artists`;
  const lines = [heading(`Your listening, ${describeWindow(result)}`), totals];
  if (result.plays > 0) {
    const repeats = result.repeat_stats;
    lines.push(
      '',
      heading('Top artists'),
      drawRanking(result.top_artists, { of: 'artist', by }, terminal),
      '',
      heading('Top tracks'),
      drawRanking(result.top_tracks, { of: 'track', by }, terminal),
      '',
      heading('Repeats'),
      `${repeats.repeat_rate.toFixed(2)} plays per track (median ${repeats.median_plays_per_track}), ` +
        `${count(repeats.consecutive_repeats)} right after themselves`,
      `the ten most played tracks are ${formatShare(repeats.top_10_share)} of all plays`,
      '',
      heading('Week'),
      drawHeatmap(result.heatmap, terminal),
    );
  }
  return [
    ...lines,
    '',
    heading('Data'),
    ...describeCoverage(result.coverage, terminal),
    ...drawNotes(result, terminal),
  ].join('\n');
}
