import { cpSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf, leaveProof } from '../../../../src/node/host/directoryProof.ts';
import { readHostRecord, type HostRecord } from '../../../../src/node/host/hostRecord.ts';
import { connectToHost } from '../../../../src/node/host/hostSocket.ts';
import { DirectoryRoom, type Opened } from './directoryRoom.ts';

let room: DirectoryRoom;
/** Folder for what is made of the directory. */
let beside: string;
beforeEach(() => {
  room = new DirectoryRoom();
  beside = mkdtempSync(join(tmpdir(), 'backbeat-copies-'));
});
afterEach(() => {
  room.dispose();
  rmSync(beside, { recursive: true, force: true });
});

/** As a person copies a folder that is in use. */
function copied(): string {
  const copy = join(beside, 'copy');
  cpSync(room.dataDir, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  return copy;
}

/** Whether a host gave its directory up meanwhile. */
async function isLost(host: Opened): Promise<boolean> {
  return Promise.race([host.lost.promise.then(() => true), delay(100, false)]);
}

function record(): HostRecord {
  return readHostRecord(room.dataDir) ?? expect.fail('there is no host');
}

describe.each([
  ['in the claim', true],
  ['among the temporary files', false],
])('a copy of a directory whose host has its socket %s', (_, holdsSockets) => {
  it('has a host of its own, and nothing that is asked there reaches the original', async () => {
    const original = await room.open('original', { holdsSockets });
    const copy = await room.open('copy', { dataDir: copied(), holdsSockets });
    expect(await copy.hostName()).toBe('copy');
    expect(await original.hostName()).toBe('original');
    expect(await (await room.open('client')).hostName()).toBe('original');
  });

  it('does not make the original’s host leave for a newer version', async () => {
    const original = await room.open('original', { version: '1.0.0', holdsSockets });
    const copy = await room.open('copy', { dataDir: copied(), version: '2.0.0', holdsSockets });
    expect(await copy.hostName()).toBe('copy');
    expect(await isLost(original)).toBe(false);
    expect(record().version).toBe('1.0.0');
  });
});

describe('a directory', () => {
  it('is the same by every path to it', async () => {
    await room.open('original');
    const link = join(beside, 'link');
    symlinkSync(room.dataDir, link, 'dir');
    expect(await (await room.open('client', { dataDir: link })).hostName()).toBe('original');
  });

  it.skipIf(process.platform === 'win32')('is the same after it was moved', async () => {
    await room.open('original');
    const moved = join(beside, 'moved');
    renameSync(room.dataDir, moved);
    const client = await room.open('client', { dataDir: moved });
    expect(client.claims).toEqual([]);
    renameSync(moved, room.dataDir);
  });

  it('is known by a file in it where its drive numbers its folders anew at each look', async () => {
    await room.open('original');
    const directory = 'another:number';
    await expect(connectToHost(record(), '1.0.0', { directory })).resolves.toEqual({ kind: 'elsewhere' });
    const left = leaveProof(room.dataDir) ?? expect.fail('nothing can be written');
    const connection = await connectToHost(record(), '1.0.0', { directory, proof: left.proof });
    left.remove();
    expect(connection.kind).toBe('open');
    if (connection.kind === 'open') connection.link.close();
  });

  it('is not shown by a name that leads out of it', async () => {
    await room.open('original');
    const proof = '../../../../../etc/hostname';
    await expect(connectToHost(record(), '1.0.0', { proof })).resolves.toEqual({ kind: 'gone' });
  });

  it('has an identity that no other one has', () => {
    expect(identityOf(room.dataDir)).toBe(identityOf(room.dataDir));
    expect(identityOf(room.dataDir)).not.toBe(identityOf(beside));
  });
});
