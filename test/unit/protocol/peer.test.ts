import { describe, expect, it } from 'vitest';
import { AppError, CancelledError, HistoryError, HostError, InputError } from '../../../src/core/errors.ts';
import { peerErrors } from '../../../src/core/peerErrors.ts';
import type { Handlers } from '../../../src/protocol/handlers.ts';
import { Peer } from '../../../src/protocol/peer.ts';
import { deferred } from '../../fixtures/deferred.ts';
import { handlersWith, someStatus } from '../../fixtures/handlers.ts';
import { linkedPair } from '../../fixtures/linkedPair.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';

function connect(some: Partial<Handlers>) {
  const [near, far] = linkedPair();
  const logger = recordingLogger();
  const client = new Peer(near, peerErrors(logger));
  const server = new Peer(far, peerErrors(logger), handlersWith(some));
  return { client, server, near, far, logger };
}

describe('a request over a link', () => {
  it('is answered by the handler with checked params', async () => {
    const { client } = connect({ 'app.status': () => someStatus });
    await expect(client.call('app.status', {})).resolves.toEqual(someStatus);
  });

  it('names the known arguments where one is unknown', async () => {
    const { client } = connect({ 'import.latestJobs': () => ({ jobs: [] }) });
    const failure = client.call('import.latestJobs', { count: 3 } as never);
    await expect(failure).rejects.toSatisfy(InputError.is);
    await expect(failure).rejects.toThrow('Unknown argument "count"; known arguments: limit');
  });

  it('rejects with the typed error of the other side, reason and hint intact', async () => {
    const { client } = connect({
      'app.status': () => {
        throw new HistoryError('newer', 'Too new.', { hint: 'Update.' });
      },
    });
    const error: unknown = await client.call('app.status', {}).catch((thrown: unknown) => thrown);
    expect(HistoryError.is(error, 'newer')).toBe(true);
    expect(error).toMatchObject({ message: 'Too new.', hint: 'Update.' });
  });

  it('tells nothing of an unexpected error but logs it whole', async () => {
    const { client, logger } = connect({
      'app.status': () => {
        throw new TypeError('secret internals');
      },
    });
    const error: unknown = await client.call('app.status', {}).catch((thrown: unknown) => thrown);
    expect(AppError.is(error) && error.message).toBe('Something went wrong inside Backbeat.');
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'request failed' }),
    );
  });

  it('does not let a result through that does not fit the protocol', async () => {
    const { client } = connect({ 'app.status': () => ({ ...someStatus, version: 7 }) as never });
    await expect(client.call('app.status', {})).rejects.toSatisfy(AppError.is);
  });

  it('reports progress before the result', async () => {
    const step = { job_id: 1, file: 'a.json', bytes_read: 1, bytes_total: 2, rows_read: 3, stored: 3 };
    const { client } = connect({
      'import.run': (_params, { progress }) => {
        progress(step);
        throw new CancelledError();
      },
    });
    const seen: unknown[] = [];
    const call = client.call(
      'import.run',
      { paths: ['x'] },
      { onProgress: (progress) => seen.push(progress) },
    );
    await expect(call).rejects.toSatisfy(CancelledError.is);
    expect(seen).toEqual([step]);
  });

  it('is cancelled on the other side by the signal', async () => {
    const { client } = connect({
      'import.run': (_params, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new CancelledError());
          });
        }),
    });
    const cancel = new AbortController();
    const call = client.call('import.run', { paths: ['x'] }, { signal: cancel.signal });
    cancel.abort();
    await expect(call).rejects.toSatisfy(CancelledError.is);
  });

  it('is cancelled at once by a signal that was raised before', async () => {
    const { client } = connect({
      'import.run': (_params, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new CancelledError());
          });
        }),
    });
    const call = client.call('import.run', { paths: ['x'] }, { signal: AbortSignal.abort() });
    await expect(call).rejects.toSatisfy(CancelledError.is);
  });

  it('is refused by a side that has no handlers', async () => {
    const { server } = connect({});
    await expect(server.call('app.status', {})).rejects.toSatisfy(AppError.is);
  });
});

describe('a link that closes', () => {
  it('rejects the calls under way and every later one', async () => {
    const { client, near } = connect({ 'app.status': () => new Promise(() => undefined) });
    const call = client.call('app.status', {});
    near.close();
    await expect(call).rejects.toSatisfy((error: unknown) => HostError.is(error, 'gone'));
    await expect(client.call('app.status', {})).rejects.toSatisfy((error: unknown) =>
      HostError.is(error, 'gone'),
    );
  });

  it('raises the signal of what the other side was doing', async () => {
    const cancelled = deferred<void>();
    const started = deferred<void>();
    const { client, near } = connect({
      'import.run': (_params, { signal }) => {
        signal.addEventListener('abort', () => {
          cancelled.resolve();
        });
        started.resolve();
        return new Promise(() => undefined);
      },
    });
    const call = client.call('import.run', { paths: ['x'] });
    await started.promise;
    near.close();
    await expect(call).rejects.toSatisfy(HostError.is);
    await cancelled.promise;
  });

  it('raises it for each of two requests that came with one id', async () => {
    const signals: AbortSignal[] = [];
    const { near, far } = connect({
      'import.run': (_params, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    for (const path of ['x', 'y']) {
      near.send({ type: 'request', id: 7, method: 'import.run', params: { paths: [path] } });
    }
    await expect.poll(() => signals.length).toBe(2);
    far.close();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});

describe('an event', () => {
  it('reaches every listener of the other side, even if one throws', async () => {
    const { client, server, logger } = connect({});
    const heard = deferred<unknown>();
    client.on('history.changed', () => {
      throw new Error('a bad listener');
    });
    client.on('history.changed', heard.resolve);
    server.emit('history.changed', { account: 'default', listens: 4 });
    await expect(heard.promise).resolves.toEqual({ account: 'default', listens: 4 });
    expect(logger.lines.some(({ level }) => level === 'error')).toBe(true);
  });

  it('is reported and dropped if it does not fit the protocol', async () => {
    const { client, far, logger } = connect({});
    client.on('history.changed', () => {
      throw new Error('must not be called');
    });
    far.send({ type: 'event', event: 'history.changed', payload: { account: 1 } });
    far.send({ type: 'event', event: '__proto__', payload: {} });
    far.send({ type: 'nonsense' } as never);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(logger.lines).toHaveLength(2);
    expect(logger.lines.every(({ message }) => message === 'message outside the protocol')).toBe(true);
  });
});
