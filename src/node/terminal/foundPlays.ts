import type { SearchPlaysResult } from '../../protocol/history/searchPlays.ts';
import { cleanText } from './cleanText.ts';
import { formatClock, formatCount, formatHours, plural } from './numbers.ts';
import { drawNotes } from './notes.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';
import { describeWindow, localMinute } from './window.ts';

/** Plays that a search found, one a row. */
export function drawPlays(result: SearchPlaysResult, terminal: Terminal): string {
  const { heading, faint } = styleOf(terminal);
  const more = result.total - result.plays.length;
  return [
    heading(`Plays found, ${describeWindow(result)}`),
    `${plural(result.total, 'play', 'plays', terminal)}, ${formatHours(result.hours)} hours` +
      (result.total_outside === 0
        ? ''
        : `; ${formatCount(result.total_outside, terminal)} more outside this window`),
    '',
    result.plays.length === 0
      ? 'Nothing was found.'
      : drawTable(
          [
            { header: 'ended' },
            { header: 'track', shrinks: 'end' },
            { header: 'by', shrinks: 'end' },
            { header: 'heard', align: 'right' },
          ],
          result.plays.map((play) => [
            localMinute(play.played_at),
            cleanText(play.name),
            play.artists.map(cleanText).join(', '),
            play.seconds === undefined ? '' : formatClock(play.seconds),
          ]),
          terminal,
        ),
    ...(more > 0 ? [faint(`and ${formatCount(more, terminal)} more`)] : []),
    ...drawNotes(result, terminal),
  ].join('\n');
}
