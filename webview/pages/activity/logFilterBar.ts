import { storedLogLevels } from '../../../src/protocol/ops/opsRequests.ts';
import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { dropdown, textField } from '../../ui/toolkit.ts';
import { levelWords } from './levelWords.ts';
import { longestService, longestText, stretches, type LogFilter, type Stretch } from './logFilter.ts';

/** Typing is over when nothing was typed for so long. */
const typingMs = 300;

interface LogFilterBar {
  readonly element: HTMLElement;
  dispose(): void;
}

/** Level, part, text and time of the lines that are wanted. */
export function logFilterBar(first: LogFilter, onChange: (filter: LogFilter) => void): LogFilterBar {
  let filter = first;
  let typing: ReturnType<typeof setTimeout> | undefined;
  function change(part: Partial<LogFilter>, after: number): void {
    filter = { ...filter, ...part };
    clearTimeout(typing);
    typing = setTimeout(() => {
      onChange(filter);
    }, after);
  }
  const level = dropdown(
    t('Level'),
    storedLogLevels.map((value) => ({
      value,
      label: value === 'error' ? levelWords(value) : t('{level} and above', { level: levelWords(value) }),
    })),
    filter.level,
    (value) => {
      change({ level: storedLogLevels.find((one) => one === value) ?? filter.level }, 0);
    },
  );
  level.id = 'activity-log-level';
  const stretch = dropdown(
    t('Time'),
    stretches.map((value) => ({ value, label: stretchWords(value) })),
    filter.stretch,
    (value) => {
      change({ stretch: stretches.find((one) => one === value) ?? filter.stretch }, 0);
    },
  );
  stretch.id = 'activity-log-time';
  const service = textField(
    t('Part of Backbeat'),
    filter.service,
    (text) => {
      change({ service: text.trim().slice(0, longestService) }, typingMs);
    },
    t('Part, such as collector'),
  );
  service.id = 'activity-log-service';
  const contains = textField(
    t('Text in the line'),
    filter.contains,
    (text) => {
      change({ contains: text.slice(0, longestText) }, typingMs);
    },
    t('Text in the line'),
  );
  contains.id = 'activity-log-text';
  return {
    element: element(
      'div',
      { class: 'activity-filters', role: 'group', 'aria-label': t('Filter of the log') },
      ...[level, stretch, service, contains],
    ),
    dispose: () => {
      clearTimeout(typing);
    },
  };
}

function stretchWords(stretch: Stretch): string {
  switch (stretch) {
    case '15':
      return t('Last 15 minutes');
    case '60':
      return t('Last hour');
    case '1440':
      return t('Last 24 hours');
    case '10080':
      return t('Last 7 days');
    case 'all':
      return t('Any time');
  }
}
