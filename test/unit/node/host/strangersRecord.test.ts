import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDirectory } from '../../../../src/node/host/claim.ts';
import { addressState, newHostAddress, removeHostAddress } from '../../../../src/node/host/hostAddress.ts';
import { readHostRecord } from '../../../../src/node/host/hostRecord.ts';
import { thisMachine } from '../../../../src/node/host/machine.ts';
import { memoryVault } from '../../../fixtures/memoryVault.ts';
import { DirectoryRoom } from './directoryRoom.ts';

const isRoot = process.geteuid?.() === 0;

let room: DirectoryRoom;
let theirs: string;
let server: Server;
/** How often somebody came to their socket. */
let visits: number;
beforeEach(() => {
  room = new DirectoryRoom();
  theirs = mkdtempSync(join(tmpdir(), 'stranger-'));
  visits = 0;
  server = createServer((socket) => {
    visits += 1;
    socket.on('error', () => undefined); // cut off by the test's end
  });
});
afterEach(() => {
  server.close();
  room.dispose();
  rmSync(theirs, { recursive: true, force: true });
});

async function listenAt(address: string): Promise<string> {
  server.listen(address);
  await once(server, 'listening');
  return address;
}

/** A directory as it came out of a stranger's archive: its files are ours, what they say is not. */
function receive(address: string, isInClaim = false): void {
  const record = { id: 'trap', pid: 1, version: '1.0.0', token: 'trap', machine: thisMachine() };
  const inClaim = isInClaim ? { inClaim: true } : {};
  expect(claimDirectory(room.dataDir, { ...record, address, ...inClaim }, 0)).toBe(true);
}

async function expectNoVisit(): Promise<void> {
  const vault = memoryVault();
  expect(await (await room.open('victim', { vault })).hostName()).toBe('victim');
  expect(visits).toBe(0);
}

describe.skipIf(process.platform === 'win32')('the address in a directory that a stranger made', () => {
  it('is not asked where no host of ours would listen', async () => {
    receive(await listenAt(join(theirs, 'host.sock')));
    await expectNoVisit();
  });

  it('is not asked where others can enter its folder', async () => {
    const address = await listenAt(newHostAddress());
    chmodSync(dirname(address), 0o755);
    receive(address);
    await expectNoVisit();
    removeHostAddress(address);
  });

  it('is not asked where the claim only leads to it', async () => {
    const elsewhere = await listenAt(join(theirs, 'host.sock'));
    receive('/nowhere', true);
    const { address } = readHostRecord(room.dataDir) ?? expect.fail('there is no record');
    symlinkSync(elsewhere, address);
    await expectNoVisit();
  });

  it('is not asked where the folder only leads to it', async () => {
    await listenAt(join(theirs, 'host.sock'));
    const link = join(theirs, 'backbeat-AbCdEf');
    symlinkSync(theirs, link);
    receive(join(link, 'host.sock'));
    await expectNoVisit();
  });

  it('is not removed either', async () => {
    const address = await listenAt(join(theirs, 'host.sock'));
    receive(address);
    await expectNoVisit();
    expect(addressState(address, true)).toBe('ours');
  });
});

describe.skipIf(process.platform === 'win32')('an address', () => {
  it('is ours where this user listens at one that was made for it', async () => {
    const address = await listenAt(newHostAddress());
    expect(addressState(address, false)).toBe('ours');
    expect(addressState(address, false, 54_321)).toBe('foreign');
    removeHostAddress(address);
    expect(addressState(address, false)).toBe('missing');
  });

  it('is foreign where something else than a socket stands', () => {
    const address = newHostAddress();
    mkdirSync(address);
    expect(addressState(address, false)).toBe('foreign');
    removeHostAddress(address);
  });

  it.each(['host.sock', '/tmp/backbeat-AbCdEf/other.sock', '/tmp/backbeat-/host.sock', ''])(
    'is foreign that nobody makes: "%s"',
    (address) => {
      expect(addressState(address, false)).toBe('foreign');
    },
  );

  it.skipIf(isRoot)('is hidden where this user may not look', () => {
    const closed = join(theirs, 'closed');
    mkdirSync(closed, { mode: 0o000 });
    expect(addressState(join(closed, 'backbeat-AbCdEf', 'host.sock'), false)).toBe('hidden');
  });
});
