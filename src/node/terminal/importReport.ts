import type { FileReport, ImportReport, RowCounts } from '../../protocol/history/importReport.ts';
import { cleanText } from './cleanText.ts';
import { formatCount } from './numbers.ts';
import { drawSentences } from './sentences.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';

const formatWords: Record<FileReport['format'], string> = {
  extended: 'extended',
  endsong: 'extended (old)',
  account: 'account',
  empty: 'empty',
  unknown: 'unknown',
};

/** What an import did: the state, a row a file and the total, and the report in words. */
export function drawImportReport(report: ImportReport, terminal: Terminal): string {
  const style = styleOf(terminal);
  const status =
    report.status === 'success'
      ? style.good('Imported')
      : style.warning('Imported, but not everything could be read');
  return [
    `${status} (job ${report.job_id}, account ${cleanText(report.account)}, ${report.seconds.toFixed(1)} s)`,
    '',
    drawFiles(report, terminal),
    '',
    ...drawSentences(report.message, terminal),
  ].join('\n');
}

function drawFiles(report: ImportReport, terminal: Terminal): string {
  const right = 'right' as const;
  const counts = (row: RowCounts): readonly string[] =>
    [row.rows_read, row.stored, row.already_known, row.superseded, leftOut(row)].map((count) =>
      formatCount(count, terminal),
    );
  return drawTable(
    [
      { header: 'file', shrinks: 'start' },
      { header: 'format' },
      { header: 'read', align: right },
      { header: 'stored', align: right },
      { header: 'known', align: right },
      { header: 'superseded', align: right },
      { header: 'left out', align: right },
    ],
    [
      ...report.files.map((file) => [baseName(file.file), formatWords[file.format], ...counts(file)]),
      ['total', '', ...counts(report)],
    ],
    terminal,
  );
}

function leftOut(counts: RowCounts): number {
  return Object.values(counts.left_out).reduce((sum: number, rows) => sum + (rows ?? 0), 0);
}

/** Paths inside a ZIP use `/`, those of a folder on Windows `\`. */
function baseName(path: string): string {
  return cleanText(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
}
