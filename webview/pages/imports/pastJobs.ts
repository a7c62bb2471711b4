import type { ImportJob } from '../../../src/protocol/history/importReport.ts';
import { language, plural, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { instantWords } from '../../ui/instants.ts';
import { outsideText } from '../../ui/outsideText.ts';
import { jobStatusWords, reasonWords } from './reasonWords.ts';
import { leftOutReasons, type LeftOutReason } from '../../../src/protocol/history/importReport.ts';

/** Imports that the history remembers, of every window and the command line, newest first. */
export function pastJobsTable(jobs: readonly ImportJob[], timeZone: string): HTMLElement {
  return element(
    'div',
    {
      class: 'imports-scroll',
      id: 'imports-past-scroll',
      role: 'group',
      tabindex: '0',
      'aria-label': t('Past imports'),
    },
    element(
      'table',
      { class: 'imports-table' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...[
            t('What'),
            t('State'),
            t('Begun'),
            t('Rows'),
            t('New listens'),
            t('Known'),
            t('Evidence'),
            t('Left out'),
            t('Error'),
          ].map((name) => element('th', { scope: 'col' }, name)),
        ),
      ),
      element('tbody', {}, ...jobs.map((job) => jobRow(job, timeZone))),
    ),
  );
}

function jobRow(job: ImportJob, timeZone: string): HTMLElement {
  const number = (value: number): HTMLElement =>
    element('td', { class: 'number' }, value.toLocaleString(language()));
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, outsideText(job.source)),
    element('td', {}, jobStatusWords(job.status)),
    element('td', {}, element('time', { datetime: job.started_at }, instantWords(job.started_at, timeZone))),
    number(job.rows_read),
    number(job.stored),
    number(job.already_known),
    number(job.superseded),
    leftOutCell(job),
    element('td', { class: 'error' }, job.error === undefined ? '–' : outsideText(job.error, 'wrapped')),
  );
}

function leftOutCell({ left_out }: ImportJob): HTMLElement {
  const reasons = (Object.keys(leftOutReasons) as LeftOutReason[]).filter(
    (reason) => (left_out[reason] ?? 0) > 0,
  );
  const rows = reasons.reduce((sum, reason) => sum + (left_out[reason] ?? 0), 0);
  const title = reasons
    .map(
      (reason) => `${plural(left_out[reason] ?? 0, '{count} row', '{count} rows')}: ${reasonWords(reason)}`,
    )
    .join('\n');
  return element('td', { class: 'number', ...(title !== '' && { title }) }, rows.toLocaleString(language()));
}
