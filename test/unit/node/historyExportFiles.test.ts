import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import { historyExportFiles } from '../../../src/node/historyExportFiles.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-exports-'));
  folder = join(parent, 'exports');
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

describe('a file of the history', () => {
  it('grows under another name and is there when it is whole, for its owner alone', async () => {
    const file = await historyExportFiles(folder).create('history.jsonl');
    await file.write(bytes('one\n'));
    await file.write(bytes('two\n'));
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^history\.jsonl\..*\.unfinished$/)]);
    const path = await file.finish();
    expect(path).toBe(join(folder, 'history.jsonl'));
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(readdirSync(folder)).toEqual(['history.jsonl']);
    if (process.platform === 'win32') return;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('leaves nothing behind where it is abandoned', async () => {
    const file = await historyExportFiles(folder).create('history.csv');
    await file.write(bytes('half'));
    await file.abandon();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never replaces one that is there', async () => {
    const files = historyExportFiles(folder);
    await (await files.create('history.csv')).finish();
    const second = await files.create('history.csv');
    await second.write(bytes('new'));
    expect(await second.finish()).toBe(join(folder, 'history (2).csv'));
    expect(readFileSync(join(folder, 'history.csv'), 'utf8')).toBe('');
  });

  it('takes away what a killed process left unfinished, and nothing else', async () => {
    await (await historyExportFiles(folder).create('first.csv')).finish();
    writeFileSync(join(folder, 'history.csv.0000.unfinished'), 'half');
    writeFileSync(join(folder, 'mine.txt'), 'kept');
    const file = await historyExportFiles(folder).create('history.csv');
    await file.finish();
    expect(readdirSync(folder).sort()).toEqual(['first.csv', 'history.csv', 'mine.txt']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says so where the folder cannot be written',
    async () => {
      chmodSync(parent, 0o500);
      await expect(historyExportFiles(folder).create('history.csv')).rejects.toThrow(HistoryError);
      chmodSync(parent, 0o700);
    },
  );

  it('says so where a file is in the way of the folder', async () => {
    writeFileSync(folder, 'a file');
    await expect(historyExportFiles(folder).create('history.csv')).rejects.toThrow('a file is in its way');
  });
});
