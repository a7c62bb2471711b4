import type { FileFormat, FileReport, LeftOutReason } from '../../protocol/history/importReport.ts';
import type { FileProgress, ImportBatch } from './import/importSink.ts';
import type { SqlDatabase, SqlValue } from './sqlDatabase.ts';
import type { Span } from './matchingRun.ts';
import { sourceIds } from './observationWriter.ts';

type LeftOut = Partial<Record<LeftOutReason, number>>;

/** A row of `import_files`: what was read of one file of a job, over all its runs. */
export interface ImportFile {
  readonly id: number;
  readonly file: string;
  readonly format: FileFormat;
  readonly rowsRead: number;
  readonly newRows: number;
  readonly alreadyKnown: number;
  readonly superseded: number;
  readonly leftOut: LeftOut;
  /** From the first to the last listen of the rows; `undefined` where there were none. */
  readonly span: Span | undefined;
  readonly elapsedMs: number;
  readonly done: boolean;
  readonly error: string | undefined;
}

const columns = `id, file, format, rows_read, new_rows, already_known, superseded, left_out,
  earliest_played_at, latest_played_at, elapsed_ms, done, error_message`;

/** The files of import jobs and how far they were read. */
export class ImportFiles {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** In the order in which they were begun. */
  of(jobId: number): ImportFile[] {
    return this.#database
      .rows(`SELECT ${columns} FROM import_files WHERE job_id = ? ORDER BY id`, [jobId])
      .map(fromRow);
  }

  /** How far a file was read; `undefined` where it was not begun. */
  progressOf(jobId: number, file: string): FileProgress | undefined {
    const row = this.#database.row('SELECT rows_read, done FROM import_files WHERE job_id = ? AND file = ?', [
      jobId,
      file,
    ]);
    return row && { rowsRead: Number(row[0]), done: row[1] === 1 };
  }

  /** The file's row; a new one where there is none yet. */
  open(jobId: number, file: string, format: FileFormat): ImportFile {
    const find = `SELECT ${columns} FROM import_files WHERE job_id = ? AND file = ?`;
    const found = this.#database.row(find, [jobId, file]);
    if (found !== undefined) return fromRow(found);
    this.#database.run(
      `INSERT INTO import_files (job_id, file, format, rows_read, new_rows, already_known, superseded, left_out,
        elapsed_ms, done) VALUES (?, ?, ?, 0, 0, 0, 0, '{}', 0, 0)`,
      [jobId, file, format],
    );
    return fromRow(this.#database.row(find, [jobId, file]) as SqlValue[]);
  }

  /** Adds a batch to the counts of its file. */
  count(file: ImportFile, batch: ImportBatch, newRows: number): void {
    const span = spanOf(file.span, batch);
    this.#database.run(
      `UPDATE import_files SET format = ?, rows_read = ?, new_rows = ?, already_known = ?, left_out = ?,
        earliest_played_at = ?, latest_played_at = ?, elapsed_ms = ?, done = ?, error_message = ? WHERE id = ?`,
      [
        file.format === 'empty' || file.format === 'unknown' ? batch.format : file.format,
        file.rowsRead + batch.rowsRead,
        file.newRows + newRows,
        file.alreadyKnown + batch.observations.length - newRows,
        JSON.stringify(sumLeftOut([file.leftOut, batch.leftOut])),
        span?.from ?? null,
        span?.to ?? null,
        file.elapsedMs + batch.elapsedMs,
        batch.done ? 1 : 0,
        batch.error ?? null,
        file.id,
      ],
    );
  }

  /** Notes, for each file of a job, how many of the rows that it brought do not speak. */
  countSuperseded(userId: number, jobId: number): void {
    const files = this.of(jobId);
    const span = hullOf(files);
    if (span === undefined) return;
    const counts = new Map(
      this.#database.rows(
        `SELECT import_file_id, count(*) FROM observations WHERE user_id = ? AND source = ?
          AND ended_at BETWEEN ? AND ? AND superseded_by IS NOT NULL GROUP BY import_file_id`,
        [userId, sourceIds.account, span.from, span.to],
      ) as [number, number][],
    );
    for (const { id } of files) {
      const superseded = counts.get(id) ?? 0;
      this.#database.run('UPDATE import_files SET superseded = ? WHERE id = ?', [superseded, id]);
    }
  }
}

/** From the first to the last listen of several files. */
export function hullOf(files: readonly ImportFile[]): Span | undefined {
  const spans = files.flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return undefined;
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

export function fileReportOf(file: ImportFile): FileReport {
  return {
    file: file.file,
    format: file.format,
    rows_read: file.rowsRead,
    stored: file.newRows - file.superseded,
    already_known: file.alreadyKnown,
    superseded: file.superseded,
    left_out: file.leftOut,
    ...(file.span && {
      first_played_at: new Date(file.span.from).toISOString(),
      last_played_at: new Date(file.span.to).toISOString(),
    }),
    seconds: Math.round(file.elapsedMs) / 1000,
    ...(file.error !== undefined && { error: file.error }),
  };
}

export function sumLeftOut(parts: readonly LeftOut[]): LeftOut {
  const sum: LeftOut = {};
  for (const part of parts) {
    for (const [reason, count] of Object.entries(part) as [LeftOutReason, number][]) {
      sum[reason] = (sum[reason] ?? 0) + count;
    }
  }
  return sum;
}

function spanOf(before: Span | undefined, { observations }: ImportBatch): Span | undefined {
  let from = before?.from ?? Infinity;
  let to = before?.to ?? -Infinity;
  for (const { endedAt } of observations) {
    if (endedAt < from) from = endedAt;
    if (endedAt > to) to = endedAt;
  }
  return from <= to ? { from, to } : undefined;
}

function fromRow(row: SqlValue[]): ImportFile {
  const [id, file, format, rowsRead, newRows, known, superseded, leftOut, from, to, elapsed, done, error] =
    row;
  return {
    id: Number(id),
    file: String(file),
    format: String(format) as FileFormat,
    rowsRead: Number(rowsRead),
    newRows: Number(newRows),
    alreadyKnown: Number(known),
    superseded: Number(superseded),
    leftOut: JSON.parse(String(leftOut)) as LeftOut,
    span: from === null ? undefined : { from: Number(from), to: Number(to) },
    elapsedMs: Number(elapsed),
    done: done === 1,
    error: error === null ? undefined : String(error),
  };
}
