import { InputError } from '../../errors.ts';
import { upstreamText } from '../../spotify/upstreamText.ts';
import { sqlTokens, type SqlToken } from './sqlTokens.ts';

/** A statement that only asks. */
export interface CheckedStatement {
  /** `plan`: EXPLAIN QUERY PLAN; `text` is what follows these words. */
  readonly kind: 'rows' | 'plan';
  /** From its first word to its last, without the semicolon. */
  readonly text: string;
  /** Number of `?` in it. */
  readonly placeholders: number;
}

const asking: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES']);
const writing: ReadonlySet<string> = new Set(['INSERT', 'REPLACE', 'UPDATE', 'DELETE']);
const hint =
  'Pass one statement: SELECT, WITH, VALUES or EXPLAIN QUERY PLAN; history://schema shows the tables.';

/**
 * Finds what a statement is before SQLite sees it, so that a refusal says why. What it lets pass can still not write:
 * it is run as a subquery of a SELECT, over a copy that takes no writes.
 * @throws InputError
 */
export function checkStatement(sql: string): CheckedStatement {
  if (sql.includes('\0')) throw new InputError('sql: there is a NUL character in it.', { hint });
  const tokens = sqlTokens(sql);
  const end = tokens.findIndex(({ text }) => text === ';');
  const statement = end < 0 ? tokens : tokens.slice(0, end);
  if (end >= 0 && tokens.slice(end).some(({ text }) => text !== ';')) {
    throw new InputError('sql: there is more than one statement.', {
      hint: 'Pass one at a time, and ask again for the next.',
    });
  }
  const [first, second, third] = statement.map(({ text }) => text.toUpperCase());
  const isPlan = first === 'EXPLAIN' && second === 'QUERY' && third === 'PLAN';
  const asked = isPlan ? statement.slice(3) : statement;
  checkVerb(asked[0], first === 'EXPLAIN' && !isPlan);
  const write = asked.find(({ kind, text, depth }, at) => {
    const calls = asked[at + 1]?.text === '('; // replace(…) is a function
    return kind === 'word' && depth === 0 && writing.has(text.toUpperCase()) && !calls;
  });
  // The name of a column may be such a word where nothing begins: after WITH … ) something does.
  if (write !== undefined && asked[0]?.text.toUpperCase() === 'WITH' && follows(asked, write, ')'))
    throw refused(write.text);
  if (asked.some(({ depth }) => depth < 0)) {
    throw new InputError('sql: a bracket is closed that was never opened.', {
      hint: 'Correct the brackets.',
    });
  }
  const last = asked.at(-1);
  return {
    kind: isPlan ? 'plan' : 'rows',
    text: sql.slice(asked[0]?.start, last && last.start + last.text.length),
    placeholders: countPlaceholders(asked),
  };
}

function checkVerb(first: SqlToken | undefined, isExplain: boolean): void {
  if (first === undefined) throw new InputError('sql: there is no statement in it.', { hint });
  if (isExplain) throw new InputError('sql: of EXPLAIN, only EXPLAIN QUERY PLAN is answered.', { hint });
  const verb = first.text.toUpperCase();
  if (asking.has(verb)) return;
  throw refused(first.text);
}

function refused(verb: string): InputError {
  const word = upstreamText(verb, 20).toUpperCase();
  return new InputError(`sql: ${word} is not answered here: this is a read-only copy of the history.`, {
    hint,
  });
}

function follows(tokens: readonly SqlToken[], token: SqlToken, text: string): boolean {
  return tokens[tokens.indexOf(token) - 1]?.text === text;
}

function countPlaceholders(tokens: readonly SqlToken[]): number {
  const parameters = tokens.filter(({ kind }) => kind === 'parameter');
  const named = parameters.find(({ text }) => text !== '?');
  if (named === undefined) return parameters.length;
  throw new InputError(`sql: the parameter ${upstreamText(named.text, 20)} has a name or a number.`, {
    hint: 'Write ? for each value, and pass the values as params in their order.',
  });
}
