import type { KnownGap } from '../../analytics/columns.ts';
import { coveredGapMs } from '../matching.ts';
import type { Span } from '../matchingRun.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

/** A full page of recently-played that met nothing known: what lies between these two plays may be lost. */
export interface NoticedGap {
  /** Ends of the newest play that was known and of the oldest one of the page, Unix ms. */
  readonly after: number;
  readonly before: number;
  readonly reason: KnownGap['reason'];
}

/** Notes a gap; one that was noted before stays as it is. */
export function noteGap(database: SqlDatabase, userId: number, gap: NoticedGap, at: number): void {
  database.run(
    `INSERT OR IGNORE INTO gaps (user_id, reason, after_at, before_at, noticed_at) VALUES (?, ?, ?, ?, ?)`,
    [userId, gap.reason, gap.after, gap.before, at],
  );
}

/**
 * The gaps of a user that no import has closed, ascending; of one that an import closed in part the rest. Which these
 * are is asked anew each time, so that it makes no difference whether the gap or the import came first.
 */
export function openGaps(database: SqlDatabase, userId: number): KnownGap[] {
  const rows = database.rows(
    'SELECT after_at, before_at, reason FROM gaps WHERE user_id = ? ORDER BY after_at, before_at',
    [userId],
  );
  if (rows.length === 0) return [];
  const imported = importedSpans(database, userId);
  return rows.flatMap(([after, before, reason]) =>
    withoutSpans({ from: Number(after), to: Number(before) }, imported).map((rest) => ({
      ...rest,
      reason: reason as KnownGap['reason'],
    })),
  );
}

/**
 * From the first to the last listen of each file that was imported, ascending. Files of one import follow each other
 * (one ends where the next begins), so those that are less than a week apart are one stretch, as in matching.ts. A file
 * whose rows are further apart than that on average, such as one of videos, says nothing of what lies between them.
 */
function importedSpans(database: SqlDatabase, userId: number): Span[] {
  const rows = database.rows(
    `SELECT j.id, f.earliest_played_at, f.latest_played_at
      FROM import_files f JOIN import_jobs j ON j.id = f.job_id
      WHERE j.user_id = ?1 AND f.latest_played_at - f.earliest_played_at <= ?2 * f.rows_read ORDER BY j.id, f.earliest_played_at`,
    [userId, coveredGapMs],
  ) as [number, number, number][];
  const spans: { job: number; from: number; to: number }[] = [];
  for (const [job, from, to] of rows) {
    const last = spans.at(-1);
    if (last?.job === job && from - last.to < coveredGapMs) last.to = Math.max(last.to, to);
    else spans.push({ job, from, to });
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** What is left of a gap. @param spans ascending by their beginning */
function withoutSpans(gap: Span, spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let { from } = gap;
  for (const span of spans) {
    if (span.to <= from || span.from >= gap.to) continue;
    if (span.from > from) left.push({ from, to: span.from });
    from = span.to;
  }
  if (from < gap.to) left.push({ from, to: gap.to });
  return left;
}
