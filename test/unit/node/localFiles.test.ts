import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localFiles } from '../../../src/node/localFiles.ts';

let folder = '';
let files: ReturnType<typeof localFiles>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backbeat-local-'));
  files = localFiles(join(folder, 'exports'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});
const posix = process.platform !== 'win32';

describe('a file that is handed over', () => {
  it('is read whole, up to the size that is allowed', async () => {
    const path = join(folder, 'a.csv');
    const content = Buffer.alloc(700_000, 'abc');
    await writeFile(path, content);
    expect(Buffer.from(await files.read(path, 700_000)).equals(content)).toBe(true);
    await expect(files.read(path, 699_999)).rejects.toThrow('a.csv is larger than 1 MB.');
  });

  it('may be named from the home folder on', async () => {
    await expect(files.read('~/backbeat-is-not-here.csv', 1)).rejects.toThrow(
      'backbeat-is-not-here.csv does not exist.',
    );
    expect(homedir()).not.toBe('');
  });

  it.each([
    ['a.csv', 'path: this is no whole path of a file.'],
    ['./a.csv', 'path: this is no whole path of a file.'],
    ['/a\0.csv', 'path: this is no whole path of a file.'],
    ['~someone/a.csv', 'path: this is no whole path of a file.'],
  ])('is refused by a path that depends on where it is read: %j', async (path, message) => {
    await expect(files.read(path, 10)).rejects.toMatchObject({ code: 'INPUT_ERROR', message });
  });

  it('is no folder', async () => {
    await expect(files.read(folder, 10)).rejects.toThrow(/is a folder\.$/);
  });

  it.skipIf(!posix)('is no device and no pipe, and nothing waits for one', async () => {
    await expect(files.read('/dev/zero', 10)).rejects.toThrow('zero is no ordinary file.');
    const pipe = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(files.read(pipe, 10)).rejects.toThrow('pipe.csv is no ordinary file.');
    await symlink('/dev/zero', join(folder, 'link.csv'));
    await expect(files.read(join(folder, 'link.csv'), 10)).rejects.toThrow('link.csv is no ordinary file.');
  });

  it.skipIf(process.platform !== 'linux')(
    'is not read past the size that it gives, whatever it shows',
    async () => {
      await expect(files.read('/proc/self/maps', 100)).rejects.toThrow('maps is larger than');
    },
  );
});

describe('an export', () => {
  it('is a new file of its owner alone', async () => {
    const path = await files.writeExport('Road trip.csv', 'Björk\r\n');
    expect(path).toBe(join(folder, 'exports', 'Road trip.csv'));
    expect(await readFile(path, 'utf8')).toBe('Björk\r\n');
    if (!posix) return;
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'exports'))).mode & 0o777).toBe(0o700);
  });

  it('takes no name that is taken, nor leaves anything else behind', async () => {
    const names = ['a.csv', 'a.csv', 'a.csv', 'noending', 'noending'];
    for (const name of names) await files.writeExport(name, name);
    expect((await readdir(join(folder, 'exports'))).sort()).toEqual([
      ...['a (2).csv', 'a (3).csv', 'a.csv', 'noending', 'noending (2)'],
    ]);
  });

  it.each(['../a.csv', 'a/b.csv', 'a\\b.csv', '', '..', '.'])('stays in its folder: %j', async (name) => {
    await expect(files.writeExport(name, 'x')).rejects.toThrow('An export needs a plain file name.');
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(!posix || process.getuid?.() === 0)('says so where it cannot be written', async () => {
    await mkdir(join(folder, 'exports'), { mode: 0o500 });
    await expect(files.writeExport('a.csv', 'x')).rejects.toMatchObject({
      code: 'HISTORY_ERROR',
      message: expect.stringContaining('permission denied') as string,
    });
  });

  it('says so where a file is in the way of its folder', async () => {
    await writeFile(join(folder, 'exports'), '');
    await expect(files.writeExport('a.csv', 'x')).rejects.toMatchObject({
      hint: expect.stringContaining('Move that file') as string,
    });
  });
});
