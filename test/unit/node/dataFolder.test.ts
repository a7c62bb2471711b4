import * as nodeFs from 'node:fs';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import type { DataFolder } from '../../../src/core/ports.ts';
import { openDataFolder } from '../../../src/node/dataFolder.ts';
import { extended, importRows, openStore, playsOf, start } from '../history/stores.ts';

let parent: string;
let path: string;
let folder: DataFolder;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-folder-'));
  path = join(parent, 'deep', 'data');
  folder = openDataFolder(path);
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (name: string): string | undefined => {
  const found = folder.read(name);
  return found && new TextDecoder().decode(found);
};
const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;

describe('a data folder', () => {
  it('is made where it is missing', () => {
    expect(statSync(path).isDirectory()).toBe(true);
    expect(() => openDataFolder(path)).not.toThrow();
  });

  it.skipIf(isWindows)('belongs to its owner alone, with its files', () => {
    folder.append('journal', bytes('a'));
    folder.replace('snapshot', bytes('b'));
    folder.replace('snapshot', bytes('c'), 'previous');
    expect(statSync(path).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(path)) expect(statSync(join(path, name)).mode & 0o777).toBe(0o600);
  });

  it('knows no file that is not there', () => {
    expect(folder.read('none')).toBeUndefined();
    expect(folder.size('none')).toBe(0);
    expect(() => {
      folder.rename('none', 'other');
      folder.remove('none');
    }).not.toThrow();
  });

  it('appends', () => {
    folder.append('journal', bytes('one '));
    folder.append('journal', bytes('two'));
    expect(text('journal')).toBe('one two');
    expect(folder.size('journal')).toBe(7);
  });

  it('leaves the older copy alone where there is nothing newer to keep', () => {
    folder.replace('previous', bytes('one'));
    folder.replace('snapshot', bytes('two'), 'previous');
    expect([text('snapshot'), text('previous')]).toEqual(['two', 'one']);
  });

  it('replaces, and keeps what was there under another name', () => {
    folder.replace('snapshot', bytes('one'), 'previous');
    expect(text('previous')).toBeUndefined();
    folder.replace('snapshot', bytes('two'), 'previous');
    folder.replace('snapshot', bytes('three'), 'previous');
    expect([text('snapshot'), text('previous')]).toEqual(['three', 'two']);
    expect(readdirSync(path).sort()).toEqual(['previous', 'snapshot']);
  });

  it('replaces although a killed process left a half-written file', () => {
    writeFileSync(join(path, 'snapshot.new'), 'half');
    folder.replace('snapshot', bytes('whole'));
    expect(text('snapshot')).toBe('whole');
    expect(readdirSync(path)).toEqual(['snapshot']);
  });

  it.skipIf(isWindows)(
    'puts its own names on the medium before the first thing is built on them, once',
    () => {
      const calls: string[] = [];
      const opened = new Map<number, string>();
      const disk = {
        ...nodeFs,
        openSync: (file: nodeFs.PathLike, flags: nodeFs.OpenMode, mode?: nodeFs.Mode | null): number => {
          const fd = nodeFs.openSync(file, flags, mode);
          opened.set(fd, String(file));
          return fd;
        },
        fsyncSync: (fd: number): void => {
          calls.push(`sync ${opened.get(fd) ?? ''}`);
        },
        writeSync: ((fd: number, data: Uint8Array, at: number) => {
          calls.push('write');
          return nodeFs.writeSync(fd, data, at);
        }) as typeof nodeFs.writeSync,
      };
      // As a killed process left it: nobody knows whether the name is on the medium.
      writeFileSync(join(path, 'journal'), 'a');
      const later = openDataFolder(path, { disk });
      later.append('journal', bytes('b'));
      const first = calls.indexOf('write');
      expect(calls.slice(0, first)).toEqual(
        expect.arrayContaining([`sync ${path}`, `sync ${join(parent, 'deep')}`, `sync ${parent}`]),
      );
      calls.length = 0;
      later.append('journal', bytes('c'));
      expect(calls).toEqual(['write', `sync ${join(path, 'journal')}`]);
    },
  );

  it('renames over an older file, and removes', () => {
    folder.append('a', bytes('new'));
    folder.append('b', bytes('old'));
    folder.rename('a', 'b');
    expect([text('a'), text('b')]).toEqual([undefined, 'new']);
    folder.remove('b');
    expect(existsSync(join(path, 'b'))).toBe(false);
  });
});

describe('a data folder that cannot be used', () => {
  it('because a file is in its way says so', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).toThrow(`Cannot use ${file}: a file is in its way.`);
    expect(() => openDataFolder(join(file, 'data'))).toThrow(HistoryError);
  });

  it.skipIf(isWindows || isRoot)('because it is not permitted says so and what to do', () => {
    folder.append('journal', bytes('a'));
    chmodSync(path, 0o500);
    const write = (): void => {
      folder.replace('snapshot', bytes('b'));
    };
    expect(write).toThrow('permission denied');
    expect(write).toThrow(
      expect.objectContaining({ reason: 'unwritable', hint: expect.stringContaining('access') as string }),
    );
    chmodSync(path, 0o700);
  });

  it('keeps the cause of anything else', () => {
    mkdirSync(join(path, 'journal'));
    expect(() => {
      folder.append('journal', bytes('a'));
    }).toThrow(expect.objectContaining({ reason: 'unwritable', cause: expect.any(Error) as Error }));
  });

  it.skipIf(!existsSync('/dev/full'))('because the disk is full says so', () => {
    const full = openDataFolder('/dev');
    expect(() => {
      full.append('full', bytes('a'));
    }).toThrow('the disk is full');
  });
});

describe('a file that another program holds for a moment', () => {
  const heldFor = (times: number, platform: NodeJS.Platform): { folder: DataFolder; tries: () => number } => {
    let tries = 0;
    const renameSync = (from: nodeFs.PathLike, to: nodeFs.PathLike): void => {
      if (tries++ < times) throw Object.assign(new Error('held'), { code: 'EBUSY' });
      nodeFs.renameSync(from, to);
    };
    return {
      folder: openDataFolder(path, { disk: { ...nodeFs, renameSync }, platform }),
      tries: () => tries,
    };
  };

  it('is replaced once it is given free, on Windows', () => {
    const held = heldFor(3, 'win32');
    held.folder.replace('snapshot', bytes('new'));
    expect([text('snapshot'), held.tries()]).toEqual(['new', 4]);
  });

  it('is not waited for where that is no passing trouble', () => {
    const held = heldFor(1, 'linux');
    expect(() => {
      held.folder.replace('snapshot', bytes('new'));
    }).toThrow(HistoryError);
    expect(held.tries()).toBe(1);
    expect(readdirSync(path)).toEqual([]);
  });

  it('stays as it was where it is never given free', () => {
    folder.replace('snapshot', bytes('old'));
    const held = heldFor(Infinity, 'win32');
    expect(() => {
      held.folder.replace('snapshot', bytes('new'));
    }).toThrow(HistoryError);
    expect([text('snapshot'), readdirSync(path)]).toEqual(['old', ['snapshot']]);
  });
});

describe('a history in real files', () => {
  it('is there again after it was closed, and after it was not', async () => {
    const store = await openStore(folder);
    importRows(store, [extended(1, start)], { file: 'a' });
    store.dispose();
    const later = await openStore(openDataFolder(path));
    importRows(later, [extended(2, start)], { file: 'b' });
    const last = await openStore(openDataFolder(path));
    expect(playsOf(last).map(({ name }) => name)).toEqual(['Song 1', 'Song 2']);
    expect(readdirSync(path).sort()).toEqual(['history.checksums.json', 'history.journal', 'history.sqlite']);
  });
});
