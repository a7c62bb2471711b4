import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDirectory } from '../../../../src/node/host/claim.ts';
import { readHostRecord, type HostRecord } from '../../../../src/node/host/hostRecord.ts';
import { thisMachine, type Machine } from '../../../../src/node/host/machine.ts';
import { networkStorage } from '../../../../src/node/host/storageKind.ts';
import { DirectoryRoom } from './directoryRoom.ts';

let room: DirectoryRoom;
beforeEach(() => {
  room = new DirectoryRoom();
});
afterEach(() => {
  room.dispose();
});

const here: Machine = { name: 'desk', id: 'a1', boot: 'monday' };

/** A record whose holder nobody reaches. */
function heldBy(machine: Machine): HostRecord {
  const record = {
    id: 'theirs',
    pid: 77,
    version: '1.0.0',
    address: '/nowhere/host.sock',
    token: 't',
    machine,
  };
  expect(claimDirectory(room.dataDir, record, 0)).toBe(true);
  return record;
}

describe('a holder that nobody reaches', () => {
  it('is dead where it ran on this machine', async () => {
    heldBy(here);
    expect(await (await room.open('next', { machine: here })).hostName()).toBe('next');
  });

  it('is dead where this machine was started anew since', async () => {
    heldBy({ ...here, boot: 'sunday' });
    expect(await (await room.open('next', { machine: here })).hostName()).toBe('next');
  });

  it.each([
    ['of another name', { ...here, name: 'laptop' }],
    ['of the same name', { ...here, id: 'b2', boot: 'sunday' }],
  ])('is left alone where it runs on a machine %s, and is named', async (_, machine) => {
    heldBy(machine);
    await expect(room.open('next', { machine: here })).rejects.toMatchObject({
      reason: 'unreachable',
      message: `Backbeat on the machine ${machine.name} (process 77) holds the data directory ${room.dataDir}.`,
      hint: expect.stringContaining('End it there') as string,
    });
    expect(readHostRecord(room.dataDir)?.id).toBe('theirs');
  });
});

describe('this machine', () => {
  it('is the same each time it is asked', () => {
    expect(thisMachine()).toEqual(thisMachine());
    expect(thisMachine().name).not.toBe('');
  });
});

describe('the place of a data directory', () => {
  it.each([
    ['linux', '/mnt/share', 0x6969, 'NFS'],
    ['linux', '/mnt/share', 0xff534d42, 'SMB'],
    ['linux', '/mnt/c', 0x01021997, '9P'],
    ['linux', '/home/me', 0xef53, undefined],
    ['darwin', '/Volumes/x', 0x6969, undefined],
    ['win32', String.raw`\\server\share\data`, 0, 'a network share'],
    ['win32', String.raw`\\?\UNC\server\share`, 0, 'a network share'],
    ['win32', String.raw`\\?\C:\data`, 0, undefined],
    ['win32', String.raw`C:\data`, 0, undefined],
  ] as const)('on %s at %s of type %i is told as %s', (platform, path, type, expected) => {
    expect(networkStorage(path, platform, () => type)).toBe(expected);
  });

  it('is a disk of this machine in these tests', () => {
    expect(networkStorage(room.dataDir)).toBeUndefined();
  });
});
