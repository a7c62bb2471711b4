import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { peerErrors } from '../../src/core/peerErrors.ts';
import type { Logger } from '../../src/core/ports.ts';
import type { HostRecord } from '../../src/node/host/hostRecord.ts';
import { newHostAddress, removeHostAddress } from '../../src/node/host/hostAddress.ts';
import { connectToHost, hostProtocol, serveClients } from '../../src/node/host/hostSocket.ts';
import { livelyLink } from '../../src/node/host/livelyLink.ts';
import { thisMachine } from '../../src/node/host/machine.ts';
import { serveApi } from '../../src/node/host/serveApi.ts';
import { frame } from '../../src/node/links/socketLink.ts';
import { EventListeners } from '../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../src/protocol/localApi.ts';
import { Peer } from '../../src/protocol/peer.ts';
import { fuzzTestMs } from './harness/budget.ts';
import { busyHandlers } from './harness/busyHandlers.ts';
import { bytePlans, mutate } from './harness/byteMutations.ts';
import { exportWords } from './harness/exportWords.ts';
import { fuzz } from './harness/fuzz.ts';
import { builtScript, peerScriptPlans } from './harness/peerScripts.ts';

const record: HostRecord = {
  ...{ id: 'the-host', pid: process.pid, version: '1.0.0', machine: thisMachine() },
  address: newHostAddress(),
  token: 'the-token-of-the-test',
};
const { handlers, endless } = busyHandlers();
const ignore = (): void => undefined;
const logger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
let server: Server;
let linked = 0;
let open = 0;
let goodClient: Peer;

beforeAll(async () => {
  const api = createLocalApi(handlers, new EventListeners(() => undefined));
  server = await serveClients(record, {
    onLink: (carrier) => {
      linked += 1;
      const link = livelyLink(carrier);
      const client = serveApi(link, { get: () => Promise.resolve(api) }, logger);
      link.onClose(() => {
        client.dispose();
      });
    },
    onWaiting: (link) => {
      link.close();
    },
    leavesFor: () => false,
  });
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  const connection = await connectToHost(record, record.version);
  if (connection.kind !== 'open') throw new Error('The host does not answer.');
  goodClient = new Peer(connection.link, peerErrors(logger));
});
afterAll(async () => {
  goodClient.dispose();
  server.close();
  await once(server, 'close');
  removeHostAddress(record.address);
});

async function attempt(bytes: Uint8Array): Promise<string> {
  const before = linked;
  const socket = connect(record.address);
  let received = 0;
  socket.on('data', (data) => {
    received += data.length;
  });
  socket.on('error', () => undefined);
  const step = 1 + (bytes.length % 700);
  for (let at = 0; at < bytes.length; at += step) socket.write(bytes.subarray(at, at + step));
  socket.end();
  await once(socket, 'close');
  const status = await goodClient.call('app.status', {});
  assert.equal(status.version, '1.2.3');
  // What came with the socket goes with it.
  await expect.poll(() => [open, endless()], { timeout: 30_000, interval: 1 }).toEqual([1, 0]);
  const answers = received === 0 ? 'no answer' : received < 200 ? 'a word' : 'answers';
  return `${linked > before ? 'let in' : 'kept out'}, ${answers}`;
}

const hello = frame({ hello: record.token, protocol: hostProtocol });
const greetings: readonly Uint8Array[] = [
  ...[hello, hello, hello, hello],
  ...[{ hello: 'wrong', protocol: hostProtocol }, { hello: record.token, protocol: 99 }, {}].map(frame),
];

it(
  'the socket of a host takes every stream of bytes, serves its other clients, and ends what was asked',
  async () => {
    const { runs, outcomes } = await fuzz({
      name: 'frames',
      folders: ['/src/node/links/', '/src/node/host/hostSocket', '/src/node/host/serveApi', '/src/protocol/'],
      plans: fc.record({ greeting: fc.nat(greetings.length - 1), script: peerScriptPlans, bytes: bytePlans }),
      build: ({ greeting, script, bytes: { isGentle, mutations } }, pool) => {
        const messages = builtScript(script, []).map((message) => frame(message));
        const stream = new Uint8Array(Buffer.concat(messages));
        const changed = isGentle ? stream : mutate(stream, mutations, [stream, ...pool], exportWords);
        return new Uint8Array(Buffer.concat([greetings[greeting] ?? hello, changed]));
      },
      attempt,
    });
    expect(runs).toBeGreaterThan(20);
    expect(outcomes.size).toBeGreaterThan(2);
  },
  fuzzTestMs,
);
