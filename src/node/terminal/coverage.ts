import type { CoverageResult } from '../../protocol/history/coverage.ts';
import type { Coverage, Gap, Source } from '../../protocol/history/window.ts';
import { drawMonths } from './months.ts';
import { drawNotes } from './notes.ts';
import { formatCount, formatShare, plural } from './numbers.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';
import { describeWindow, localDay, localMinute } from './window.ts';

const sourceNames: Record<Source, string> = {
  extended: 'extended history',
  account: 'account data',
  api: 'collected',
};
const gapWords: Record<Gap['reason'], string> = {
  after_last_listen: 'nothing is known that is newer than the last listen',
  missed: 'more plays than Spotify keeps between two looks',
  paused: 'the collection was paused',
  off: 'Backbeat was not running',
  signed_out: 'the sign-in had ended',
  outage: 'Spotify could not be reached',
};

/** What the data behind an answer reaches, in lines of words. */
export function describeCoverage(coverage: Coverage, terminal: Terminal): readonly string[] {
  const { warning } = styleOf(terminal);
  const sources = coverage.sources
    .map(({ source, plays }) => `${sourceNames[source]} ${formatCount(plays, terminal)}`)
    .join(', ');
  return [
    ...(coverage.first_play === undefined || coverage.last_play === undefined
      ? ['no plays in this window']
      : [`first play ${localMinute(coverage.first_play)}, last play ${localMinute(coverage.last_play)}`]),
    `plays on ${formatCount(coverage.days_with_plays, terminal)} of ` +
      plural(coverage.days_in_window, 'day', 'days', terminal),
    ...(sources === '' ? [] : [`plays by source: ${sources}`]),
    ...coverage.gaps.map((gap) =>
      warning(`gap: ${localDay(gap.from)} to ${localDay(gap.to)}, ${gapWords[gap.reason]}`),
    ),
  ];
}

/** The coverage answer: what is stored, what of it lies in the window, month by month. */
export function drawCoverage(result: CoverageResult, terminal: Terminal): string {
  const { heading } = styleOf(terminal);
  const { history } = result;
  const span =
    history.first_listen === undefined || history.last_listen === undefined
      ? ''
      : `, ${localMinute(history.first_listen)} to ${localMinute(history.last_listen)}`;
  return [
    heading('The whole history'),
    `${plural(history.listens, 'listen', 'listens', terminal)}${span}`,
    `${plural(history.superseded, 'row', 'rows', terminal)} kept as evidence of a listen that a richer source tells`,
    '',
    heading(`Window ${describeWindow(result)}`),
    `${plural(result.plays, 'play', 'plays', terminal)}, ${formatShare(result.with_uri_share)} with a Spotify URI; ` +
      `${plural(result.short_listens, 'listen', 'listens', terminal)} too short to count`,
    ...describeTimes(result, terminal),
    ...describeCoverage(result, terminal),
    ...(result.months.length === 0
      ? []
      : ['', heading('Months'), drawMonths(result.months, result.gaps, terminal)]),
    ...drawNotes(result, terminal),
  ].join('\n');
}

/** How far the hours can be trusted; nothing where every play tells its time. */
function describeTimes(
  { plays, with_time_share: known, estimated_share: estimated }: CoverageResult,
  terminal: Terminal,
): readonly string[] {
  if (plays === 0 || (known === 1 && estimated === 0)) return [];
  const { warning } = styleOf(terminal);
  const parts = [
    ...(estimated > 0 ? [`${formatShare(estimated)} estimated by the length of the track`] : []),
    ...(known + estimated < 1 ? [`${formatShare(1 - known - estimated)} without`] : []),
  ];
  return [warning(`time heard: ${formatShare(known)} known, ${parts.join(', ')}`)];
}
