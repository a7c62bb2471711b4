import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { HostError, ImportError } from '../../../../src/core/errors.ts';
import { panelImports } from '../../../../src/protocol/panel/panelRequests.ts';
import { importBench } from './importBench.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const filesIn = async (folder: string): Promise<string[]> =>
  existsSync(folder)
    ? (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    : [];

describe('imports of a window', () => {
  it('run one at a time, in their order, and are listed newest first', async () => {
    const { imports, runs } = await importBench();
    const [first, second] = [imports.start(['/x/a.zip'], ['a.zip']), imports.start(['/x/b'], ['b'])];
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    expect(imports.current().imports.map(({ id, state }) => [id, state])).toEqual([
      [second, 'running'],
      [first, 'running'],
    ]);
    runs[0]?.succeed({ message: 'Done.' });
    expect(await imports.outcome(first)).toMatchObject({ message: 'Done.' });
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    expect(runs.map(({ paths }) => paths)).toEqual([['/x/a.zip'], ['/x/b']]);
    runs[1]?.fail(new ImportError('notAnExport', 'b is no export.', { hint: 'Choose another.' }));
    await expect(imports.outcome(second)).rejects.toThrow('b is no export.');
    const shown = imports.current();
    expect(shown.imports).toMatchObject([
      { id: second, state: 'failed', error: { reason: 'notAnExport', hint: 'Choose another.' } },
      { id: first, state: 'done', report: { message: 'Done.' } },
    ]);
    expect(panelImports.parse(shown)).toEqual(shown);
  });

  it('go on with the next one after a host that went away', async () => {
    const { imports, runs, only } = await importBench();
    imports.start(['/x/a.zip'], ['a.zip']);
    const again = imports.start(['/x/a.zip'], ['a.zip']);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    runs[0]?.fail(new HostError('gone', 'It went away.'));
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    runs[1]?.succeed();
    await imports.outcome(again);
    expect(only().state).toBe('done');
    expect(imports.current().imports[1]).toMatchObject({ error: { code: 'HOST_ERROR', reason: 'gone' } });
  });

  it('are cancelled while they wait without ever beginning, and while they run when the history says so', async () => {
    const { imports, runs } = await importBench();
    const [running, waiting] = [imports.start(['/a'], ['a']), imports.start(['/b'], ['b'])];
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    imports.cancel(waiting);
    await expect(imports.outcome(waiting)).rejects.toMatchObject({ code: 'CANCELLED' });
    imports.cancel(running);
    expect(runs[0]?.signal.aborted).toBe(true);
    await expect(imports.outcome(running)).rejects.toMatchObject({ code: 'CANCELLED' });
    const last = imports.start(['/c'], ['c']);
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    expect(runs[1]?.paths).toEqual(['/c']);
    imports.cancel(99); // there is none
    expect(imports.current().imports.map(({ id, state }) => [id, state])).toEqual([
      [last, 'running'],
      [waiting, 'cancelled'],
      [running, 'cancelled'],
    ]);
  });

  it('are taken off the list once they have ended, not before', async () => {
    const { imports, runs } = await importBench();
    const id = imports.start(['/a'], ['a']);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    expect(() => {
      imports.forget(id);
    }).toThrow('has not ended');
    runs[0]?.succeed();
    await imports.outcome(id);
    imports.forget(id);
    imports.forget(id);
    expect(imports.current()).toEqual({ imports: [] });
    await expect(imports.outcome(id)).rejects.toThrow('no such import');
  });

  it('tell of progress at most ten times a second, and the last of it always', async () => {
    const { imports, runs } = await importBench();
    const rows: (number | undefined)[] = [];
    const id = imports.start(['/a'], ['a']);
    imports.onChange(({ imports: [first] }) => rows.push(first?.progress?.rows_read));
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    const start = performance.now();
    for (let row = 1; row <= 500; row++) {
      runs[0]?.progress({ rows_read: row });
      if (row % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await vi.waitFor(() => expect(rows.at(-1)).toBe(500));
    expect(rows.length).toBeLessThanOrEqual(Math.ceil((performance.now() - start) / 100) + 1);
    runs[0]?.succeed();
    await imports.outcome(id);
  });

  it('show names of files without what turns the direction of writing', async () => {
    const { imports, only } = await importBench();
    imports.start(['/a'], [`<b>\u202egnp.zip</b>${'x'.repeat(10_000)}`]);
    expect(only().names[0]).not.toContain('\u202e');
    expect(only().names[0]?.length).toBeLessThanOrEqual(200);
  });
});

describe('dropped files', () => {
  it('are written under their own names where only this user reads, imported, and removed', async () => {
    const { imports, folder, runs, only } = await importBench();
    const files = [
      { name: '../../endsong_0.json', bytes: 5 },
      { name: 'endsong_0.json', bytes: 2 },
      { name: 'empty.json', bytes: 0 },
    ];
    const id = await imports.dropFiles(files);
    expect(only()).toMatchObject({ id, state: 'receiving', received: { bytes: 0, bytes_total: 7 } });
    await imports.dropPart(id, 0, bytes('[1,'));
    await Promise.all([imports.dropPart(id, 0, bytes('2]')), imports.dropPart(id, 1, bytes('[]'))]);
    expect(only().received).toEqual({ bytes: 7, bytes_total: 7 });
    await imports.dropEnd(id);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    const paths = runs[0]?.paths ?? [];
    expect(paths.map((path) => basename(path))).toEqual(['endsong_0.json', 'endsong_0.json', 'empty.json']);
    for (const path of paths) expect(relative(folder, path)).not.toMatch(/^\.\./);
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['[1,2]', '[]', '']);
    if (process.platform !== 'win32') {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect((await stat(paths[0] ?? '')).mode & 0o777).toBe(0o600);
    }
    runs[0]?.succeed();
    await imports.outcome(id);
    expect(await filesIn(folder)).toEqual([]);
    expect(only().state).toBe('done');
  });

  it('are removed after an import that failed, and after one that was cancelled', async () => {
    const { imports, folder, runs } = await importBench();
    for (const [at, end] of (['fail', 'cancel'] as const).entries()) {
      const id = await imports.dropFiles([{ name: 'a.zip', bytes: 1 }]);
      await imports.dropPart(id, 0, bytes('P'));
      await imports.dropEnd(id);
      const outcome = imports.outcome(id);
      await vi.waitFor(() => expect(runs).toHaveLength(at + 1));
      expect(await filesIn(folder)).toEqual(['a.zip']);
      if (end === 'fail') runs.at(-1)?.fail(new ImportError('notAnExport', 'No export.'));
      else imports.cancel(id);
      await expect(outcome).rejects.toThrow();
      expect(await filesIn(folder)).toEqual([]);
    }
  });

  it('are refused over the limit before the first byte', async () => {
    const { imports, folder } = await importBench({ maxZipSizeMb: 500 });
    const refused = imports.dropFiles([{ name: 'huge.zip', bytes: 600 * 1024 * 1024 }]);
    await expect(refused).rejects.toMatchObject({
      reason: 'tooLarge',
      message: 'huge.zip has 600 MB; the limit is 500 MB.',
    });
    await expect(imports.dropFiles([{ name: 'a', bytes: -1 }])).rejects.toThrow('no size');
    await expect(imports.dropFiles([{ name: 'a', bytes: 0.5 }])).rejects.toThrow('no size');
    expect(imports.current().imports).toEqual([]);
    expect(await filesIn(folder)).toEqual([]);
  });

  it('are refused when they are longer or shorter than was said', async () => {
    const { imports, folder, runs, only } = await importBench();
    const longer = await imports.dropFiles([{ name: 'a.zip', bytes: 2 }]);
    await expect(imports.dropPart(longer, 0, bytes('abc'))).rejects.toThrow('not of the size');
    expect(only()).toMatchObject({ state: 'failed', error: { reason: 'truncated' } });
    await expect(imports.dropPart(longer, 0, bytes('a'))).rejects.toThrow('not of the size');
    const shorter = await imports.dropFiles([{ name: 'b.zip', bytes: 2 }]);
    await imports.dropPart(shorter, 0, bytes('a'));
    await expect(imports.dropEnd(shorter)).rejects.toThrow('not of the size');
    expect(only().state).toBe('failed');
    expect(await filesIn(folder)).toEqual([]);
    expect(runs).toEqual([]);
  });

  it('are refused by a part of a file or of an import that does not exist', async () => {
    const { imports } = await importBench();
    await expect(imports.dropPart(7, 0, bytes('a'))).rejects.toThrow('no such import');
    await expect(imports.dropEnd(7)).rejects.toThrow('no such import');
    const id = await imports.dropFiles([{ name: 'a.zip', bytes: 2 }]);
    await expect(imports.dropPart(id, 1, bytes('a'))).rejects.toThrow('no file 1');
  });

  it('can be cancelled while they come; the parts after that are told so', async () => {
    const { imports, folder, only } = await importBench();
    const id = await imports.dropFiles([{ name: 'a.zip', bytes: 4 }]);
    await imports.dropPart(id, 0, bytes('ab'));
    imports.cancel(id);
    await expect(imports.outcome(id)).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(imports.dropPart(id, 0, bytes('cd'))).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(only().state).toBe('cancelled');
    expect(await filesIn(folder)).toEqual([]);
  });

  it('end by themselves when the page that sends them is gone', async () => {
    const { imports, folder, only } = await importBench({ idleMs: 20 });
    const id = await imports.dropFiles([{ name: 'a.zip', bytes: 4 }]);
    await imports.dropPart(id, 0, bytes('ab'));
    await expect(imports.outcome(id)).rejects.toThrow('stopped coming');
    expect(only().state).toBe('failed');
    expect(await filesIn(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'say in one sentence that the folder cannot be written',
    async () => {
      const { imports, folder } = await importBench();
      await mkdir(folder);
      await chmod(folder, 0o500);
      await expect(imports.dropFiles([{ name: 'a.zip', bytes: 1 }])).rejects.toMatchObject({
        reason: 'unwritable',
        message: 'The dropped files could not be kept for the import (EACCES).',
      });
    },
  );

  it('say in one sentence that a file stands where the folder should be', async () => {
    const { imports, folder } = await importBench();
    await writeFile(folder, '');
    await expect(imports.dropFiles([{ name: 'a.zip', bytes: 1 }])).rejects.toMatchObject({
      code: 'HISTORY_ERROR',
      reason: 'unwritable',
    });
  });

  it('of a window that ends are removed at once', async () => {
    const { imports, folder } = await importBench();
    const id = await imports.dropFiles([{ name: 'a.zip', bytes: 4 }]);
    await imports.dropPart(id, 0, bytes('ab'));
    const outcome = imports.outcome(id);
    imports.dispose();
    expect(await filesIn(folder)).toEqual([]);
    await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('that a crash left are removed by the next window; those of a living one stay', async () => {
    const { imports, folder, make } = await importBench();
    const id = await imports.dropFiles([{ name: 'mine.zip', bytes: 4 }]);
    await imports.dropPart(id, 0, bytes('ab'));
    const left = join(folder, `999999999-${'0'.repeat(16)}`, '1', '0');
    const reused = join(folder, `${process.pid}-${'0'.repeat(16)}`);
    const foreign = join(folder, 'notes');
    for (const one of [left, reused, foreign]) {
      await mkdir(one, { recursive: true });
      await writeFile(join(one, 'left.zip'), '');
    }
    const next = make();
    await vi.waitFor(async () => {
      expect(await readdir(folder)).toHaveLength(2);
    });
    expect((await filesIn(folder)).sort()).toEqual(['left.zip', 'mine.zip']);
    expect(existsSync(foreign)).toBe(true);
    next.dispose();
    expect(await filesIn(folder)).toContain('mine.zip');
  });
});
