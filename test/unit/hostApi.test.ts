import { describe, expect, it } from 'vitest';
import { hostApi } from '../../src/core/hostApi.ts';
import { EventListeners } from '../../src/protocol/eventListeners.ts';
import type { SpotifyHandlers } from '../../src/protocol/handlers.ts';
import { createLocalApi } from '../../src/protocol/localApi.ts';
import { handlersWith, someStatus } from '../fixtures/handlers.ts';
import { idleCollector } from '../fixtures/idleCollector.ts';

const noListeners = new EventListeners(() => undefined);

/** A host whose history notes the account that it is asked for. */
function hostWith(accounts: Readonly<Record<string, string>>) {
  const asked: (string | undefined)[] = [];
  const history = createLocalApi(
    handlersWith({
      'app.status': () => someStatus,
      'import.latestJobs': () => ({ jobs: [] }),
      'history.coverage': ({ account }) => {
        asked.push(account);
        throw new Error('enough');
      },
    }),
    noListeners,
  );
  const host = hostApi({
    measured: { measured: () => ({ process: 'this one', families: [] }) },
    history: { ...history, close: () => Promise.resolve() },
    collector: idleCollector(),
    spotify: {
      handlers: {} as SpotifyHandlers,
      listeners: noListeners,
      accountNamed: (name) => Promise.resolve(accounts[name]),
      settled: () => Promise.resolve(),
      dispose: () => undefined,
    },
  });
  return { host, asked };
}

describe('a host', () => {
  it('knows the account of a history by the name that people see', async () => {
    const { host, asked } = hostWith({ Ada: 'eG3Yq1' });
    await expect(host.call('history.coverage', { account: 'Ada' })).rejects.toThrow('enough');
    await expect(host.call('history.coverage', { account: 'band' })).rejects.toThrow('enough');
    await expect(host.call('history.coverage', {})).rejects.toThrow('enough');
    expect(asked).toEqual(['eG3Yq1', 'band', undefined]);
  });

  it('asks no account for what names none', async () => {
    expect(await hostWith({}).host.call('app.status', {})).toEqual(someStatus);
  });

  it('tells what it measured, and asks the history nothing', async () => {
    expect(await hostWith({}).host.call('host.measured', {})).toEqual({ process: 'this one', families: [] });
  });
});
