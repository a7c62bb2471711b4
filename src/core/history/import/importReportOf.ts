import type {
  FileReport,
  ImportReport,
  LeftOutReason,
  RowCounts,
} from '../../../protocol/history/importReport.ts';
import type { InputProblem } from './exportInput.ts';
import type { ImportTotals } from './importSink.ts';
import { reportWords } from './reportWords.ts';

/** What an import came to, beside what the sink knows. */
export interface ImportOutcome {
  readonly jobId: number;
  readonly totals: ImportTotals;
  /** Files that were left closed. */
  readonly ignored: number;
  /** Files that could not be opened, or that name tracks and could not be read. */
  readonly problems: readonly InputProblem[];
  readonly seconds: number;
}

/** The report of a finished import; its counts are the sums of its files'. */
export function importReportOf({ jobId, totals, ignored, problems, seconds }: ImportOutcome): ImportReport {
  const { files } = totals;
  const counts = countsOf(files);
  const first = sorted(files.map((file) => file.first_played_at)).at(0);
  const last = sorted(files.map((file) => file.last_played_at)).at(-1);
  const isPartial =
    problems.length > 0 ||
    (counts.left_out.damaged ?? 0) > 0 ||
    files.some((file) => file.error !== undefined);
  const report = {
    job_id: jobId,
    status: isPartial ? ('partial' as const) : ('success' as const),
    account: totals.account,
    ...counts,
    ...(first !== undefined && { first_played_at: first }),
    ...(last !== undefined && { last_played_at: last }),
    seconds,
    files: [...files],
    ignored_files: ignored,
    names_resolved: totals.namesResolved,
  };
  return { ...report, message: reportWords(report, problems) };
}

function countsOf(files: readonly FileReport[]): RowCounts {
  const sum = (count: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    rows_read: sum((file) => file.rows_read),
    stored: sum((file) => file.stored),
    already_known: sum((file) => file.already_known),
    superseded: sum((file) => file.superseded),
    left_out: sumOfLeftOut(files),
  };
}

function sumOfLeftOut(files: readonly FileReport[]): RowCounts['left_out'] {
  const sum: RowCounts['left_out'] = {};
  for (const { left_out } of files) {
    for (const [reason, count] of Object.entries(left_out) as [LeftOutReason, number | undefined][]) {
      sum[reason] = (sum[reason] ?? 0) + (count ?? 0);
    }
  }
  return sum;
}

/** UTC instants of one form sort as text. */
function sorted(instants: readonly (string | undefined)[]): string[] {
  return instants.filter((instant) => instant !== undefined).sort();
}
