import type * as z from 'zod';
import {
  storedLogLevels,
  type logsParams,
  type LogLine,
  type LogsResult,
  type StoredLogLevel,
} from '../../../protocol/ops/opsRequests.ts';
import { InputError } from '../../errors.ts';
import type { SqlDatabase, SqlValue } from '../sqlDatabase.ts';
import type { CollectOperationOf } from './collectOperations.ts';

const defaultLimit = 50;
/** What a line keeps, in UTF-16 units. */
const longestMessage = 2_000;
const longestContext = 4_000;
/** Lines that are kept, whatever their age: a clock that was years ahead leaves lines that never grow old. */
export const mostLines = 50_000;
/** The last instant that a `Date` can hold. */
const lastInstant = 8.64e15;

/** Where the correlation id stands in the context of a row. */
const correlationKey = 'correlation';

/** A line as it is kept: cut where it is too long. */
export function keptLine({ message, context, timestamp, ...line }: LogLine): LogLine {
  const json = context === undefined ? undefined : JSON.stringify(context);
  return {
    ...line,
    timestamp: Math.min(Math.max(timestamp, 0), lastInstant),
    message: cut(message),
    ...(context !== undefined &&
      json !== undefined && {
        context: json.length <= longestContext ? context : { cut: cut(json) },
      }),
  };
}

function cut(text: string): string {
  if (text.length <= longestMessage) return text;
  const endsInsidePair = (text.charCodeAt(longestMessage - 2) & 0xfc00) === 0xd800;
  return `${text.slice(0, longestMessage - (endsInsidePair ? 2 : 1))}…`;
}

/** The table `logs`: what Backbeat did, for the user to read. */
export class StoredLogs {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  nextId(): number {
    return Number(this.#database.row('SELECT COALESCE(max(id), 0) + 1 FROM logs')?.[0]);
  }

  write({ firstId, lines, forgetBefore }: CollectOperationOf<'logsWrite'>): void {
    for (const [index, { service, level, timestamp, message, ...rest }] of lines.entries()) {
      const context = storedContext(rest);
      this.#database.run(
        'INSERT OR IGNORE INTO logs (id, service, level, timestamp, message, context) VALUES (?, ?, ?, ?, ?, ?)',
        [
          firstId + index,
          service,
          level,
          timestamp,
          message,
          context === undefined ? null : JSON.stringify(context),
        ],
      );
    }
    const lastId = firstId + lines.length - 1;
    this.#database.run('DELETE FROM logs WHERE id <= ?', [lastId - mostLines]);
    if (forgetBefore !== undefined) {
      // The newest stays: ids go on from it.
      this.#database.run('DELETE FROM logs WHERE timestamp < ? AND id < ?', [forgetBefore, lastId]);
    }
  }

  /**
   * Newest first: in the order in which they were written, whatever the clock said.
   * @throws InputError for a cursor that no answer gave, or a time that is none
   */
  list(params: z.output<typeof logsParams>): LogsResult {
    const { level = 'info', service, contains, since, correlation, limit = defaultLimit, cursor } = params;
    const before = cursorId(cursor);
    const levels = storedLogLevels.slice(storedLogLevels.indexOf(level));
    const rows = this.#database.rows(
      `SELECT id, timestamp, service, level, message, context FROM logs
        WHERE id < ?1 AND level IN (SELECT value FROM json_each(?2)) AND (?3 IS NULL OR service = ?3)
          AND (?4 IS NULL OR instr(lower(message), lower(?4)) > 0) AND timestamp >= ?5
          AND (?7 IS NULL OR CASE WHEN json_valid(context) THEN json_extract(context, '$.correlation') END = ?7)
        ORDER BY id DESC LIMIT ?6`,
      [
        ...[
          before,
          JSON.stringify(levels),
          service ?? null,
          contains ?? null,
          sinceInstant(since),
          limit + 1,
        ],
        correlation ?? null,
      ],
    );
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit;
    return {
      lines: shown.map(fromRow),
      ...(hasMore && { next_cursor: `before-${String(shown.at(-1)?.[0])}` }),
      ...noteOf(shown.length, hasMore, params),
    };
  }
}

function noteOf(
  shown: number,
  hasMore: boolean,
  { cursor, limit: _, level = 'info', ...filters }: z.output<typeof logsParams>,
): { note?: string } {
  if (hasMore) return { note: 'There are older lines: pass next_cursor as cursor.' };
  if (shown > 0 || cursor !== undefined) return {};
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  if (isFiltered) return { note: 'No line matches: leave out some of the filters.' };
  return {
    note:
      level === 'debug' ? 'Nothing was logged yet.' : `Nothing of level ${level} or above was logged yet.`,
  };
}

function cursorId(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER;
  const match = /^before-(\d{1,15})$/.exec(cursor);
  if (match === null) {
    throw new InputError('The cursor is not one that an answer gave.', {
      hint: 'Pass next_cursor of the answer before unchanged, or leave cursor out to start again.',
    });
  }
  return Number(match[1]);
}

function sinceInstant(since: string | undefined): number {
  if (since === undefined) return 0;
  const at = Date.parse(since);
  if (Number.isNaN(at)) {
    throw new InputError('since is not a time.', {
      hint: 'Pass an ISO instant such as 2026-09-01T08:00:00Z.',
    });
  }
  return at;
}

function fromRow([, at, service, level, message, context]: SqlValue[]): LogsResult['lines'][number] {
  return {
    at: new Date(Number(at)).toISOString(),
    service: String(service),
    level: level as StoredLogLevel,
    message: String(message),
    ...(context !== null && context !== undefined && shownContext(parsed(String(context)))),
  };
}

/** The column has both: databases of earlier versions have no other place for the id, and need none. */
function storedContext({
  context,
  correlation,
}: Pick<LogLine, 'context' | 'correlation'>): LogLine['context'] {
  return correlation === undefined ? context : { ...context, [correlationKey]: correlation };
}

function shownContext(
  stored: Readonly<Record<string, unknown>>,
): Pick<LogsResult['lines'][number], 'context' | 'correlation'> {
  const { [correlationKey]: correlation, ...context } = stored;
  return {
    ...(typeof correlation === 'string' && { correlation }),
    ...(Object.keys(context).length > 0 && { context }),
  };
}

/** A context that something else wrote may be no JSON object. */
function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // It is shown as it is.
  }
  return { text };
}
