import fc from 'fast-check';
import { events } from '../../../src/protocol/events.ts';
import { requests } from '../../../src/protocol/requests.ts';
import { someStatus } from '../../fixtures/handlers.ts';

const methods = [
  ...['app.status', 'import.run', 'import.run', 'history.query', 'history.coverage', 'vault.list'],
  ...Object.keys(requests).slice(0, 20),
  ...['', '__proto__', 'constructor', 'toString', 'nobody.knows', 'x'.repeat(2000)],
];
/** Few, so that they meet again and again. */
const ids = fc.oneof(
  { weight: 8, arbitrary: fc.nat(5) },
  fc.constantFrom(-1, 0.5, 2 ** 53, 1e300, '0', null),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom({}, { paths: ['a'] }, { sql: 'SELECT 1' }, { credentials: [] }, { __proto__: 1 }),
);
const error = fc.record(
  {
    code: fc.oneof(fc.constantFrom('HOST_ERROR', 'INPUT_ERROR', 'RATE_LIMITED', '__proto__'), fc.string()),
    message: fc.string(),
    hint: fc.string(),
    reason: fc.oneof(fc.constant('gone'), fc.string()),
    until: fc.oneof(fc.double(), fc.constant('soon')),
  },
  { requiredKeys: [] },
);

/** Requests as they should be: two that are answered, one that goes on until it is cancelled, one that fails. */
const sound = fc.constantFrom(
  { method: 'app.status', params: {} },
  { method: 'vault.list', params: {} },
  { method: 'import.run', params: { paths: ['a'] } },
  { method: 'import.run', params: { paths: ['a'] } },
  { method: 'history.query', params: { sql: 'SELECT 1' } },
  { method: 'history.coverage', params: {} },
);

const message = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat(5), sound)
      .map(([id, { method, params }]) => ({ type: 'request', id, method, params })),
  },
  {
    weight: 2,
    arbitrary: fc.nat(5).map((id) => ({ type: 'response', id, result: someStatus })),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      { type: fc.constant('request'), id: ids, method: fc.constantFrom(...methods), params: anything },
      { requiredKeys: ['type', 'id', 'method'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('cancel'), id: ids }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('progress'), id: ids, progress: anything }) },
  {
    weight: 3,
    arbitrary: fc.record(
      { type: fc.constant('response'), id: ids, result: anything, error },
      { requiredKeys: ['type', 'id'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('event'),
      event: fc.oneof(fc.constantFrom(...Object.keys(events), '__proto__', 'constructor'), fc.string()),
      payload: fc.oneof(
        anything,
        fc.constantFrom({ account: 'a', listens: 1 }, { level: 'info', message: 'm' }),
      ),
    }),
  },
  { weight: 1, arbitrary: anything },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        type: fc.oneof(fc.constant('request'), fc.string()),
        id: anything,
        method: anything,
        event: anything,
      },
      { requiredKeys: [] },
    ),
  },
);

/** Messages in their order, and of which script of the pool they are a part. */
export interface PeerScriptPlan {
  readonly base: number;
  readonly from: number;
  readonly messages: readonly unknown[];
}

export const peerScriptPlans: fc.Arbitrary<PeerScriptPlan> = fc.record({
  base: fc.nat(),
  from: fc.nat(12),
  messages: fc.array(message, { maxLength: 12 }),
});

/** The messages of a plan behind the first ones of a script that led somewhere. */
export function builtScript(
  { base, from, messages }: PeerScriptPlan,
  pool: readonly Uint8Array[],
): unknown[] {
  const before = pool[base % (pool.length + 1)];
  return [...(before === undefined ? [] : readScript(before).slice(0, from)), ...messages];
}

/** A kept script; empty where it is none. */
export function readScript(bytes: Uint8Array): readonly unknown[] {
  try {
    const script = JSON.parse(new TextDecoder().decode(bytes)) as unknown;
    return Array.isArray(script) ? (script as unknown[]) : [];
  } catch {
    return [];
  }
}
