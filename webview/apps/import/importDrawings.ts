import type { ImportJob } from '../../../src/protocol/history/importReport.ts';
import { plural, t } from '../../l10n.ts';
import { dayWords } from '../../ui/dates.ts';
import { element, terms } from '../../ui/element.ts';
import { progressRing } from '../../ui/toolkit.ts';
import { countWords } from '../../ui/words.ts';
import type { ImportAnswer } from './importCalls.ts';

/** An import under way: what, and how many rows so far, as far as that is known. */
export function drawRunning(file: string | undefined, job: ImportJob | undefined): HTMLElement {
  const name = file ?? job?.source;
  return element(
    'section',
    { class: 'import-card', 'aria-busy': 'true' },
    heading(t('Importing your listening history'), name),
    element(
      'div',
      { class: 'chat-line' },
      progressRing(),
      element(
        'p',
        { role: 'status' },
        job === undefined
          ? t('Waiting for the import to begin…')
          : t('{read} read, {stored} new', { read: rowWords(job.rows_read), stored: job.stored }),
      ),
    ),
  );
}

/** The report: what became of every row that was read. */
export function drawReport(file: string | undefined, report: ImportAnswer): HTMLElement {
  const { rows_read, stored, already_known, superseded, left_out, files, ignored_files } = report;
  const accounted = left_out.reduce((sum, { rows }) => sum + rows, stored + already_known + superseded);
  return element(
    'section',
    { class: 'import-card' },
    heading(titleOf(report), file),
    element('p', { role: 'status' }, element('bdi', {}, report.message)),
    terms({ class: 'totals', 'aria-label': t('What became of the rows') }, [
      [t('New plays'), countWords(stored)],
      [t('Known already'), countWords(already_known)],
      [t('Told better by another source'), countWords(superseded)],
      [t('Rows read'), countWords(rows_read)],
    ]),
    left_out.length === 0
      ? undefined
      : element(
          'ul',
          { class: 'import-left-out', 'aria-label': t('Rows left out') },
          ...left_out.map(({ rows, because }) =>
            element('li', {}, `${rowWords(rows)}: `, element('bdi', {}, because)),
          ),
        ),
    element(
      'p',
      { class: 'faint' },
      accounted === rows_read
        ? t('Every row is accounted for: new, known, told better by another source, or left out.')
        : t('The numbers do not add up to the rows read; the log says more.'),
    ),
    element('p', { class: 'faint' }, detailsOf(report, files, ignored_files)),
  );
}

function heading(title: string, name: string | undefined): HTMLElement {
  return element(
    'div',
    {},
    element('h2', {}, title),
    name === undefined
      ? undefined
      : element('p', { class: 'import-file faint', title: name }, element('bdi', {}, name)),
  );
}

function titleOf({ status }: ImportAnswer): string {
  switch (status) {
    case 'success':
      return t('Imported');
    case 'partial':
      return t('Imported in part');
    case 'running':
      return t('Importing your listening history');
    case 'error':
    case 'cancelled':
    case 'interrupted':
      return t('The import did not finish');
  }
}

function detailsOf(report: ImportAnswer, files: number, ignored: number): string {
  const { first_played_at: first, last_played_at: last, seconds } = report;
  return [
    plural(files, '{count} file', '{count} files'),
    ...(ignored > 0 ? [plural(ignored, '{count} file not opened', '{count} files not opened')] : []),
    ...(first === undefined || last === undefined
      ? []
      : [t('plays from {first} to {last}', { first: dayWords(first), last: dayWords(last) })]),
    t('took {seconds} s', { seconds: Math.round(seconds * 10) / 10 }),
  ].join(' · ');
}

function rowWords(rows: number): string {
  return plural(rows, '{count} row', '{count} rows');
}
