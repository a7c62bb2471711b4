import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostError } from '../../../../src/core/errors.ts';
import { claimDirectory } from '../../../../src/node/host/claim.ts';
import { movingPrefix } from '../../../../src/node/host/claimedDisk.ts';
import { claimsFolder, readHostRecord, type HostRecord } from '../../../../src/node/host/hostRecord.ts';
import {
  isSameMachine,
  thisMachine,
  wasRestarted,
  type Machine,
  type MachineSources,
} from '../../../../src/node/host/machine.ts';
import { ownMachineId } from '../../../../src/node/host/ownMachineId.ts';
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

  it('is dead where it ran on this machine under another name', async () => {
    heldBy({ ...here, name: 'dhcp-77' });
    expect(await (await room.open('next', { machine: here })).hostName()).toBe('next');
  });

  it('is dead where this machine was started anew since', async () => {
    heldBy({ ...here, boot: 'sunday' });
    expect(await (await room.open('next', { machine: here })).hostName()).toBe('next');
  });

  it.each([
    ['of another name', { name: 'laptop', id: 'b2', boot: 'sunday' }],
    ['of the same name', { ...here, id: 'b2', boot: 'sunday' }],
    ['that tells nothing but the same name', { name: here.name, id: '', boot: '' }],
  ])('is left alone where it runs on a machine %s, and is named', async (_, machine) => {
    heldBy(machine);
    await expect(room.open('next', { machine: here })).rejects.toMatchObject({
      reason: 'unreachable',
      message: `Backbeat on the machine ${machine.name} (process 77) holds the data directory ${room.dataDir}.`,
      hint: expect.stringMatching(/End it there.*remove the file .*record\.json\.$/) as string,
    });
    expect(readHostRecord(room.dataDir)?.id).toBe('theirs');
  });
});

describe('who follows the hint about a machine that is gone', () => {
  it('gets the directory, with what its holder was about to put in its place', async () => {
    heldBy({ name: 'laptop', id: 'b2', boot: 'sunday' });
    const claim = join(room.dataDir, claimsFolder, '1');
    writeFileSync(join(claim, 'work-theirs', `${movingPrefix}history.sqlite`), 'the snapshot');
    const held = await room.open('next', { machine: here }).catch((error: unknown) => error as HostError);
    const path = /remove the file (.*)\.$/.exec(String((held as HostError).hint))?.[1];
    rmSync(path ?? expect.fail('the hint names no file'));
    expect(await (await room.open('next', { machine: here })).hostName()).toBe('next');
    expect(readFileSync(join(room.dataDir, 'history.sqlite'), 'utf8')).toBe('the snapshot');
  });
});

describe('this machine', () => {
  it('is the same each time it is asked', () => {
    expect(thisMachine()).toEqual(thisMachine());
    expect(thisMachine().name).not.toBe('');
  });

  const sources: MachineSources = {
    platform: 'linux',
    hostname: () => 'desk.example',
    read: () => '',
    run: () => '',
    ownId: (name) => `kept-for-${name}`,
  };
  const id = '3d1219c7c4c5404aaa1f6d2a48adfda4';

  it('is told by two files on Linux', () => {
    const files: Record<string, string> = {
      '/etc/machine-id': `${id}\n`,
      '/proc/sys/kernel/random/boot_id': 'f1c2\n',
    };
    const read = (path: string): string => files[path] ?? '';
    expect(thisMachine({ ...sources, read })).toEqual({ name: 'desk', id, boot: 'f1c2' });
    files['/etc/machine-id'] = 'uninitialized\n';
    expect(thisMachine({ ...sources, read })).toEqual({ name: 'desk', id: 'kept-for-desk', boot: 'f1c2' });
  });

  it('is told by two programs on macOS', () => {
    const run = (program: string): string =>
      program.endsWith('ioreg') ? '  | "IOPlatformUUID" = "564D-AB12"\n' : 'B00T-5E55\n';
    expect(thisMachine({ ...sources, platform: 'darwin', run })).toEqual({
      ...{ name: 'desk', id: '564D-AB12', boot: 'B00T-5E55' },
    });
  });

  it('is told by the registry on Windows', () => {
    const run = (): string =>
      '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    0a1b-2c3d\r\n';
    expect(thisMachine({ ...sources, platform: 'win32', run })).toEqual({
      ...{ name: 'desk', id: '0a1b-2c3d', boot: '' },
    });
  });

  it.each(['darwin', 'win32'] as const)('has an id of ours where %s tells none', (platform) => {
    expect(thisMachine({ ...sources, platform })).toEqual({ name: 'desk', id: 'kept-for-desk', boot: '' });
  });
});

describe('an id of ours', () => {
  it('is kept, and is another one in the same home on another machine', () => {
    const folder = join(room.dataDir, 'state');
    const id = ownMachineId('desk', folder);
    expect(id.length).toBeGreaterThan(30);
    expect(ownMachineId('desk', folder)).toBe(id);
    expect(ownMachineId('../laptop', folder)).not.toBe(id);
  });

  it('is empty where nothing can be kept', () => {
    const file = join(room.dataDir, 'file');
    writeFileSync(file, '');
    expect(ownMachineId('desk', file)).toBe('');
  });
});

describe('two records', () => {
  const mac: Machine = { name: 'MacBook-Pro', id: '', boot: '' };
  it.each([
    ['the same start of the system, under another name', here, { ...here, name: 'dhcp-77' }, true, false],
    [
      'the same start, in a container of its own',
      here,
      { name: 'c0ffee', id: 'c3', boot: here.boot },
      true,
      false,
    ],
    ['the next start', here, { ...here, boot: 'tuesday' }, true, true],
    ['the next start, under another name', here, { ...here, name: 'dhcp-77', boot: 'tuesday' }, true, true],
    ['another machine of the same name', here, { ...here, id: 'b2', boot: 'tuesday' }, false, false],
    ['a machine that tells no start', { ...here, boot: '' }, { ...here, boot: '' }, true, false],
    ['two of the same name that tell nothing', mac, { ...mac }, false, false],
    ['one that tells nothing', here, { ...here, id: '', boot: '' }, false, false],
    [
      'a container without an id, after a new start',
      { ...here, id: '' },
      { ...here, id: '', boot: 'x' },
      true,
      true,
    ],
  ])('of %s', (_, before, now, isSame, isRestarted) => {
    expect(isSameMachine(before, now)).toBe(isSame);
    expect(isSameMachine(now, before)).toBe(isSame);
    expect(wasRestarted(before, now)).toBe(isRestarted);
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
