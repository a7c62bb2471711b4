import { t } from '../../l10n.ts';
import { dayWords, lastDayWords, withReadableInstants } from '../../ui/dates.ts';
import { element } from '../../ui/element.ts';

/** What every answer about the history says of itself. */
interface WindowAnswer {
  readonly window_start: string;
  readonly window_end: string;
  readonly timezone: string;
  readonly play_rule: string;
  readonly note?: string | undefined;
}

/** The period of the figures, in whose days and hours they are. */
export function windowLine({ window_start: start, window_end: end, timezone }: WindowAnswer): HTMLElement {
  const words = t('{first} – {last}, {timezone}', {
    ...{ first: dayWords(start), last: lastDayWords(end) },
    timezone: timezone.slice(0, 64),
  });
  return element('h2', { class: 'window-line faint' }, words);
}

/** The rule by which was counted, and what to know before the figures are quoted. */
export function ruleLines({ play_rule: rule, note }: WindowAnswer): readonly HTMLElement[] {
  return [
    ...(note === undefined
      ? []
      : [element('p', { class: 'note' }, element('bdi', {}, withReadableInstants(note)))]),
    element('p', { class: 'rule faint' }, element('bdi', {}, rule)),
  ];
}

/** Where there is nothing to draw. */
export function drawNoPlays(answer: WindowAnswer): readonly HTMLElement[] {
  return [
    windowLine(answer),
    element(
      'div',
      { class: 'state' },
      element('p', {}, t('No plays in this time.')),
      element('p', {}, t('Ask in the chat for another period, or import your Spotify data.')),
    ),
    ...ruleLines(answer),
  ];
}
