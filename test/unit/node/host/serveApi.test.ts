import { afterEach, beforeEach, expect, it } from 'vitest';
import { peerErrors } from '../../../../src/core/peerErrors.ts';
import { Lazy } from '../../../../src/node/host/lazy.ts';
import { serveApi } from '../../../../src/node/host/serveApi.ts';
import type { Api } from '../../../../src/protocol/api.ts';
import type { MessageLink } from '../../../../src/protocol/messages.ts';
import { Peer } from '../../../../src/protocol/peer.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);
beforeEach(() => {
  unhandled.splice(0);
  process.prependListener('unhandledRejection', note);
});
afterEach(() => {
  process.removeListener('unhandledRejection', note);
});

/** Two ends of a link in one process. */
function links(): readonly [MessageLink, MessageLink] {
  const listeners: (((message: unknown) => void) | undefined)[] = [undefined, undefined];
  const end = (own: 0 | 1): MessageLink => ({
    send: (message) => {
      queueMicrotask(() => listeners[1 - own]?.(message));
    },
    onMessage: (listener) => {
      listeners[own] = listener;
    },
    onClose: () => undefined,
    close: () => undefined,
  });
  return [end(0), end(1)];
}

it('a client that is there while the host fails to start hears so, and does not end the process', async () => {
  const start = deferred();
  const failing = new Lazy<Api>(async () => {
    await start.promise;
    throw new Error('the disk is full');
  });
  const [near, far] = links();
  serveApi(near, failing, recordingLogger());
  const client = new Peer(far, peerErrors(recordingLogger()));
  const asked = client.call('app.status', {}).catch((error: unknown) => error);
  start.resolve();
  expect(await asked).toBeInstanceOf(Error);
  await new Promise((resolve) => setImmediate(resolve)); // rejections are told after all that is settled
  expect(unhandled).toEqual([]);
});
