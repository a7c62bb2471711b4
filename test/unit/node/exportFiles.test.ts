import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportFiles } from '../../../src/node/exportFiles.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backbeat-export-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function chunksOf(path: string, from?: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportFiles.stream(path, from)) chunks.push(chunk);
  return chunks;
}

describe('exportFiles', () => {
  it('tells files from folders', async () => {
    await writeFile(join(folder, 'a.json'), '[1]');
    expect(await exportFiles.stat(join(folder, 'a.json'))).toEqual({ kind: 'file', size: 3 });
    expect(await exportFiles.stat(folder)).toEqual({ kind: 'folder', size: 0 });
  });

  it('lists all files below a folder, sorted, with / between the parts', async () => {
    await mkdir(join(folder, 'b', 'deep'), { recursive: true });
    await writeFile(join(folder, 'b', 'deep', 'x.json'), '');
    await writeFile(join(folder, 'b', 'a.json'), '');
    await writeFile(join(folder, 'a.json'), '');
    expect(await exportFiles.listFolder(folder)).toEqual(['a.json', 'b/a.json', 'b/deep/x.json']);
    expect(await exportFiles.read(exportFiles.join(folder, 'b/deep/x.json'))).toHaveLength(0);
  });

  it.skipIf(process.platform === 'win32')(
    'does not follow symbolic links, so that no loop traps it',
    async () => {
      await symlink(folder, join(folder, 'loop'));
      await writeFile(join(folder, 'a.json'), '');
      expect(await exportFiles.listFolder(folder)).toEqual(['a.json']);
    },
  );

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'lists a folder that may not be looked into by its name, and goes on with the others',
    async () => {
      await mkdir(join(folder, 'closed'));
      await writeFile(join(folder, 'z.json'), '');
      await chmod(join(folder, 'closed'), 0o000);
      expect(await exportFiles.listFolder(folder)).toEqual(['closed/', 'z.json']);
      await chmod(join(folder, 'closed'), 0o700);
    },
  );

  it('reads a file in chunks of at most 1 MiB', async () => {
    const content = Buffer.alloc(2_500_000, 'abcdefg');
    await writeFile(join(folder, 'a.json'), content);
    const chunks = await chunksOf(join(folder, 'a.json'));
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect(Buffer.from(await exportFiles.read(join(folder, 'a.json'))).equals(content)).toBe(true);
  });

  it('reads from a byte on', async () => {
    await writeFile(join(folder, 'a.json'), '0123456789');
    expect(Buffer.concat(await chunksOf(join(folder, 'a.json'), 7)).toString()).toBe('789');
  });

  it('closes the file if it is left before the end', async () => {
    await writeFile(join(folder, 'a.json'), Buffer.alloc(3_000_000));
    for await (const chunk of exportFiles.stream(join(folder, 'a.json'))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await rm(join(folder, 'a.json'));
  });

  it('says what does not exist, without the path to it', async () => {
    const missing = join(folder, 'gone.zip');
    const reads: readonly ((path: string) => Promise<unknown>)[] = [
      (path) => exportFiles.stat(path),
      (path) => exportFiles.read(path),
      (path) => chunksOf(path),
    ];
    for (const read of reads) {
      await expect(read(missing)).rejects.toMatchObject({
        reason: 'notFound',
        message: 'gone.zip does not exist.',
      });
    }
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says what may not be read',
    async () => {
      await writeFile(join(folder, 'a.json'), '[]');
      await chmod(join(folder, 'a.json'), 0);
      await expect(exportFiles.read(join(folder, 'a.json'))).rejects.toMatchObject({
        reason: 'noPermission',
      });
    },
  );

  it('names a file by the last part of its path', () => {
    expect(exportFiles.baseName(join(folder, 'a.json'))).toBe('a.json');
  });
});
