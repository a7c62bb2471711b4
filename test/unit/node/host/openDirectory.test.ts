import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import type { Api, Disposable } from '../../../../src/protocol/api.ts';
import { claimDirectory, revokeEarlier } from '../../../../src/node/host/claim.ts';
import {
  claimNumbers,
  holdsDirectory,
  readHostRecord,
  type HostRecord,
} from '../../../../src/node/host/hostRecord.ts';
import { thisMachine } from '../../../../src/node/host/machine.ts';
import { openDirectory } from '../../../../src/node/host/openDirectory.ts';
import { CancelledError, HostError } from '../../../../src/core/errors.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { handlersWith, someStatus } from '../../../fixtures/handlers.ts';
import { memoryVault } from '../../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

let dataDir: string;
const opened: Disposable[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-test-'));
});
afterEach(() => {
  vi.useRealTimers();
  for (const connection of opened.splice(0)) connection.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly claimId: string | undefined;
  readonly listeners: EventListeners;
  lose(): void;
}

/** Opens the directory as a process of its own would, with a history that answers its name. */
async function open(
  name: string,
  started: Started[] = [],
  onLost = (): void => undefined,
  close = (): Promise<void> => Promise.resolve(),
  answer = (): Promise<typeof someStatus> => Promise.resolve({ ...someStatus, version: name }),
): Promise<Api> {
  const connection = await openDirectory(
    {
      dataDir,
      version: '1.0.0',
      logger: recordingLogger(),
      vault: memoryVault(),
      startHost: ({ id: claimId }, onHistoryLost) => {
        const listeners = new EventListeners(() => undefined);
        started.push({ claimId, listeners, lose: onHistoryLost });
        const handlers = handlersWith({ 'app.status': answer });
        return Promise.resolve({ ...createLocalApi(handlers, listeners), close });
      },
    },
    onLost,
  );
  opened.push(connection);
  return connection;
}

const nameOf = async (api: Api): Promise<string> => (await api.call('app.status', {})).version;

const record = (id: string, address = join(tmpdir(), `backbeat-nobody-${id}`, 'host.sock')): HostRecord => ({
  id,
  pid: 1,
  version: '1.0.0',
  address,
  token: 'token',
  machine: thisMachine(),
});

describe('a data directory', () => {
  it('has one host; whoever comes later is its client', async () => {
    const started: Started[] = [];
    const first = await open('first', started);
    const second = await open('second', started);
    expect(started).toHaveLength(1);
    expect(await nameOf(first)).toBe('first');
    expect(await nameOf(second)).toBe('first');
  });

  it('has one host when many come at the same time', async () => {
    const started: Started[] = [];
    const apis = await Promise.all(Array.from({ length: 12 }, (_, i) => open(`process ${i}`, started)));
    const names = new Set(await Promise.all(apis.map(nameOf)));
    expect(names.size).toBe(1);
    expect(started.filter(({ claimId }) => holdsDirectory(dataDir, String(claimId)))).toHaveLength(1);
  });

  it('has one host when many find the record of a dead one at the same time', async () => {
    claimDirectory(dataDir, record('dead'), 0);
    const started: Started[] = [];
    const apis = await Promise.all(Array.from({ length: 12 }, (_, i) => open(`process ${i}`, started)));
    await Promise.all(apis.map(nameOf));
    expect(started.filter(({ claimId }) => holdsDirectory(dataDir, String(claimId)))).toHaveLength(1);
  });

  it('goes to a client that opens it again after the host closed', async () => {
    const lost = deferred<void>();
    await open('first');
    await open('second', [], lost.resolve);
    opened[0]?.dispose();
    await lost.promise;
    expect(await nameOf(await open('second'))).toBe('second');
  });

  it('is given free when the history ends by itself', async () => {
    const started: Started[] = [];
    const lost = deferred<void>();
    await open('first', started, lost.resolve);
    started[0]?.lose();
    await lost.promise;
    expect(readHostRecord(dataDir)).toBeUndefined();
  });

  it('is given up once when the history ends by itself, with all that the host had begun', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const started: Started[] = [];
    const seen = { lost: 0, closed: 0 };
    const onLost = (): void => void seen.lost++;
    await open('first', started, onLost, () => {
      seen.closed++;
      return Promise.resolve();
    });
    started[0]?.lose();
    await open('next'); // the same process, as its next call does
    vi.advanceTimersByTime(60_000);
    await expect.poll(() => seen).toEqual({ lost: 1, closed: 1 });
    expect(readHostRecord(dataDir)).toBeDefined();
  });

  it('is kept while its record cannot be read', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let lost = 0;
    const api = await open('first', [], () => void lost++);
    const file = join(dataDir, 'host', '1', 'record.json');
    const text = readFileSync(file);
    rmSync(file);
    mkdirSync(file); // reading it fails, as it does on a share that is away for a moment
    expect(() => vi.advanceTimersByTime(10_000)).not.toThrow();
    rmdirSync(file);
    writeFileSync(file, text);
    vi.advanceTimersByTime(10_000);
    expect(lost).toBe(0);
    expect(await nameOf(api)).toBe('first');
  });

  it('lets a call that the end of the host cut short go to the next host, instead of calling it cancelled', async () => {
    const cut = deferred<Promise<typeof someStatus>>();
    const close = async (): Promise<void> => {
      cut.resolve(Promise.reject(new CancelledError()));
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const begun = deferred();
    await open('first', [], undefined, close, async () => {
      begun.resolve();
      return cut.promise;
    });
    const asked = nameOf(await open('client')).catch((error: unknown) => error);
    await begun.promise;
    opened[0]?.dispose();
    expect(HostError.is(await asked, 'gone')).toBe(true);
  });

  it('is left by a host whose record is another one by now', async () => {
    const lost = deferred();
    await open('first', [], lost.resolve);
    claimDirectory(dataDir, record('theirs'), 1);
    await lost.promise;
    expect(holdsDirectory(dataDir, 'theirs')).toBe(true);
  });

  it('is kept until the host has closed its database; who asks meanwhile waits for the next host', async () => {
    const closed = deferred<void>();
    await open('first', [], undefined, () => closed.promise);
    const lost = deferred<void>();
    const client = await open('client', [], lost.resolve);
    opened[0]?.dispose();
    const asked = nameOf(client);
    expect(readHostRecord(dataDir)).toBeDefined();
    closed.resolve();
    await lost.promise;
    await expect(asked).rejects.toThrow(HostError);
    expect(readHostRecord(dataDir)).toBeUndefined();
  });

  it('leaves nothing behind but the number of its claim, however often it is opened', async () => {
    for (const name of ['first', 'second', 'third']) {
      await open(name);
      opened.splice(0)[0]?.dispose();
      await expect.poll(() => readHostRecord(dataDir)).toBeUndefined();
    }
    const left = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).sort();
    expect(left).toEqual(['host', join('host', '3'), join('host', '3', 'free')]);
  });

  it('passes the events of the host on to its clients', async () => {
    const started: Started[] = [];
    await open('first', started);
    const client = await open('second', started);
    const heard = deferred<unknown>();
    client.on('history.changed', heard.resolve);
    await nameOf(client);
    started[0]?.listeners.emit('history.changed', { account: 'default', listens: 1 });
    await expect(heard.promise).resolves.toEqual({ account: 'default', listens: 1 });
  });

  it('is taken over from a record that cannot be read', async () => {
    claimDirectory(dataDir, record('torn'), 0);
    writeFileSync(join(dataDir, 'host', '1', 'record.json'), '{"id": 7');
    expect(await nameOf(await open('first'))).toBe('first');
  });

  it('refuses a client that does not know the token', async () => {
    await open('first');
    const holder = readHostRecord(dataDir);
    if (holder === undefined) throw new Error('there is no host');
    const { connectToHost } = await import('../../../../src/node/host/hostSocket.ts');
    await expect(connectToHost({ ...holder, token: 'guessed' }, '1.0.0')).resolves.toEqual({ kind: 'gone' });
  });
});

describe('a data directory that cannot be used', () => {
  it('is named in one sentence with the next step', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    dataDir = file;
    await expect(open('first')).rejects.toMatchObject({
      reason: 'unwritable',
      message: `Cannot use ${file}: a file is in its way.`,
      hint: 'Move that file, or choose another data directory.',
    });
    rmSync(file);
  });
});

describe('the record of a host', () => {
  it('is claimed by one', () => {
    expect(claimDirectory(dataDir, record('a'), 0)).toBe(true);
    expect(claimDirectory(dataDir, record('b'), 0)).toBe(false);
    expect(holdsDirectory(dataDir, 'a')).toBe(true);
  });

  it('is not taken by one that slept while others came and went', () => {
    claimDirectory(dataDir, record('a'), 0);
    claimDirectory(dataDir, record('b'), 1);
    revokeEarlier(dataDir, 'b');
    expect(claimNumbers(dataDir)).toEqual([2]);
    expect(claimDirectory(dataDir, record('slept'), 0)).toBe(false);
    expect(holdsDirectory(dataDir, 'b')).toBe(true);
    expect(claimNumbers(dataDir)).toEqual([2]);
  });

  it('stops the writes of a process whose claim is gone', async () => {
    const { fencedFolder } = await import('../../../../src/node/fencedFolder.ts');
    const written: string[] = [];
    const folder = fencedFolder(
      {
        read: () => undefined,
        size: () => 0,
        list: () => [],
        append: (name) => void written.push(name),
        replace: (name) => void written.push(name),
        rename: (name) => void written.push(name),
        remove: (name) => void written.push(name),
      },
      () => holdsDirectory(dataDir, 'mine'),
    );
    claimDirectory(dataDir, record('mine'), 0);
    folder.append('journal', new Uint8Array());
    claimDirectory(dataDir, record('theirs'), 1);
    expect(() => folder.replace('database', new Uint8Array())).toThrow(HostError);
    expect(written).toEqual(['journal']);
  });
});
