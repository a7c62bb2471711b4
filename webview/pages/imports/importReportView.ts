import {
  leftOutReasons,
  type FileReport,
  type ImportReport,
  type LeftOutReason,
  type RowCounts,
} from '../../../src/protocol/history/importReport.ts';
import { language, plural, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { dateWords, durationWords } from '../../ui/instants.ts';
import { outsideText } from '../../ui/outsideText.ts';
import { formatWords, reasonWords } from './reasonWords.ts';

/** Files in the table; of more, those with errors come first. */
const mostFiles = 200;

/** What became of every row, file by file and in all. */
export function importReportView(report: ImportReport, id: string, timeZone: string): HTMLElement {
  return element(
    'div',
    { class: 'imports-report' },
    element('p', {}, reportSentence(report, timeZone)),
    rowsTable(report),
    element('p', { class: 'faint' }, t('Rule: each row that was read has one outcome and is counted once.')),
    ...notes(report),
    filesTable(report.files, id, timeZone),
  );
}

/** The report in one sentence, for the eye and for screen readers. */
export function reportSentence(report: ImportReport, timeZone: string): string {
  const stored = plural(report.stored, '{count} new listen', '{count} new listens');
  const read = plural(report.rows_read, '{count} row', '{count} rows');
  const { first_played_at: first, last_played_at: last } = report;
  const values = { stored, read, time: durationWords(report.seconds) };
  return first === undefined || last === undefined
    ? t('{stored} from {read}, in {time}.', values)
    : t('{stored} from {read} of {first} to {last}, in {time}.', {
        ...values,
        first: dateWords(first, timeZone),
        last: dateWords(last, timeZone),
      });
}

/** Rows by what became of them; what no outcome accounts for would be a defect, and is shown. */
function rowsTable(counts: RowCounts): HTMLElement {
  const leftOut = (Object.keys(leftOutReasons) as LeftOutReason[]).flatMap((reason) => {
    const rows = counts.left_out[reason] ?? 0;
    return rows === 0 ? [] : [[t('Left out: {reason}', { reason: reasonWords(reason) }), rows] as const];
  });
  const outcomes = [
    [t('New listens'), counts.stored] as const,
    [t('Known from before, or found twice'), counts.already_known] as const,
    [t('Kept as evidence only: a richer source tells the same listen'), counts.superseded] as const,
    ...leftOut,
  ];
  const missing = counts.rows_read - outcomes.reduce((sum, [, rows]) => sum + rows, 0);
  const all = missing === 0 ? outcomes : [...outcomes, [t('Not accounted for'), missing] as const];
  return element(
    'table',
    { class: 'imports-rows' },
    element('caption', { class: 'sr-only' }, t('What became of every row')),
    element('tbody', {}, ...all.map(([words, rows]) => rowOf(words, rows))),
    element('tfoot', {}, rowOf(t('Rows read'), counts.rows_read)),
  );
}

function rowOf(words: string, rows: number): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, words),
    element('td', {}, rows.toLocaleString(language())),
  );
}

function notes({ status, ignored_files, names_resolved }: ImportReport): HTMLElement[] {
  const sentences = [
    ...(status === 'partial' ? [t('Something in a file could not be read; the files below say what.')] : []),
    ...(ignored_files > 0
      ? [
          plural(
            ignored_files,
            '{count} file holds no listening history and was not opened.',
            '{count} files hold no listening history and were not opened.',
          ),
        ]
      : []),
    ...(names_resolved > 0
      ? [
          plural(
            names_resolved,
            '{count} track got its link from the library or a playlist of the export.',
            '{count} tracks got their links from the library or a playlist of the export.',
          ),
        ]
      : []),
  ];
  return sentences.map((sentence) => element('p', {}, sentence));
}

function filesTable(files: readonly FileReport[], id: string, timeZone: string): HTMLElement {
  const sorted = [...files].sort((a, b) => Number(b.error !== undefined) - Number(a.error !== undefined));
  const more = files.length - mostFiles;
  const failed = files.filter(({ error }) => error !== undefined).length;
  const title = plural(files.length, '{count} file', '{count} files');
  return element(
    'details',
    { id: `${id}-files` },
    element(
      'summary',
      {},
      failed === 0 ? title : t('{files}, {failed} with errors', { files: title, failed }),
    ),
    element(
      'div',
      { class: 'imports-scroll', role: 'region', tabindex: '0', 'aria-label': t('Files of the import') },
      element(
        'table',
        { class: 'imports-table' },
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...[t('File'), t('Kind'), t('Rows'), t('New listens'), t('From'), t('To'), t('Error')].map(
              (name) => element('th', { scope: 'col' }, name),
            ),
          ),
        ),
        element('tbody', {}, ...sorted.slice(0, mostFiles).map((file) => fileRow(file, timeZone))),
      ),
    ),
    more > 0
      ? element('p', {}, plural(more, '{count} more file is not shown.', '{count} more files are not shown.'))
      : undefined,
  );
}

function fileRow(file: FileReport, timeZone: string): HTMLElement {
  const { first_played_at: first, last_played_at: last, error } = file;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, outsideText(file.file)),
    element('td', {}, formatWords(file.format)),
    element('td', { class: 'number' }, file.rows_read.toLocaleString(language())),
    element('td', { class: 'number' }, file.stored.toLocaleString(language())),
    element('td', {}, first === undefined ? '–' : dateWords(first, timeZone)),
    element('td', {}, last === undefined ? '–' : dateWords(last, timeZone)),
    element('td', { class: 'error' }, error === undefined ? '–' : outsideText(error, 'wrapped')),
  );
}
