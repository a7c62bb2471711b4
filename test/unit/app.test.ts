import { beforeEach, describe, expect, it } from 'vitest';
import { createApp, type App } from '../../src/core/app.ts';
import { CancelledError, HostError } from '../../src/core/errors.ts';
import { EventListeners } from '../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../src/protocol/localApi.ts';
import { parseSettings } from '../../src/protocol/settings.ts';
import { handlersWith, someStatus } from '../fixtures/handlers.ts';
import { recordingLogger } from '../fixtures/recordingLogger.ts';

/** Each way to a host as it was opened. */
interface Way {
  disposed: boolean;
  isGone: boolean;
  lose(): void;
}

let ways: Way[];
let app: App;
/** What the app waits for. */
let waits: { readonly ms: number; over(): void }[];
let isOutOfReach: boolean;
let isGoneAtOnce: boolean;
/** Every host ends at the first question. */
let areAllGone: boolean;
beforeEach(() => {
  ways = [];
  waits = [];
  isOutOfReach = false;
  isGoneAtOnce = false;
  areAllGone = false;
  app = createApp({
    logger: recordingLogger(),
    version: '1.0.0',
    settings: () => parseSettings({}),
    randomBytes: (length) => new Uint8Array(length),
    timers: {
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          waits.push({ ms, over: resolve });
          signal?.addEventListener('abort', () => {
            reject(new CancelledError());
          });
        }),
    },
    openHost: (onLost) => {
      if (isOutOfReach) return Promise.reject(new HostError('unreachable', 'Nobody answers.'));
      const way: Way = { disposed: false, isGone: areAllGone, lose: onLost };
      ways.push(way);
      if (isGoneAtOnce) queueMicrotask(onLost);
      const answer = <R>(result: R): R => {
        if (!way.isGone) return result;
        way.lose();
        throw new HostError('gone', 'It went away.');
      };
      const handlers = handlersWith({
        'app.status': () => answer(someStatus),
        'spotify.setSaved': () => answer({ saved: true }),
        'history.deleteAccount': () => answer({ outcome: 'unchanged' as const, summary: 'Nothing.' }),
        'import.run': () => answer(emptyReport),
      });
      return Promise.resolve({
        ...createLocalApi(handlers, new EventListeners(() => undefined)),
        dispose: () => {
          way.disposed = true;
        },
      });
    },
  });
});

const emptyReport = {
  ...{ job_id: 1, status: 'success' as const, account: 'default' },
  ...{ rows_read: 0, stored: 0, already_known: 0, superseded: 0, left_out: {} },
  ...{ seconds: 0, files: [], ignored_files: 0, names_resolved: 0, message: 'Nothing.' },
};

function endsAtNextCall(at: number): void {
  const way = ways[at];
  if (way !== undefined) way.isGone = true;
}

describe('an app', () => {
  it('opens its host at the first request, once', async () => {
    expect(ways).toHaveLength(0);
    await Promise.all([app.api.call('app.status', {}), app.api.call('app.status', {})]);
    expect(ways).toHaveLength(1);
  });

  it('asks the next host a question that the end of one cut short', async () => {
    await app.api.call('app.status', {});
    endsAtNextCall(0);
    await expect(app.api.call('app.status', {})).resolves.toEqual(someStatus);
    expect(ways).toHaveLength(2);
  });

  it('asks as many as five hosts that end one after the other, and no more', async () => {
    areAllGone = true;
    await expect(app.api.call('app.status', {})).rejects.toThrow('It went away.');
    expect(ways).toHaveLength(5);
  });

  it('sends an import again to the next host, which goes on with it', async () => {
    await app.api.call('app.status', {});
    endsAtNextCall(0);
    await expect(app.api.call('import.run', { paths: ['a.zip'] })).resolves.toEqual(emptyReport);
    expect(ways).toHaveLength(2);
  });

  it('sends an import that ends its host again only once, and says what to do', async () => {
    areAllGone = true;
    const importing = app.api.call('import.run', { paths: ['a.zip'] });
    await expect(importing).rejects.toMatchObject({
      message: 'The process that keeps the listening history went away 2 times during this import.',
      hint: expect.stringContaining('smaller parts') as string,
      reason: 'gone',
    });
    expect(ways).toHaveLength(2);
  });

  it('does not repeat a command whose outcome is unknown', async () => {
    await app.api.call('app.status', {});
    endsAtNextCall(0);
    const saving = app.api.call('spotify.setSaved', { uris: ['spotify:track:1'], saved: true });
    await expect(saving).rejects.toThrow(
      'The process that talks to Spotify went away; whether this was done is unknown.',
    );
    expect(ways).toHaveLength(1);
  });

  it('does not repeat a deletion whose outcome is unknown, and names the history', async () => {
    await app.api.call('app.status', {});
    endsAtNextCall(0);
    await expect(app.api.call('history.deleteAccount', { account: 'default' })).rejects.toMatchObject({
      message: 'The process that keeps the history went away; whether this was done is unknown.',
      hint: expect.stringContaining('history_coverage') as string,
    });
    expect(ways).toHaveLength(1);
  });

  it('keeps the next host when the one before says late that it went away', async () => {
    await app.api.call('app.status', {});
    ways[0]?.lose();
    await app.api.call('app.status', {});
    ways[0]?.lose();
    await app.api.call('app.status', {});
    expect(ways).toHaveLength(2);
    app.dispose();
    await expect.poll(() => ways[1]?.disposed).toBe(true);
  });
});

describe('an app that stays open', () => {
  it('opens its host without a request, and another one when that goes away', async () => {
    app.stayOpen();
    await expect.poll(() => ways.length).toBe(1);
    await app.api.call('app.status', {});
    ways[0]?.lose();
    await expect.poll(() => waits.length).toBe(1);
    waits[0]?.over();
    await expect.poll(() => ways.length).toBe(2);
  });

  it('looks for another one where its host goes away while it is being opened', async () => {
    isGoneAtOnce = true;
    app.stayOpen();
    await expect.poll(() => ways.length).toBe(1);
    isGoneAtOnce = false;
    await expect.poll(() => waits.length).toBe(1);
    waits[0]?.over();
    await expect.poll(() => ways.length).toBe(2);
  });

  it('tries longer and longer apart while no host can be had', async () => {
    isOutOfReach = true;
    app.stayOpen();
    for (const at of [0, 1, 2]) {
      await expect.poll(() => waits.length).toBe(at + 1);
      if (at === 2) isOutOfReach = false;
      waits[at]?.over();
    }
    await expect.poll(() => ways.length).toBe(1);
    expect(waits.map(({ ms }) => ms)).toEqual([1_000, 2_000, 4_000]);
  });

  it('opens one host only, however often it is told to', async () => {
    app.stayOpen();
    app.stayOpen();
    await app.api.call('app.status', {});
    expect(ways).toHaveLength(1);
  });

  it('looks for none any more once it has ended', async () => {
    app.stayOpen();
    await expect.poll(() => ways.length).toBe(1);
    ways[0]?.lose();
    await expect.poll(() => waits.length).toBe(1);
    app.dispose();
    waits[0]?.over();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ways).toHaveLength(1);
  });
});
