import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  claimsFolder,
  newestClaim,
  readHostRecord,
  recordFile,
} from '../../../../src/node/host/hostRecord.ts';
import { DirectoryRoom, type Opened } from './directoryRoom.ts';

/** Several times what a sign of life takes. */
const longEnough = { timeout: 60_000 };

let room: DirectoryRoom;
let host: Opened;
/** Folder of the host's socket, among the temporary files. */
let folder: string;
beforeEach(async () => {
  room = new DirectoryRoom();
  host = await room.open('host', { holdsSockets: false });
  folder = dirname(readHostRecord(room.dataDir)?.address ?? expect.fail('there is no host'));
});
afterEach(() => {
  room.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes the record name a socket that is not there, as it is in a sandbox that sees other temporary files. */
function hideSocket(): void {
  const file = join(room.dataDir, claimsFolder, '1', recordFile);
  const record = JSON.parse(readFileSync(file, 'utf8')) as object;
  const address = join(dirname(folder), 'backbeat-AbCdEf', 'host.sock');
  expect(existsSync(dirname(address))).toBe(false);
  writeFileSync(file, JSON.stringify({ ...record, address }));
}

describe.skipIf(process.platform === 'win32')('a host that has its socket among the temporary files', () => {
  it('is reached there', async () => {
    expect(await (await room.open('client', { holdsSockets: false })).hostName()).toBe('host');
  });

  it('keeps the directory from those who see other temporary files, and is named', longEnough, async () => {
    hideSocket();
    for (const name of ['one', 'two']) {
      await expect(room.open(name, { holdsSockets: false })).rejects.toMatchObject({
        reason: 'unreachable',
        message: `Another Backbeat (process ${process.pid}) holds the data directory ${room.dataDir}, and cannot be reached from here.`,
        hint: expect.stringContaining('end one of them') as string,
      });
    }
    expect(newestClaim(room.dataDir).number).toBe(1);
    expect(await host.hostName()).toBe('host');
  });

  it('loses it where its socket was removed: nobody can ask it any more', longEnough, async () => {
    renameSync(folder, `${folder}-away`);
    const next = await room.open('next');
    expect(await next.hostName()).toBe('next');
    await host.lost.promise;
    rmSync(`${folder}-away`, { recursive: true });
  });

  it('loses it at once where it is dead', async () => {
    hideSocket();
    const file = join(room.dataDir, claimsFolder, '1', recordFile);
    const record = JSON.parse(readFileSync(file, 'utf8')) as { machine: object };
    writeFileSync(
      file,
      JSON.stringify({ ...record, machine: { ...record.machine, boot: 'the day before' } }),
    );
    expect(await (await room.open('next')).hostName()).toBe('next');
  });
});
