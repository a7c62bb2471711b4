import { describe, expect, it } from 'vitest';
import type { ExportFile } from '../../../../src/core/history/import/exportFile.ts';
import { nameFiles } from '../../../../src/core/history/import/fileNames.ts';
import { fingerprintOf } from '../../../../src/core/history/import/fingerprint.ts';

function file(path: string, checksum = 'c', size = 10): ExportFile {
  return {
    path,
    role: 'plays',
    size,
    open: () => new ReadableStream<Uint8Array>(),
    checksum: () => Promise.resolve(checksum),
  };
}

const namesOf = (paths: readonly string[]) =>
  nameFiles(paths.map((path) => file(path))).map(({ name }) => name);

describe('nameFiles', () => {
  it('orders numbers as numbers', () => {
    expect(namesOf(['z/endsong_10.json', 'z/endsong_2.json', 'z/endsong_1.json'])).toEqual([
      'endsong_1.json',
      'endsong_2.json',
      'endsong_10.json',
    ]);
  });

  it('uses the whole path where two files share a name, in whatever order they come', () => {
    const paths = ['a.zip/StreamingHistory0.json', 'b.zip/StreamingHistory0.json', 'b.zip/endsong_0.json'];
    expect(namesOf(paths)).toEqual([
      'endsong_0.json',
      'a.zip/StreamingHistory0.json',
      'b.zip/StreamingHistory0.json',
    ]);
    expect(namesOf([...paths].reverse())).toEqual(namesOf(paths));
  });

  it('numbers files that share even the path', () => {
    expect(namesOf(['a/endsong_0.json', 'a/endsong_0.json'])).toEqual([
      'a/endsong_0.json',
      'a/endsong_0.json (2)',
    ]);
  });

  it('never gives one name twice, even where a file is called as another is numbered', () => {
    const paths = ['a/x.json', 'a/x.json', 'a/x.json', 'a/x.json (2)', 'b/x.json (2)', 'a/x.json (4)'];
    const names = namesOf(paths);
    expect(new Set(names).size).toBe(paths.length);
    expect(names).toContain('a/x.json (3)');
  });

  it('costs for 19,000 files of one path the time of 19,000 files', () => {
    const names = namesOf(Array.from({ length: 19_000 }, () => '…dd/endsong_0.json'));
    expect(names.at(-1)).toBe('…dd/endsong_0.json (19000)');
    expect(new Set(names).size).toBe(19_000);
  });
});

describe('fingerprintOf', () => {
  it('is the same for the same files wherever they lie, in any order', async () => {
    const one = await fingerprintOf([file('a.zip/endsong_0.json', 'x'), file('a.zip/endsong_1.json', 'y')]);
    const other = await fingerprintOf([file('elsewhere/endsong_1.json', 'y'), file('endsong_0.json', 'x')]);
    expect(one).toBe(other);
    expect(one).toMatch(/^[0-9a-f]{40}$/);
  });

  it('differs where a size or a checksum differs', async () => {
    const one = await fingerprintOf([file('endsong_0.json')]);
    expect(await fingerprintOf([file('endsong_0.json', 'other')])).not.toBe(one);
    expect(await fingerprintOf([file('endsong_0.json', 'c', 11)])).not.toBe(one);
  });
});
