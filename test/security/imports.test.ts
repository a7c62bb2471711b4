import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import JSZip from 'jszip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findExportFiles } from '../../src/core/history/import/exportInput.ts';
import { openArchive } from '../../src/core/history/import/archive.ts';
import { exportFiles } from '../../src/node/exportFiles.ts';
import { inflateRaw } from '../../src/node/inflateRaw.ts';
import type { ImportReport } from '../../src/protocol/history/importReport.ts';
import { extendedRow } from '../fixtures/exportRows.ts';
import { zipOf } from '../fixtures/exportZip.ts';
import { everythingBelow } from './harness/filesBelow.ts';
import { runCli, temporaryFolder, type CliEnd } from './harness/processes.ts';

const megabyte = 1024 * 1024;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.dispose();
});

const at = (...parts: readonly string[]): string => join(folder.path, ...parts);
const name = 'Streaming_History_Audio_2024_0.json';
const good = JSON.stringify([extendedRow()]);

/** Imports paths in a process of its own, which may use 512 MB. */
function imported(...paths: readonly string[]): Promise<CliEnd> {
  const env = { NODE_OPTIONS: '--max-old-space-size=512' };
  return runCli(['import', ...paths, '--json', '--data-dir', at('data')], env);
}

async function report(...paths: readonly string[]): Promise<ImportReport> {
  const { code, stdout, stderr } = await imported(...paths);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as ImportReport;
}

async function refusal(path: string): Promise<string> {
  const { code, stdout, stderr } = await imported(path);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at |node_modules/);
  return stderr;
}

/** A file with one listen at a minute of its own. */
const listenAt = (minute: number): string =>
  JSON.stringify([extendedRow({ ts: `2024-03-10T12:${String(minute).padStart(2, '0')}:00Z` })]);

function zipsOfFiles(): Uint8Array {
  const files = Array.from({ length: 19_000 }, (_, at) => ({ name: `${at}/endsong.json`, content: '[]' }));
  const inner = zipOf(files.map((file) => ({ ...file, stored: true })));
  return zipOf(Array.from({ length: 12 }, (_, at) => ({ name: `${at}.zip`, content: inner })));
}

/** A ZIP whose directory says fifty times that the same bytes are a file. */
function overlapping(): Uint8Array {
  const zip = Buffer.from(zipOf([{ name: 'endsong_0.json', content: new Uint8Array(60 * megabyte) }]));
  return withDirectory(zip, (entry) =>
    Array.from({ length: 50 }, (_, number) => {
      const copy = Buffer.from(entry);
      copy.write(`endsong_${number % 10}.json`, 46);
      return copy;
    }),
  );
}

function millionEntries(): Uint8Array {
  const zip = Buffer.from(zipOf([{ name: 'a', content: '', stored: true }]));
  return withDirectory(zip, (entry) => [Buffer.alloc(entry.length * 1_000_000, entry)]);
}

/** A ZIP of one entry with another directory, which is made of that entry's. */
function withDirectory(zip: Buffer, make: (entry: Buffer) => readonly Buffer[]): Uint8Array {
  const start = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const end = zip.length - 22;
  const directory = Buffer.concat(make(zip.subarray(start, end)));
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt32LE(directory.length, 12);
  return Buffer.concat([zip.subarray(0, start), directory, tail]);
}

function zipFile(entries: Parameters<typeof zipOf>[0]): string {
  writeFileSync(at('my_data.zip'), zipOf(entries));
  return at('my_data.zip');
}

describe('a ZIP of an attacker', () => {
  it('writes nothing anywhere by the names of its entries (path traversal)', async () => {
    const paths = [
      '../../../escaped/endsong_0.json',
      '/etc/endsong_0.json',
      'C:\\Windows\\endsong_0.json',
      '..\\..\\endsong_0.json',
      'a/../../endsong_0.json',
      '\\\\evil.example\\share\\endsong_0.json',
      '__proto__/endsong_0.json',
      'constructor/prototype/endsong_0.json',
      'a\u0000b/endsong_0.json',
      '\u202eevil/endsong_0.json',
      `${'d/'.repeat(10_000)}endsong_0.json`,
    ];
    const entries = paths.map((path, minute) => ({ name: path, content: listenAt(minute) }));
    const seen = await report(zipFile(entries));
    expect(seen).toMatchObject({ rows_read: paths.length, stored: paths.length });
    expect(JSON.stringify(seen)).not.toMatch(/\\u0000|\u202e/);
    const made = everythingBelow(folder.path).map((one) => one.path);
    expect(made.filter((one) => /endsong|escaped|evil|proto/.test(one))).toEqual([]);
  });

  const flood = new Uint8Array(100 * megabyte);
  const bomb = { name: 'endsong_0.json', content: flood };
  const hostile: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
    ['unpacks to a flood', () => zipOf([bomb]), /flood/],
    ['states less than a flood', () => zipOf([{ ...bomb, statedSize: 1_000 }]), /states|length/],
    [
      'states a flood and holds little',
      () => zipOf([{ name: 'endsong_0.json', content: good, statedSize: 0xffff_fff0 }]),
      /flood/,
    ],
    ['has a bomb in a ZIP in it', () => zipOf([{ name: 'inner.zip', content: zipOf([bomb]) }]), /flood/],
    ['is a flood by entries that are the same bytes', overlapping, /flood/],
    ['has 1,000,000 entries', millionEntries, /more than 20000 files/],
    ['has many ZIPs in it with 19,000 files each', zipsOfFiles, /more than 20000 files/],
    [
      'is no ZIP behind its first bytes',
      () => Buffer.from(`PK\x03\x04${'A'.repeat(megabyte)}`),
      /incomplete|damaged/,
    ],
  ];

  it.each(hostile)('that %s is refused', async (_, make, says) => {
    writeFileSync(at('my_data.zip'), make());
    const read = async (): Promise<void> => {
      const deps = { files: exportFiles, inflateRaw, yieldToOthers: () => setImmediate() };
      const { files } = await findExportFiles(deps, [at('my_data.zip')], 500);
      for (const file of files)
        for await (const chunk of file.open()) expect(chunk.length).toBeLessThan(megabyte);
    };
    await expect(read()).rejects.toThrow(says);
  });

  it('keeps nothing else from being imported, in a process of 512 MB', async () => {
    const paths = hostile.map(([, make], number) => {
      writeFileSync(at(`hostile${number}.zip`), make());
      return at(`hostile${number}.zip`);
    });
    writeFileSync(at(name), good);
    expect(await report(...paths, at(name))).toMatchObject({ status: 'partial', stored: 1 });
  });

  it('is not opened three deep', async () => {
    const third = zipOf([{ name: 'endsong_0.json', content: good }]);
    const second = zipOf([{ name: 'third.zip', content: third }]);
    expect(await refusal(zipFile([{ name: 'second.zip', content: second }]))).toMatch(
      /no .*history|nothing/i,
    );
  });

  it('with 19,000 files of one name costs the time of 19,000 files', async () => {
    const entries = Array.from({ length: 19_000 }, () => ({
      name: 'endsong_0.json',
      content: '[]',
      stored: true,
    }));
    expect(await openArchive(zipOf(entries), inflateRaw)).toHaveLength(19_000);
  });

  it('does not open private files, whatever folder they are in', async () => {
    const zip = new JSZip();
    zip.file(name, good).file('Userdata.json', '{"email":"canary@example.org"}');
    writeFileSync(at('my_data.zip'), await zip.generateAsync({ type: 'uint8array' }));
    const { code, stdout } = await imported(at('my_data.zip'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ stored: 1, ignored_files: 1 });
    expect(stdout).not.toContain('canary');
  });
});

describe.skipIf(process.platform === 'win32')('a folder of an attacker', () => {
  it('does not lead out of itself by symbolic links', async () => {
    mkdirSync(at('secret'));
    writeFileSync(
      at('secret', 'endsong_9.json'),
      JSON.stringify([extendedRow({ ts: '2020-01-01T00:00:00Z' })]),
    );
    mkdirSync(at('export'));
    writeFileSync(at('export', name), good);
    symlinkSync(at('secret'), at('export', 'folder'));
    symlinkSync(at('secret', 'endsong_9.json'), at('export', 'endsong_1.json'));
    symlinkSync('/dev/zero', at('export', 'endsong_2.json'));
    symlinkSync(at('export'), at('export', 'loop'));
    expect(await report(at('export'))).toMatchObject({ rows_read: 1, stored: 1 });
  });

  it('is not /dev/zero', async () => {
    expect(await refusal('/dev/zero')).toMatch(/neither a file nor a folder/);
  });
});

/** What may be a row of a listening history, and how many listens it is: one without a name is known by its track. */
const text = JSON.stringify(extendedRow());
const titled = (title: string): string => text.replace('"Paper Lanterns"', title);
const rows: readonly (readonly [string, string, number])[] = [
  ['__proto__ as a key', text.replace('{', '{"__proto__":{"ts":"2001-01-01T00:00:00Z","polluted":true},'), 1],
  ['constructor as a key', text.replace('{', '{"constructor":{"prototype":{"polluted":true}},'), 1],
  ['toString instead of a name', titled('{"toString":1}'), 1],
  ['a lone surrogate', titled('"a\\ud800b"'), 1],
  ['a lone surrogate alone', titled('"\\udfff"'), 1],
  ['a NUL', titled('"a\\u0000b"'), 1],
  ['nothing but NULs', titled('"\\u0000\\u0000"'), 1],
  ['SQL', titled('"\'); DROP TABLE plays; --"'), 1],
  ['a name of a megabyte', titled(`"${'x'.repeat(megabyte)}"`), 1],
  ['a duration of 1e999', text.replace('214000', '1e999'), 0],
  ['a duration of 400 digits', text.replace('214000', '9'.repeat(400)), 0],
  ['a negative duration', text.replace('214000', '-1'), 0],
  ['a duration over 2^53', text.replace('214000', '9007199254740993'), 0],
  ['a time in the year 9999', text.replace('2024-03', '9999-03'), 0],
  ['a time that is a number', text.replace('"2024-03-10T12:34:56Z"', '1e308'), 0],
  ['a time of 10,000 characters', text.replace('2024-03-10T12:34:56Z', '2'.repeat(10_000)), 0],
  [
    '200,000 lists in each other',
    text.replace('{', `{"deep":${'['.repeat(200_000)}${']'.repeat(200_000)},`),
    1,
  ],
];

describe('rows of an attacker', () => {
  it('do no harm, and cost none of the rows beside them', async () => {
    mkdirSync(at('export'));
    for (const [number, [, hostile]] of rows.entries()) {
      const minute = String(number).padStart(2, '0');
      const here = hostile.replace('T12:34', `T12:${minute}`);
      const beside = text.replace('T12:34', `T18:${minute}`);
      writeFileSync(at('export', `Streaming_History_Audio_${minute}.json`), `[${here},${beside}]`);
    }
    const { files } = await report(at('export'));
    const seen = rows.map(([what], number) => {
      const minute = String(number).padStart(2, '0');
      return [what, files.find(({ file }) => file.endsWith(`_${minute}.json`))?.stored];
    });
    expect(seen).toEqual(rows.map(([what, , stored]) => [what, stored + 1]));
    const asked = await runCli(['top', 'tracks', '--from', '2024-01-01', '--json', '--data-dir', at('data')]);
    expect(asked.stdout).not.toMatch(/polluted|\\u0000|\\ud800/);
    expect(asked.stderr).toBe('');
  });
});
