import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../../../../src/core/errors.ts';
import { identityOf } from '../../../../src/node/host/directoryProof.ts';
import { connectToHost } from '../../../../src/node/host/hostSocket.ts';
import { readHostRecord } from '../../../../src/node/host/hostRecord.ts';
import { isNewer } from '../../../../src/node/host/versionOrder.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { someStatus } from '../../../fixtures/handlers.ts';
import { DirectoryRoom } from './directoryRoom.ts';

let room: DirectoryRoom;
beforeEach(() => {
  room = new DirectoryRoom();
});
afterEach(() => {
  room.dispose();
});

describe('a newer version', () => {
  it('takes the directory over from an older host that does nothing, which becomes its client', async () => {
    const old = await room.open('old', { version: '1.9.0' });
    expect(await old.hostName()).toBe('old');
    const fresh = await room.open('new', { version: '1.10.0' });
    await old.lost.promise;
    expect(await fresh.hostName()).toBe('new');
    expect(await (await room.open('old', { version: '1.9.0' })).hostName()).toBe('new');
  });

  it('is preferred where both come at the moment in which the old host leaves', async () => {
    const old = await room.open('old', { version: '1.0.0' });
    const [again, fresh] = await Promise.all([
      old.lost.promise.then(() => room.open('old', { version: '1.0.0' })),
      room.open('new', { version: '2.0.0' }),
    ]);
    expect(await again.hostName()).toBe('new');
    expect(await fresh.hostName()).toBe('new');
  });

  it('waits as a client until an older host has done what it was doing', async () => {
    const begun = deferred();
    const work = deferred<typeof someStatus>();
    const old = await room.open('old', {
      version: '1.0.0',
      answer: () => {
        begun.resolve();
        return work.promise;
      },
    });
    const asked = old.hostName();
    await begun.promise;
    const fresh = await room.open('new', { version: '2.0.0' });
    expect(readHostRecord(room.dataDir)?.version).toBe('1.0.0');
    work.resolve({ ...someStatus, version: 'done' });
    expect(await asked).toBe('done');
    await Promise.all([old.lost.promise, fresh.lost.promise]);
    expect(await (await room.open('new', { version: '2.0.0' })).hostName()).toBe('new');
  });
});

describe('an older version', () => {
  it('becomes the client of a newer host, and leaves it where it is', async () => {
    await room.open('new', { version: '2.0.0' });
    const old = await room.open('old', { version: '1.0.0' });
    expect(await old.hostName()).toBe('new');
    expect(old.claims).toEqual([]);
    expect(readHostRecord(room.dataDir)?.version).toBe('2.0.0');
  });

  it(
    'waits for nobody where the newer one that asked for the directory never came',
    { timeout: 30_000 },
    async () => {
      await room.open('old', { version: '1.0.0' });
      const holder = readHostRecord(room.dataDir);
      if (holder === undefined) throw new Error('there is no host');
      const visit = await connectToHost(holder, '2.0.0', { directory: identityOf(room.dataDir) }); // asks, and dies
      expect(visit.kind).toBe('leaving');
      if (visit.kind === 'leaving') visit.link.close();
      await expect.poll(() => readHostRecord(room.dataDir)).toBeUndefined();
      expect(await (await room.open('again', { version: '1.0.0' })).hostName()).toBe('again');
    },
  );
});

describe('a version', () => {
  it.each([
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '1.99.99', true],
    ['1.0.0', '1.0.0', false],
    ['1.0.0', '1.0.1', false],
    ['1.0.0', '1.0.0-beta.2', true],
    ['1.0.0-beta.2', '1.0.0', false],
    ['not a version', '1.0.0', false],
  ])('%s is newer than %s: %s', (one, other, expected) => {
    expect(isNewer(one, other)).toBe(expected);
  });
});

describe('two versions that cannot talk to each other', () => {
  it('say so in one sentence with the next step', async () => {
    const { otherVersion } = await import('../../../../src/node/host/hostSocket.ts');
    const error = otherVersion('2.0.0', '1.0.0');
    expect(HostError.is(error, 'versionMismatch')).toBe(true);
    expect(error.message).toBe(
      'A newer Backbeat, version 2.0.0, is using this data directory; this one is 1.0.0.',
    );
    expect(error.hint).toMatch(/reload the window/);
    expect(otherVersion('1.0.0', '2.0.0').message).toMatch(/still at work/);
  });
});
