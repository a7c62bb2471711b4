import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Metrics } from '../../../src/core/observe/metrics.ts';
import { SpotifyClient } from '../../../src/core/spotify/http/spotifyClient.ts';
import { createObserve } from '../../../src/node/observe/createObserve.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { timers } from '../../../src/node/timers.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { memoryMetadata, memoryState, searchFor, testTokens } from '../spotify/http/testClient.ts';

it('keeps requests that wait for each other apart, each with the id of who caused it', async () => {
  const observe = createObserve();
  const counted: string[] = [];
  const count: Metrics['count'] = (metric, labels) =>
    void counted.push([metric, ...Object.values<string>(labels)].join(' '));
  observe.measureWith({ count, observe: () => undefined, gauge: () => undefined });
  const asked = new Map<string, string | undefined>();
  const client = new SpotifyClient({
    ...{ clock: systemClock, timers, logger: recordingLogger(), observe },
    ...{ tokens: testTokens(), state: memoryState(), metadata: memoryMetadata() },
    apiUrl: () => 'http://127.0.0.1:1/v1',
    limits: { concurrency: 1 },
    transport: async ({ url }) => {
      asked.set(new URL(url).searchParams.get('q') ?? '', observe.current());
      await setImmediate();
      return { status: 200, headers: {}, text: '{"found":1}' };
    },
  });
  const words = Array.from({ length: 8 }, (_, at) => `word ${at}`);
  const ids = await Promise.all(
    words.map((q) =>
      observe.run({ name: 'tool', isRoot: true }, async () => {
        await client.send(undefined, searchFor, { q });
        return [q, observe.current()] as const;
      }),
    ),
  );
  await client.send(undefined, searchFor, { q: 'word 0' });
  client.dispose();
  expect(new Set(asked.values()).size).toBe(8);
  expect([...asked]).toEqual(ids);
  const times = (what: string): number => counted.filter((one) => one === what).length;
  expect(times('spotifyCalls search 200')).toBe(8);
  expect(times('spotifyCache miss')).toBe(8);
  expect(times('spotifyCache hit')).toBe(1);
  expect(times('searches')).toBe(9);
});
