import { errorCodes } from '../../errors.ts';
import type { Redactor } from './redactor.ts';
import { isErrorCode, isSecretName, redacted } from './secretNames.ts';

const deepest = 8;
const mostEntries = 100;
/** Values of one line all in all. */
const mostValues = 2_000;
const longestKey = 200;
const unreadable = '[unreadable]';
const ownCodes: ReadonlySet<string> = new Set(Object.values(errorCodes));

/** What a walk over a value has met so far. */
interface Walk {
  readonly redactor: Redactor;
  readonly above: Set<object>;
  left: number;
}

/**
 * Any value as JSON without secrets: bounded in depth, breadth and length, whatever it is made of. Errors become
 * their name, code, message, stack, causes and own fields; what cannot be read says so. Never throws.
 */
export function plainValue(value: unknown, redactor: Redactor): unknown {
  return plain(value, 0, { redactor, above: new Set(), left: mostValues });
}

/** The same for the context of a line in a log. */
export function plainContext(
  context: Readonly<Record<string, unknown>>,
  redactor: Redactor,
): Record<string, unknown> {
  const result = plainValue(context, redactor);
  return typeof result === 'object' && result !== null
    ? (result as Record<string, unknown>)
    : { context: result };
}

function plain(value: unknown, depth: number, walk: Walk): unknown {
  walk.left -= 1;
  if (walk.left < 0) return '[too much]';
  switch (typeof value) {
    case 'string':
      return walk.redactor.text(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return walk.redactor.text(String(value));
    case 'symbol':
      return walk.redactor.text(String(value.description ?? 'symbol'));
    case 'function':
      return '[function]';
    case 'object':
      return value === null ? null : walked(value, depth, walk);
  }
}

function walked(value: object, depth: number, walk: Walk): unknown {
  if (walk.above.has(value)) return '[circular]';
  if (depth >= deepest) return '[too deep]';
  walk.above.add(value);
  try {
    return ofObject(value, depth + 1, walk);
  } catch {
    return unreadable; // a proxy, or a getter of a class: the line is worth more than its reason
  } finally {
    walk.above.delete(value);
  }
}

function ofObject(value: object, depth: number, walk: Walk): unknown {
  if (value instanceof Error)
    return fields(value, ['name', 'code', 'message', 'stack', 'cause', 'errors'], depth, walk);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof RegExp) return walk.redactor.text(value.source);
  if (value instanceof Map) return fromEntries([...entriesOf(value)], depth, walk);
  if (value instanceof Set || Array.isArray(value)) return listed(value, depth, walk);
  const href = (value as { readonly href?: unknown }).href;
  if (typeof href === 'string') return walk.redactor.text(href);
  return fields(value, [], depth, walk);
}

function* entriesOf(map: ReadonlyMap<unknown, unknown>): Generator<[string, () => unknown]> {
  let count = 0;
  for (const [key, value] of map) {
    if (count++ > mostEntries) return;
    yield [typeof key === 'string' || typeof key === 'number' ? String(key) : `[${typeof key}]`, () => value];
  }
}

function listed(values: Iterable<unknown>, depth: number, walk: Walk): unknown[] {
  const result: unknown[] = [];
  for (const value of values) {
    if (result.length >= mostEntries) {
      result.push('[more]');
      break;
    }
    result.push(plain(value, depth, walk));
  }
  return result;
}

/** Own fields, and those of `also` that a class may have on its prototype. */
function fields(value: object, also: readonly string[], depth: number, walk: Walk): Record<string, unknown> {
  const own = Object.keys(value).slice(0, mostEntries);
  const names = [...also.filter((name) => name in value), ...own.filter((name) => !also.includes(name))];
  const read = names.map((name): [string, () => unknown] => [
    name,
    () => (value as Readonly<Record<string, unknown>>)[name],
  ]);
  return fromEntries(read, depth, walk);
}

function fromEntries(
  entries: readonly [string, () => unknown][],
  depth: number,
  walk: Walk,
): Record<string, unknown> {
  const result: [string, unknown][] = [];
  for (const [name, read] of entries) {
    const field = fieldOf(name, read, depth, walk);
    if (field !== undefined) result.push([walk.redactor.text(name.slice(0, longestKey)), field]);
  }
  return Object.fromEntries(result);
}

function fieldOf(name: string, read: () => unknown, depth: number, walk: Walk): unknown {
  try {
    const value = read();
    if (!isSecretName(name)) return plain(value, depth, walk);
    if (typeof value === 'string' && isErrorCode(name, value, ownCodes)) return value;
    // How many there are, and whether there is one, is no secret.
    const isCount = value === null || value === undefined || ['boolean', 'number'].includes(typeof value);
    return isCount ? plain(value, depth, walk) : redacted;
  } catch {
    return unreadable; // a getter that throws
  }
}
