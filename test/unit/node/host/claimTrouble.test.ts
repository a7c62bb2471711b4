import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HistoryError, HostError } from '../../../../src/core/errors.ts';
import { claimTrouble } from '../../../../src/node/host/claimTrouble.ts';
import { newestClaim } from '../../../../src/node/host/hostRecord.ts';
import { DirectoryRoom } from './directoryRoom.ts';

const isRoot = process.geteuid?.() === 0;
const somebodyElse = 54_321;

let room: DirectoryRoom;
let claims: string;
beforeEach(() => {
  room = new DirectoryRoom();
  claims = join(room.dataDir, 'host');
});
afterEach(() => {
  vi.unstubAllEnvs();
  room.dispose();
});

const refused = (path: string, code: string): Error =>
  Object.assign(new Error(`${code}: something, open '${path}'`), { code, path });

describe('a data directory in which something is in the way', () => {
  it('is opened where a file has the name of a claim', async () => {
    mkdirSync(claims, { mode: 0o700 });
    for (const stray of ['1', '2', '7']) writeFileSync(join(claims, stray), '');
    expect(await (await room.open('first')).hostName()).toBe('first');
    expect(newestClaim(room.dataDir).number).toBe(3);
    expect(await (await room.open('second')).hostName()).toBe('first');
  });

  it('is named where the claims are a file', async () => {
    writeFileSync(claims, '');
    const dataDir = relative(process.cwd(), room.dataDir);
    await expect(room.open('first', { dataDir })).rejects.toMatchObject({
      reason: 'unwritable',
      message: `Cannot use ${claims}: a file is in its way.`,
      hint: 'Move that file, or choose another data directory.',
    });
  });

  it('is named where the record is a folder', async () => {
    const record = join(claims, '1', 'record.json');
    mkdirSync(record, { recursive: true, mode: 0o700 });
    await expect(room.open('first')).rejects.toMatchObject({
      reason: 'unwritable',
      message: `Cannot use ${record}: a folder is in its way.`,
      hint: 'Move that folder, or choose another data directory.',
    });
  });
});

describe.skipIf(process.platform === 'win32')('the folder for temporary files', () => {
  it.each([
    ['is not there', (folder: string) => join(folder, 'absent')],
    ['has a path too long for a socket', (folder: string) => join(folder, 'y'.repeat(100))],
  ])('is done without where it %s', async (what, named) => {
    const folder = mkdtempSync(join(tmpdir(), 'backbeat-tmp-'));
    const path = named(folder);
    if (what !== 'is not there') mkdirSync(path);
    vi.stubEnv('TMPDIR', path);
    expect(await (await room.open('first', { holdsSockets: false })).hostName()).toBe('first');
    expect(await (await room.open('second')).hostName()).toBe('first');
    rmSync(folder, { recursive: true });
  });
});

describe('a data directory with a long path', () => {
  it('has its socket there all the same, where the system has a way to it', async () => {
    const dataDir = join(room.dataDir, 'd'.repeat(120));
    mkdirSync(dataDir, { mode: 0o700 });
    expect(await (await room.open('first', { dataDir })).hostName()).toBe('first');
    expect(await (await room.open('second', { dataDir })).hostName()).toBe('first');
    const record = JSON.parse(readFileSync(join(dataDir, 'host', '1', 'record.json'), 'utf8')) as object;
    expect('inClaim' in record).toBe(process.platform === 'linux');
  });
});

describe('what a file system refuses', () => {
  it.runIf(isRoot)('is told with the path and its owner', () => {
    const claim = join(claims, '1');
    mkdirSync(claim, { recursive: true });
    chownSync(claim, somebodyElse, somebodyElse);
    const error = claimTrouble(room.dataDir, refused(join(claim, 'record.json'), 'EACCES'));
    expect(error).toMatchObject({
      reason: 'unwritable',
      message: `Cannot use ${claim}: it belongs to another user (54321), perhaps since Backbeat once ran with sudo.`,
      hint: `Make it yours (sudo chown -R "$(id -u)" '${claims}'), or choose another data directory.`,
    });
  });

  it('is told without an owner where all of it is ours', () => {
    const error = claimTrouble(room.dataDir, refused(claims, 'EACCES'));
    expect(HistoryError.is(error, 'unwritable')).toBe(true);
    expect((error as HistoryError).message).toBe(`Cannot use ${claims}: permission denied.`);
  });

  it.each([
    ['elsewhere', refused('/elsewhere/file', 'EACCES')],
    ['without a path', new Error('no path')],
    ['that says what to do already', new HostError('gone', 'Gone.')],
  ])('stays what it is %s', (_, error) => {
    expect(claimTrouble(room.dataDir, error)).toBe(error);
  });
});

describe.runIf(isRoot && process.platform !== 'win32')('what a run with sudo left', () => {
  it.each([
    ['a claim', join('host', '3'), true],
    ['the folder of all claims', 'host', false],
  ])(
    'in %s is told to the user who comes later, with the owner',
    { timeout: 60_000 },
    async (_, left, isHeld) => {
      const parent = mkdtempSync('/tmp/backbeat-sudo-');
      const dataDir = join(parent, 'data');
      mkdirSync(join(dataDir, left), { recursive: true, mode: isHeld ? 0o700 : 0o755 });
      if (isHeld) writeFileSync(join(dataDir, left, 'record.json'), '{}', { mode: 0o600 });
      for (const path of [parent, dataDir]) chownSync(path, somebodyElse, somebodyElse);
      if (isHeld) chownSync(join(dataDir, 'host'), somebodyElse, somebodyElse);
      const source = (path: string): string => JSON.stringify(join(import.meta.dirname, '../../../..', path));
      const script = `
      import { openDirectory } from ${source('src/node/host/openDirectory.ts')};
      import { memoryVault } from ${source('test/fixtures/memoryVault.ts')};
      import { recordingLogger } from ${source('test/fixtures/recordingLogger.ts')};
      const ports = { version: '1.0.0', logger: recordingLogger(), vault: memoryVault() };
      const startHost = () => Promise.reject(new Error('it was opened'));
      const dataDir = ${JSON.stringify(dataDir)};
      openDirectory({ ...ports, dataDir, startHost }, () => undefined).catch(({ message, hint }) => {
        console.log(message, hint);
      });`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        ...{ uid: somebodyElse, gid: somebodyElse, cwd: '/' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk) => (said += String(chunk)));
      await new Promise((resolve) => child.once('close', resolve));
      rmSync(parent, { recursive: true });
      expect(said).toContain(`Cannot use ${join(dataDir, left)}: it belongs to the system (root)`);
      expect(said).toContain('sudo chown -R');
    },
  );
});
