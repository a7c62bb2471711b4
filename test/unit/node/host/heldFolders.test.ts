import * as nodeFs from 'node:fs';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import * as nodeFsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataFolder } from '../../../../src/core/ports.ts';
import {
  claimDirectory,
  releaseDirectory,
  revokeEarlier,
  workFolder,
  type ClaimingDisk,
} from '../../../../src/node/host/claim.ts';
import { holdersFolder } from '../../../../src/node/host/holdersFolder.ts';
import { claimNumbers, newestClaim, type HostRecord } from '../../../../src/node/host/hostRecord.ts';
import { thisMachine } from '../../../../src/node/host/machine.ts';
import { makeFile, replaceFile } from '../../../../src/node/vault/atomicFile.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-held-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const windows = { platform: 'win32' } as const;
const record = (id: string): HostRecord => ({
  ...{ id, pid: 1, version: '1.0.0', address: 'nowhere', token: 'token' },
  machine: thisMachine(),
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (name: string): string => readFileSync(join(dataDir, name), 'utf8');
const held = (code: string): Error => Object.assign(new Error(`${code}: in use`), { code });

/** A disk on which another program has something open: these operations fail while `fails` says so. */
function diskThat(
  code: string,
  fails: (operation: 'renameSync' | 'rmSync' | 'rmdirSync', path: string) => boolean,
): ClaimingDisk {
  const orFail =
    <A extends readonly unknown[]>(
      operation: 'renameSync' | 'rmSync' | 'rmdirSync',
      work: (path: string, ...rest: A) => void,
    ) =>
    (path: nodeFs.PathLike, ...rest: A): void => {
      if (fails(operation, String(path))) throw held(code);
      work(String(path), ...rest);
    };
  return {
    ...nodeFs,
    renameSync: orFail('renameSync', nodeFs.renameSync as (path: string, to: nodeFs.PathLike) => void),
    rmSync: orFail('rmSync', nodeFs.rmSync as (path: string, options?: nodeFs.RmOptions) => void),
    rmdirSync: orFail('rmdirSync', nodeFs.rmdirSync as (path: string) => void),
  };
}

/** Its claim, and all in it. */
const isOld = (path: string): boolean => path.startsWith(join(dataDir, 'host', '1'));

/** A first host that stored something and died. */
function deadHost(): DataFolder {
  expect(claimDirectory(dataDir, record('old'), 0)).toBe(true);
  revokeEarlier(dataDir, 'old');
  const folder = holdersFolder(dataDir, 'old');
  folder.append('journal', bytes('one'));
  writeFileSync(join(workFolder(dataDir, 1, 'old'), 'history.new'), 'half');
  return folder;
}

describe.each(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'])('a work folder that answers %s', (code) => {
  it('is left behind, and the next host opens, reads everything and writes', () => {
    deadHost();
    const disk = diskThat(code, (operation, path) => operation !== 'renameSync' && isOld(path));
    expect(claimDirectory(dataDir, record('new'), 1, { disk, ...windows })).toBe(true);
    revokeEarlier(dataDir, 'new', { disk, ...windows });
    const folder = holdersFolder(dataDir, 'new');
    folder.append('journal', bytes(' two'));
    expect(textOf('journal')).toBe('one two');
    expect(claimNumbers(dataDir)).toContain(1);
  });

  it('is of no more use to the one who had it', () => {
    const old = deadHost();
    const disk = diskThat(code, (operation, path) => operation !== 'renameSync' && isOld(path));
    claimDirectory(dataDir, record('new'), 1, { disk, ...windows });
    revokeEarlier(dataDir, 'new', { disk, ...windows });
    expect(existsSync(workFolder(dataDir, 1, 'old'))).toBe(false);
    expect(() => {
      old.append('journal', bytes(' late'));
    }).toThrow();
    expect(textOf('journal')).toBe('one');
  });

  it('is removed by the next host that can', () => {
    deadHost();
    const disk = diskThat(code, (_, path) => isOld(path));
    claimDirectory(dataDir, record('new'), 1, { disk, ...windows });
    revokeEarlier(dataDir, 'new', { disk, ...windows });
    expect([...claimNumbers(dataDir)].sort()).toEqual([1, 2]);
    claimDirectory(dataDir, record('newest'), 2);
    revokeEarlier(dataDir, 'newest');
    expect(claimNumbers(dataDir)).toEqual([3]);
    expect(textOf('journal')).toBe('one');
  });
});

describe('a host that ends while its work folder is open elsewhere', () => {
  it('gives the directory free all the same', () => {
    deadHost();
    const disk = diskThat('EBUSY', (operation, path) => operation === 'rmSync' && path.includes('work-old'));
    releaseDirectory(dataDir, 'old', undefined, { disk, ...windows });
    expect(newestClaim(dataDir)).toMatchObject({ number: 1, record: undefined });
  });
});

describe('a file that a virus scanner looks at for a moment', () => {
  /** Fails this often. */
  const times = (count: number) => {
    let left = count;
    return () => left-- > 0;
  };

  it('is put in place when that moment is over: the claim', () => {
    const disk = diskThat('EPERM', times(3));
    expect(claimDirectory(dataDir, record('one'), 0, { disk, ...windows })).toBe(true);
  });

  it("but a number that somebody else has is nobody's for long", () => {
    claimDirectory(dataDir, record('one'), 0);
    const disk = diskThat('EPERM', (operation) => operation === 'renameSync');
    expect(claimDirectory(dataDir, record('other'), 0, { disk, ...windows })).toBe(false);
    expect(readdirSync(join(dataDir, 'host'))).toEqual(['1']);
  });

  it('is put in place when that moment is over: what a dead host was moving', () => {
    deadHost();
    writeFileSync(join(workFolder(dataDir, 1, 'old'), 'moving-history.sqlite'), 'snapshot');
    const disk = diskThat('EACCES', times(4));
    claimDirectory(dataDir, record('new'), 1);
    revokeEarlier(dataDir, 'new', { disk, ...windows });
    expect(textOf('history.sqlite')).toBe('snapshot');
    expect(claimNumbers(dataDir)).toEqual([2]);
  });

  it.each(['EPERM', 'EBUSY', 'EACCES'])('is replaced after %s', async (code) => {
    const path = join(dataDir, 'folder', 'file');
    await replaceFile(path, bytes('old'));
    const fails = times(3);
    const disk = {
      ...nodeFsPromises,
      rename: (from: nodeFs.PathLike, to: nodeFs.PathLike) =>
        fails() ? Promise.reject(held(code)) : nodeFsPromises.rename(from, to),
    };
    await replaceFile(path, bytes('new'), { disk, ...windows });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(join(dataDir, 'folder'))).toEqual(['file']);
  });

  it('is no error where only the file beside it cannot be removed', async () => {
    const path = join(dataDir, 'file');
    const disk = { ...nodeFsPromises, rm: () => Promise.reject(held('EBUSY')) };
    expect(await makeFile(path, bytes('made'), { disk, ...windows })).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('made');
  });

  it('is an error at once on systems on which it is one', async () => {
    mkdirSync(join(dataDir, 'file'));
    let tries = 0;
    const rename = (): Promise<never> => {
      tries += 1;
      return Promise.reject(held('EPERM'));
    };
    const disk = { ...nodeFsPromises, rename };
    await expect(
      replaceFile(join(dataDir, 'other'), bytes('x'), { disk, platform: 'linux' }),
    ).rejects.toThrow('EPERM');
    expect(tries).toBe(1);
  });

  it('is told where it does not end', async () => {
    const disk = { ...nodeFsPromises, rename: () => Promise.reject(held('EBUSY')) };
    await expect(replaceFile(join(dataDir, 'file'), bytes('x'), { disk, ...windows })).rejects.toThrow(
      'EBUSY',
    );
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
