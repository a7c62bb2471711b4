import { t } from '../../l10n.ts';
import { element, terms } from '../../ui/element.ts';
import { instantWords } from '../../ui/instants.ts';
import { levelWords } from './levelWords.ts';
import type { LogLine } from './logFilter.ts';

/** One line of the log, whole. */
export function logDetail({ at, level, service, message, context }: LogLine, timeZone: string): HTMLElement {
  return element(
    'section',
    { 'aria-label': t('Chosen line'), class: 'activity-line' },
    terms({ class: 'activity-facts' }, [
      [t('Time'), element('time', { datetime: at }, `${instantWords(at, timeZone)} (${at})`)],
      [t('Level'), levelWords(level)],
      [t('Part'), element('bdi', {}, service)],
    ]),
    element('p', { class: 'activity-message' }, element('bdi', {}, message)),
    context === undefined
      ? undefined
      : element(
          'pre',
          { tabindex: '0', 'aria-label': t('Ids and counts of the line') },
          JSON.stringify(context, undefined, 2),
        ),
  );
}
