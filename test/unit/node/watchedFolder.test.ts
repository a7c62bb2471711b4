import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImportError } from '../../../src/core/errors.ts';
import { watchedFolder } from '../../../src/node/watchedFolder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backbeat-watched-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a watched folder', () => {
  it('lists the ZIPs in itself, by name, with size and time', async () => {
    writeFileSync(join(folder, 'b.ZIP'), '12345');
    writeFileSync(join(folder, 'a.zip'), '');
    const files = await watchedFolder.list(folder);
    expect(files.map(({ name, path, size }) => [name, path, size])).toEqual([
      ['a.zip', join(folder, 'a.zip'), 0],
      ['b.ZIP', join(folder, 'b.ZIP'), 5],
    ]);
    expect(files.every(({ modifiedAt }) => Math.abs(modifiedAt - Date.now()) < 3_600_000)).toBe(true);
  });

  it('leaves alone what is no ZIP of its own', async () => {
    for (const name of ['._a.zip', '.zip', 'a.zip.crdownload', 'a.json', 'zip']) {
      writeFileSync(join(folder, name), 'x');
    }
    mkdirSync(join(folder, 'folder.zip'));
    writeFileSync(join(folder, 'folder.zip', 'inner.zip'), 'x');
    symlinkSync(join(folder, 'folder.zip', 'inner.zip'), join(folder, 'link.zip'));
    expect(await watchedFolder.list(folder)).toEqual([]);
  });

  it('says what is wrong with it, without the path to it', async () => {
    const gone = watchedFolder.list(join(folder, 'gone'));
    await expect(gone).rejects.toBeInstanceOf(ImportError);
    await expect(gone).rejects.toMatchObject({
      reason: 'notFound',
      message: 'The folder gone does not exist.',
    });
    writeFileSync(join(folder, 'file'), 'x');
    await expect(watchedFolder.list(join(folder, 'file'))).rejects.toMatchObject({ reason: 'unreadable' });
  });
});
