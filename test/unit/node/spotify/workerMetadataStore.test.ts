import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostError } from '../../../../src/core/errors.ts';
import type { KeptAnswer } from '../../../../src/core/spotify/metadataStore.ts';
import { workerMetadataStore } from '../../../../src/node/spotify/workerMetadataStore.ts';
import type { Api } from '../../../../src/protocol/api.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { clockAt, handlersOver, MemoryFolder } from '../../history/stores.ts';

const now = Date.UTC(2026, 7, 1);
const answer = (n: number, fields: Partial<KeptAnswer> = {}): KeptAnswer => ({
  key: `/tracks/${n}`,
  text: `{"id":"${n}"}`,
  storedAt: now,
  ...fields,
});

/** A history over a folder in memory, the batches that it was sent, and a switch that makes it go away. */
function history(folder = new MemoryFolder()): {
  api: Pick<Api, 'call'>;
  batches: KeptAnswer[][];
  reads: string[];
  gone: { now: boolean };
} {
  const local = createLocalApi(handlersOver(folder, clockAt(now)), new EventListeners(() => undefined));
  const batches: KeptAnswer[][] = [];
  const reads: string[] = [];
  const gone = { now: false };
  const api: Pick<Api, 'call'> = {
    call: (method, params, options) => {
      if (method === 'metadata.write') batches.push([...(params as { answers: KeptAnswer[] }).answers]);
      if (method === 'metadata.read') reads.push((params as { key: string }).key);
      if (gone.now) return Promise.reject(new HostError('gone', 'The history worker is gone.'));
      return local.call(method, params, options);
    },
  };
  return { api, batches, reads, gone };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('metadata on its way to the history worker', () => {
  it('is there in the next process', async () => {
    const folder = new MemoryFolder();
    const first = workerMetadataStore(history(folder).api, recordingLogger());
    first.write(answer(1));
    first.dispose();
    await vi.waitFor(() => {
      expect(folder.files.size).toBe(1);
    });
    const later = workerMetadataStore(history(folder.copy()).api, recordingLogger());
    expect(await later.read('/tracks/1')).toEqual(answer(1));
    expect(await later.read('/tracks/2')).toBeUndefined();
  });

  it('is sent in one batch two seconds after the first answer', () => {
    const { api, batches } = history();
    const store = workerMetadataStore(api, recordingLogger());
    store.write(answer(1));
    vi.advanceTimersByTime(1500);
    store.write(answer(2));
    vi.advanceTimersByTime(499);
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(batches).toEqual([[answer(1), answer(2)]]);
    vi.advanceTimersByTime(10_000);
    expect(batches.length).toBe(1);
  });

  it('is sent at once when a hundred answers wait', () => {
    const { api, batches } = history();
    const store = workerMetadataStore(api, recordingLogger());
    for (let n = 0; n < 250; n++) store.write(answer(n));
    expect(batches.map(({ length }) => length)).toEqual([100, 100]);
    vi.advanceTimersByTime(2000);
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('is sent when the store is disposed of, once, and taken no more after that', () => {
    const { api, batches } = history();
    const store = workerMetadataStore(api, recordingLogger());
    store.write(answer(1));
    store.dispose();
    store.dispose();
    store.write(answer(2));
    vi.advanceTimersByTime(10_000);
    expect(batches).toEqual([[answer(1)]]);
  });

  it('is read without the worker while it waits, and only its newest answer is sent', async () => {
    const { api, batches, reads } = history();
    const store = workerMetadataStore(api, recordingLogger());
    store.write(answer(1));
    store.write(answer(1, { text: '"newer"' }));
    expect(await store.read('/tracks/1')).toMatchObject({ text: '"newer"' });
    expect(reads).toEqual([]);
    vi.advanceTimersByTime(2000);
    expect(batches).toEqual([[answer(1, { text: '"newer"' })]]);
    expect(await store.read('/tracks/1')).toMatchObject({ text: '"newer"' });
    expect(reads).toEqual(['/tracks/1']);
  });
});

describe('a history that cannot be used', () => {
  it('answers nothing, says so once, and again only after it went well in between', async () => {
    const { api, gone } = history();
    const logger = recordingLogger();
    const store = workerMetadataStore(api, logger);
    gone.now = true;
    expect(await store.read('/tracks/1')).toBeUndefined();
    expect(await store.read('/tracks/2')).toBeUndefined();
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'kept answers of Spotify could not be read; Spotify is asked'],
    ]);
    gone.now = false;
    await store.read('/tracks/1');
    gone.now = true;
    await store.read('/tracks/1');
    expect(logger.lines.length).toBe(2);
  });

  it('loses what it was sent, says so once, and gets what comes later', async () => {
    const { api, batches, gone } = history();
    const logger = recordingLogger();
    const store = workerMetadataStore(api, logger);
    gone.now = true;
    for (let n = 0; n < 3; n++) {
      store.write(answer(n));
      await vi.advanceTimersByTimeAsync(2000);
    }
    expect(logger.lines.map(({ message }) => message)).toEqual(['answers of Spotify could not be kept']);
    gone.now = false;
    store.write(answer(3));
    await vi.advanceTimersByTimeAsync(2000);
    expect(batches.at(-1)).toEqual([answer(3)]);
    expect(await store.read('/tracks/3')).toEqual(answer(3));
  });

  it('that goes away with the host is no news', async () => {
    const { api, gone } = history();
    const logger = recordingLogger();
    const store = workerMetadataStore(api, logger);
    store.write(answer(1));
    gone.now = true;
    store.dispose();
    await vi.advanceTimersByTimeAsync(0);
    expect(logger.lines.map(({ level }) => level)).toEqual(['debug']);
  });
});
