import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { peerErrors } from '../../../src/core/peerErrors.ts';
import { passOn, relayLogger } from '../../../src/node/loggers/relayLogger.ts';
import { createObserve } from '../../../src/node/observe/createObserve.ts';
import { serviceLogger } from '../../../src/core/observe/serviceLogger.ts';
import type { LogLine } from '../../../src/core/observe/lineLogger.ts';
import { Peer } from '../../../src/protocol/peer.ts';
import { messageSchema } from '../../../src/protocol/messages.ts';
import { correlationOf } from '../../../src/protocol/trace.ts';
import { linkedPair } from '../../fixtures/linkedPair.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';

const id = /^[0-9a-f]{32}$/;

describe('a piece of work', () => {
  it('has an id that everything it causes has too, and nothing else', async () => {
    const observe = createObserve();
    const seen: (string | undefined)[][] = await Promise.all(
      ['one', 'two'].map((name) =>
        observe.run({ name, isRoot: true }, async () => {
          const first = observe.current();
          await setImmediate();
          const later = await observe.run({ name: 'part' }, () => Promise.resolve(observe.current()));
          return [first, later];
        }),
      ),
    );
    expect(seen[0]?.[0]).toMatch(id);
    expect(seen[0]?.[1]).toBe(seen[0]?.[0]);
    expect(seen[1]?.[1]).toBe(seen[1]?.[0]);
    expect(seen[1]?.[0]).not.toBe(seen[0]?.[0]);
    expect(observe.current()).toBeUndefined();
  });

  it('that outlives who asked for it belongs to nobody', async () => {
    const observe = createObserve();
    await observe.run({ name: 'call' }, async () => {
      expect(observe.apart(() => observe.current())).toBeUndefined();
      const begun = await observe.apart(() =>
        observe.run({ name: 'service' }, () => Promise.resolve(observe.current())),
      );
      expect(begun).not.toBe(observe.current());
    });
  });
});

describe('a request to another process', () => {
  it('carries the id there, and what the other side asks back carries it too', async () => {
    const [nearLink, farLink] = linkedPair();
    const [near, far] = [createObserve(), createObserve()];
    const errors = peerErrors(recordingLogger());
    const there: (string | undefined)[] = [];
    const back: (string | undefined)[] = [];
    const nearPeer = new Peer(
      nearLink,
      errors,
      {
        'vault.list': () => {
          back.push(near.current());
          return { credentials: [] };
        },
      },
      near,
    );
    const farPeer: Peer = new Peer(
      farLink,
      errors,
      {
        'metadata.read': async () => {
          there.push(far.current());
          await farPeer.call('vault.list', {});
          return {};
        },
      },
      far,
    );
    const here = await near.run({ name: 'tool' }, async () => {
      await nearPeer.call('metadata.read', { key: 'one' });
      return near.current();
    });
    expect(there).toEqual([here]);
    expect(back).toEqual([here]);
    await nearPeer.call('metadata.read', { key: 'two' });
    expect(there[1]).toMatch(id);
    expect(there[1]).not.toBe(here);
  });

  it('is answered although its trace is none', () => {
    const message = messageSchema.parse({
      ...{ type: 'request', id: 1, method: 'app.status', params: {} },
      trace: 'x'.repeat(100),
    });
    expect(message).toMatchObject({ type: 'request', trace: undefined });
  });
});

describe('a line of the log', () => {
  it('carries the id, and who wrote it', async () => {
    const observe = createObserve();
    const lines: LogLine[] = [];
    const logger = relayLogger({ write: (line) => lines.push(line) }, observe);
    const followed: LogLine[] = [];
    const following = logger.onLine((line) => followed.push(line));
    const trace = await observe.run({ name: 'tool' }, () => {
      serviceLogger(logger, 'spotify').warn('slow', { ms: 3 });
      return Promise.resolve(observe.current() ?? '');
    });
    following.dispose();
    logger.info('later');
    expect(lines).toEqual([
      {
        level: 'warn',
        message: 'slow',
        service: 'spotify',
        correlation: correlationOf(trace),
        context: { ms: 3 },
      },
      { level: 'info', message: 'later' },
    ]);
    expect(followed).toHaveLength(1);
  });

  it('of the worker keeps its own id in the log of the host', async () => {
    const observe = createObserve();
    const lines: LogLine[] = [];
    const logger = relayLogger({ write: (line) => lines.push(line) }, observe);
    const line = {
      level: 'error',
      message: 'no room',
      service: 'history',
      correlation: 'a'.repeat(32),
    } as const;
    await observe.run({ name: 'something else' }, () => {
      passOn(logger, observe, line);
      passOn(logger, observe, { level: 'info', message: 'of nobody' });
      return Promise.resolve();
    });
    expect(lines).toEqual([line, { level: 'info', message: 'of nobody' }]);
  });
});
