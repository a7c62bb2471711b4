import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../../../src/core/errors.ts';
import { claimsFolder, recordFile } from '../../../src/node/host/hostRecord.ts';
import { newHostAddress, removeHostAddress } from '../../../src/node/host/hostAddress.ts';
import { thisMachine } from '../../../src/node/host/machine.ts';
import { fileToken } from '../../../src/node/mcp/tokenFile.ts';
import { ownFolder } from '../../../src/node/ownFolder.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { DirectoryRoom } from './host/directoryRoom.ts';

const isWindows = process.platform === 'win32';
const isRoot = process.geteuid?.() === 0;
const somebodyElse = 54_321;

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'backbeat-own-'));
});
afterEach(() => {
  chmodSync(path, 0o700);
  rmSync(path, { recursive: true, force: true });
});

const modeOf = (folder: string): number => statSync(folder).mode & 0o7777;

function refusal(work: () => unknown): HostError | undefined {
  try {
    work();
  } catch (error) {
    if (HostError.is(error, 'refused')) return error;
    throw error;
  }
  return undefined;
}

describe.skipIf(isWindows)('a data directory that others may write to', () => {
  it.each([0o777, 0o770, 0o702, 0o775])('of the mode %o is taken from them, and the log says so', (mode) => {
    chmodSync(path, mode);
    const logger = recordingLogger();
    expect(ownFolder(path, { logger })).toBe(true);
    expect(modeOf(path)).toBe(mode & 0o755);
    expect(logger.lines).toMatchObject([
      { level: 'warn', message: expect.stringContaining('was ended') as string },
    ]);
  });

  it.each([0o700, 0o755, 0o750])('but not of the mode %o, which stays as it is', (mode) => {
    chmodSync(path, mode);
    const logger = recordingLogger();
    expect(ownFolder(path, { logger })).toBe(true);
    expect(modeOf(path)).toBe(mode);
    expect(logger.lines).toEqual([]);
  });

  it('is left alone where all users keep files, and refused', () => {
    chmodSync(path, 0o1777);
    const error = refusal(() => ownFolder(path));
    expect(error?.message).toContain('All users of this machine keep files in');
    expect(error?.hint).toContain('mkdir -m 700');
    expect(modeOf(path)).toBe(0o1777);
  });

  it.runIf(isRoot)('is refused where it belongs to the system, which alone can put that right', () => {
    chmodSync(path, 0o777);
    const error = refusal(() => ownFolder(path, { user: somebodyElse }));
    expect(error?.message).toContain('Other users of this machine may write to');
    expect(modeOf(path)).toBe(0o777);
    chmodSync(path, 0o755);
    expect(ownFolder(path, { user: somebodyElse })).toBe(true);
  });

  it('gets no token', () => {
    chmodSync(path, 0o1777);
    expect(refusal(() => fileToken(path))).toBeDefined();
  });
});

describe.runIf(isRoot && !isWindows)('a data directory of another user', () => {
  beforeEach(() => {
    chownSync(path, somebodyElse, somebodyElse);
  });

  it('is refused, with the owner and the next step', () => {
    const error = refusal(() => ownFolder(path));
    expect(error?.message).toContain('belongs to another user (54321)');
    expect(error?.hint).toBe('Choose another data directory, or make it yours (chown).');
  });
});

describe.skipIf(isWindows)('opening a data directory', () => {
  it('takes it from others first', async () => {
    const room = new DirectoryRoom();
    chmodSync(room.dataDir, 0o777);
    await room.open('one');
    expect(modeOf(room.dataDir)).toBe(0o755);
    room.dispose();
  });
});

describe.runIf(isRoot && !isWindows)(
  'opening a data directory in which another user waits for sign-ins',
  () => {
    it('is refused before anybody is asked at the address that stands there', async () => {
      const room = new DirectoryRoom();
      const address = newHostAddress();
      const claim = join(room.dataDir, claimsFolder, '7');
      mkdirSync(claim, { recursive: true });
      const record = { id: 'trap', pid: 1, version: '9.0.0', address, token: 'trap', machine: thisMachine() };
      writeFileSync(join(claim, recordFile), JSON.stringify(record));
      chownSync(join(room.dataDir, claimsFolder), somebodyElse, somebodyElse);
      try {
        await expect(room.open('victim')).rejects.toThrow('belongs to another user');
      } finally {
        removeHostAddress(address);
        room.dispose();
      }
    });
  },
);
