import type { TasteSummaryResult } from '../../../src/protocol/history/tasteSummary.ts';
import type { Gap, Source } from '../../../src/protocol/history/window.ts';
import { dayWords, minuteWords } from '../../ui/dates.ts';
import { bar, element, section, terms } from '../../ui/element.ts';
import { countWords, plural } from '../../ui/words.ts';

const sourceNames: Record<Source, string> = {
  extended: 'From the extended history',
  account: 'From the account data',
  api: 'Collected',
};
const gapWords: Record<Gap['reason'], string> = {
  after_last_listen: 'nothing is known that is newer than the last listen',
  missed: 'more plays than Spotify keeps between two looks',
  paused: 'the collection was paused',
  off: 'Backbeat was not running',
  signed_out: 'the sign-in had ended',
  outage: 'Spotify could not be reached',
};

/** How far the data behind the numbers reaches, what is missing, and what was counted. */
export function drawCoverage({ coverage, play_rule }: TasteSummaryResult): HTMLElement {
  const { first_play, last_play, days_with_plays, days_in_window, sources, gaps } = coverage;
  return section(
    'coverage',
    'What the data covers',
    element(
      'p',
      { class: 'days' },
      `Plays on ${countWords(days_with_plays)} of ${plural(days_in_window, 'day')}`,
      bar(days_with_plays / Math.max(1, days_in_window)),
    ),
    terms({ class: 'facts' }, [
      ...(first_play === undefined ? [] : [['First play', minuteWords(first_play)] as const]),
      ...(last_play === undefined ? [] : [['Last play', minuteWords(last_play)] as const]),
      ...sources.map(({ source, plays }) => [sourceNames[source], plural(plays, 'play')] as const),
    ]),
    gaps.length === 0
      ? undefined
      : element(
          'ul',
          { class: 'gaps', 'aria-label': 'Gaps' },
          ...gaps.map(({ from: start, to, reason }) =>
            element('li', {}, `Gap from ${dayWords(start)} to ${dayWords(to)}: ${gapWords[reason]}.`),
          ),
        ),
    element('p', { class: 'rule faint' }, play_rule),
  );
}
