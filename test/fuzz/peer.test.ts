import assert from 'node:assert/strict';
import { expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { peerErrors } from '../../src/core/peerErrors.ts';
import { events, type EventName } from '../../src/protocol/events.ts';
import { messageSchema, type Message } from '../../src/protocol/messages.ts';
import { Peer } from '../../src/protocol/peer.ts';
import { linkedPair } from '../fixtures/linkedPair.ts';
import { recordingLogger } from '../fixtures/recordingLogger.ts';
import { fuzzTestMs } from './harness/budget.ts';
import { busyHandlers } from './harness/busyHandlers.ts';
import { fuzz } from './harness/fuzz.ts';
import { builtScript, peerScriptPlans, readScript } from './harness/peerScripts.ts';

const calls = 4;
/** No script uses it. */
const probeId = 1_000_000;

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function attempt(bytes: Uint8Array): Promise<string> {
  const script = readScript(bytes);
  const [near, far] = linkedPair();
  const answered: Message[] = [];
  far.onMessage((message) => answered.push(message as Message));
  const { handlers, endless } = busyHandlers();
  const logger = recordingLogger();
  const peer = new Peer(near, peerErrors(logger), handlers);
  for (const name of Object.keys(events) as EventName[]) {
    peer.on(name, (payload) => assert.ok(events[name].safeParse(payload).success));
  }
  let progress = 0;
  const results: Promise<'result' | 'error'>[] = Array.from({ length: calls }, (_, at) => {
    const call: Promise<unknown> =
      at % 2 === 0
        ? peer.call('app.status', {})
        : peer.call('import.run', { paths: ['a'] }, { onProgress: () => (progress += 1) });
    return call.then(
      () => 'result',
      (error: unknown) => {
        assert.ok(error instanceof Error);
        return 'error';
      },
    );
  });
  for (const message of script) far.send(message as Message);
  far.send({ type: 'request', id: probeId, method: 'app.status', params: {} });
  await settled();
  const responses = answered.filter(({ type }) => type === 'response') as { id: number; result?: unknown }[];
  assert.ok(
    responses.some(({ id, result }) => id === probeId && result !== undefined),
    'it answers no more',
  );
  const asked = script
    .map((message) => messageSchema.safeParse(message))
    .filter(({ success, data }) => success && data.type === 'request');
  const stillRunning = endless();
  assert.equal(responses.length - 1 + stillRunning, asked.length, 'each request has one answer');
  near.close();
  const ends = await Promise.all(results);
  await settled();
  assert.equal(endless(), 0, 'a handler was not told that the other side went away');
  const failure: unknown = await peer.call('app.status', {}).catch((error: unknown) => error);
  assert.ok(AppError.is(failure), 'a call after the end fails at once');
  const kinds = new Set(
    script
      .map((message) => messageSchema.safeParse(message))
      .map(({ success, data }) => (success ? data.type : 'nonsense')),
  );
  const ended = ends.filter((end) => end === 'result').length;
  return `${[...kinds].sort().join(' ')}; ${stillRunning > 0 ? 'some go on' : 'none goes on'}; ${ended} calls answered${progress > 0 ? ', progress' : ''}`;
}

it(
  'a peer takes every message, answers each request once, and leaves nothing behind',
  async () => {
    const { runs, outcomes } = await fuzz({
      name: 'peer',
      folders: [
        '/src/protocol/peer',
        '/src/protocol/messages',
        '/src/protocol/eventListeners',
        '/src/core/errorCodec',
      ],
      plans: peerScriptPlans,
      build: (plan, pool) => new TextEncoder().encode(JSON.stringify(builtScript(plan, pool))),
      attempt,
    });
    expect(runs).toBeGreaterThan(20);
    expect(outcomes.size).toBeGreaterThan(3);
  },
  fuzzTestMs,
);
