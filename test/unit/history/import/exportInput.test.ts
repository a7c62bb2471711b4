import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancelledError, ImportError } from '../../../../src/core/errors.ts';
import { findExportFiles } from '../../../../src/core/history/import/exportInput.ts';
import { inflateRaw } from '../../../../src/node/inflateRaw.ts';
import { asJson, extendedRows } from '../../../fixtures/exportRows.ts';
import { zipOf } from '../../../fixtures/exportZip.ts';
import { MemoryFiles } from '../../../fixtures/memoryFiles.ts';

const yieldToOthers = (): Promise<void> => setImmediate();
const rows = asJson(extendedRows(2));
const history = { 'MyData/endsong_0.json': rows, 'MyData/ReadMeFirst.pdf': 'pdf' };

function find(
  contents: Readonly<Record<string, string | Uint8Array>>,
  paths = [...topOf(contents)],
  maxZipSizeMb = 500,
) {
  const files = new MemoryFiles(contents);
  return { files, found: findExportFiles({ files, inflateRaw, yieldToOthers }, paths, maxZipSizeMb) };
}

function topOf(contents: Readonly<Record<string, unknown>>): Set<string> {
  return new Set(Object.keys(contents).map((path) => path.split('/')[0] ?? ''));
}

async function pathsIn(
  contents: Readonly<Record<string, string | Uint8Array>>,
  paths?: string[],
): Promise<string[]> {
  const { files } = await find(contents, paths).found;
  return files.map(({ role, path }) => `${role} ${path}`);
}

async function failureOf(
  contents: Readonly<Record<string, string | Uint8Array>>,
  paths?: string[],
): Promise<ImportError> {
  const error: unknown = await find(contents, paths).found.catch((thrown: unknown) => thrown);
  if (!ImportError.is(error)) throw new Error('It should have failed with an ImportError.');
  expect(error.message).toMatch(/^.+\.$/);
  expect(error.hint).toBeTruthy();
  return error;
}

describe('a folder in the folder that may not be looked into', () => {
  it('is named; the rest is taken', async () => {
    const files = new MemoryFiles({ 'export/endsong_0.json': rows });
    files.listFolder = () => Promise.resolve(['closed/', 'endsong_0.json']);
    const found = await findExportFiles({ files, inflateRaw, yieldToOthers }, ['export'], 500);
    expect(found.files.map(({ path }) => path)).toEqual(['export/endsong_0.json']);
    expect(found.problems.map(({ name, error }) => [name, error.message])).toEqual([
      ['export/closed/', 'There is no permission to look into closed/.'],
    ]);
  });
});

describe('findExportFiles takes', () => {
  it('a ZIP', async () => {
    expect(await pathsIn({ 'my_spotify_data.zip': zipOf(history) })).toEqual([
      'plays my_spotify_data.zip/MyData/endsong_0.json',
    ]);
  });

  it('a ZIP in a ZIP, but not a third one in that', async () => {
    const inner = zipOf({ 'endsong_0.json': rows, 'third.zip': zipOf({ 'endsong_1.json': rows }) });
    const { found } = find({ 'outer.zip': zipOf({ 'inner.zip': inner }) });
    const { files, ignored } = await found;
    expect(files.map(({ path }) => path)).toEqual(['outer.zip/inner.zip/endsong_0.json']);
    expect(ignored).toBe(1);
  });

  it('a ZIP without the ending .zip', async () => {
    expect(await pathsIn({ download: zipOf(history) })).toEqual(['plays download/MyData/endsong_0.json']);
  });

  it('one JSON file under any name: its rows decide', async () => {
    expect(await pathsIn({ 'my-export.json': rows })).toEqual(['plays my-export.json']);
    expect(await pathsIn({ 'history.txt': `\ufeff ${rows}` })).toEqual(['plays history.txt']);
  });

  it('several files, and mixtures', async () => {
    const contents = { 'endsong_0.json': rows, 'b.zip': zipOf(history), 'StreamingHistory0.json': '[]' };
    expect(await pathsIn(contents)).toEqual([
      'plays endsong_0.json',
      'plays b.zip/MyData/endsong_0.json',
      'plays StreamingHistory0.json',
    ]);
  });

  it('the same path once', async () => {
    expect(await pathsIn({ 'a.json': rows }, ['a.json', 'a.json'])).toHaveLength(1);
  });

  it('an unpacked folder, at any depth, with a ZIP in it', async () => {
    const contents = {
      'export/Spotify Account Data/StreamingHistory_music_0.json': '[]',
      'export/Spotify Account Data/YourLibrary.json': '{}',
      'export/Spotify Account Data/Userdata.json': '{}',
      'export/more/extended.zip': zipOf(history),
    };
    expect((await pathsIn(contents)).sort()).toEqual([
      'names export/Spotify Account Data/YourLibrary.json',
      'plays export/Spotify Account Data/StreamingHistory_music_0.json',
      'plays export/more/extended.zip/MyData/endsong_0.json',
    ]);
  });

  it('both packages in one ZIP', async () => {
    const zip = zipOf({
      'Spotify Extended Streaming History/Streaming_History_Audio_2023.json.json': rows,
      'Spotify Account Data/StreamingHistory_music_0.json': '[]',
      'Spotify Account Data/Playlist1.json': '{}',
    });
    expect((await find({ 'a.zip': zip }).found).files.map(({ role }) => role)).toEqual([
      'plays',
      'plays',
      'names',
    ]);
  });
});

describe('findExportFiles leaves closed', () => {
  it('what is not on the allow-list', async () => {
    const { files, found } = find({
      'export/endsong_0.json': rows,
      'export/Userdata.json': '{"email":"x"}',
      'export/Payments.json': '{}',
      'export/other.json': '[]',
      'export/ReadMeFirst.pdf': 'pdf',
    });
    expect((await found).ignored).toBe(4);
    expect(files.opened).toEqual([]);
  });

  it('a private file even if it is handed over by itself', async () => {
    const { files, found } = find({ 'Userdata.json': '{"email":"x"}' });
    await expect(found).rejects.toMatchObject({ reason: 'noHistory' });
    expect(files.opened).toEqual([]);
  });

  it('what macOS packs beside each file, without counting it', async () => {
    const zip = zipOf({
      '__MACOSX/MyData/._endsong_0.json': 'debris',
      'MyData/._endsong_0.json': 'x',
      ...history,
    });
    const { files, ignored } = await find({ 'a.zip': zip }).found;
    expect(files.map(({ path }) => path)).toEqual(['a.zip/MyData/endsong_0.json']);
    expect(ignored).toBe(1);
  });
});

describe('findExportFiles with names of strangers', () => {
  it('keeps them free of control characters and bounded', async () => {
    const zip = zipOf({ [`\u001b[31m${'d'.repeat(300)}/endsong_0.json`]: rows });
    const [file] = (await find({ 'a.zip': zip }).found).files;
    expect(file?.path).toMatch(/endsong_0\.json$/);
    expect(file?.path).not.toContain('\u001b');
    expect(file?.path.length).toBeLessThan(250);
  });
});

describe('findExportFiles among several inputs', () => {
  it('notes the bad one and goes on with the others', async () => {
    const { files, problems } = await find({ 'a.zip': zipOf(history), 'b.zip': 'no zip' }, [
      'gone.zip',
      'b.zip',
      'a.zip',
    ]).found;
    expect(files).toHaveLength(1);
    expect(problems.map(({ name, error }) => [name, error.reason])).toEqual([
      ['gone.zip', 'notFound'],
      ['b.zip', 'notAnExport'],
    ]);
  });

  it('notes a bomb and goes on with the other files', async () => {
    const zip = zipOf([
      { name: 'endsong_0.json', content: rows },
      { name: 'endsong_1.json', content: ' '.repeat(900_000), statedSize: 3_000_000_000 },
    ]);
    const { files, problems } = await find({ 'a.zip': zip }).found;
    expect(files.map(({ path }) => path)).toEqual(['a.zip/endsong_0.json']);
    expect(problems.map(({ error }) => error.reason)).toEqual(['bomb']);
  });
});

/** Files with a name of a history and nothing in them. */
const empties = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `${at}/endsong_0.json`, content: '[]', stored: true }));

describe('findExportFiles counts the files of all ZIPs together', () => {
  const large = zipOf(empties(12_000));

  it('and says of the one that is too many how it can be imported', async () => {
    const contents = { 'a.zip': large, 'b.zip': large, 'c.zip': zipOf(history) };
    const { files, problems } = await find(contents).found;
    expect(files).toHaveLength(12_001);
    expect(problems.map(({ name, error }) => [name, error.reason, error.message])).toEqual([
      [
        'b.zip',
        'bomb',
        'With it, the ZIP files of this import would hold more than 20000 files: import it by itself.',
      ],
    ]);
  });

  it('and has room for others again where one is refused for the ZIPs in it', async () => {
    const nested = zipOf([
      { name: 'endsong_0.json', content: rows },
      { name: 'ReadMeFirst.pdf', content: 'pdf' },
      { name: 'broken.zip', content: 'no zip' },
      ...['1.zip', '2.zip'].map((name) => ({ name, content: large })),
    ]);
    const { files, problems, ignored } = await find({ 'a.zip': nested, 'b.zip': large }).found;
    expect(files).toHaveLength(12_000);
    expect(problems.map(({ name, error }) => [name, error.reason])).toEqual([['a.zip', 'bomb']]);
    expect(ignored).toBe(0);
  });

  it('and does not count those of a ZIP twice that lies unpacked in another', async () => {
    const zip = zipOf([{ name: 'inner.zip', content: large, stored: true }]);
    expect((await find({ 'a.zip': zip }).found).files).toHaveLength(12_000);
  });
});

describe('findExportFiles fails', () => {
  it('with notFound where there is nothing', async () => {
    const error: unknown = await find({}, ['gone']).found.catch((thrown: unknown) => thrown);
    expect(ImportError.is(error, 'notFound')).toBe(true);
  });

  it('with notAnExport for what is neither ZIP nor JSON', async () => {
    expect((await failureOf({ 'photo.jpg': '\u0001\u0002' })).reason).toBe('notAnExport');
    expect((await failureOf({ 'a.zip': zipOf({ 'photo.jpg': 'x' }) })).reason).toBe('notAnExport');
    expect((await failureOf({ 'a.zip': '<html>' })).reason).toBe('notAnExport');
  });

  it('with technicalLog for the technical log, and says what to order', async () => {
    const zip = zipOf({ 'Spotify Technical Log Information/RawCoreStream.json': '[]' });
    const error = await failureOf({ 'log.zip': zip });
    expect(error.reason).toBe('technicalLog');
    expect(error.hint).toMatch(/Extended streaming history/);
  });

  it('with noHistory for the account package without history', async () => {
    const zip = zipOf({
      'MyData/Userdata.json': '{}',
      'MyData/YourLibrary.json': '{}',
      'MyData/Playlist1.json': '{}',
    });
    const error = await failureOf({ 'account.zip': zip });
    expect(error.reason).toBe('noHistory');
    expect(error.message).toMatch(/account data/);
    expect(error.hint).toMatch(/Extended streaming history/);
  });

  it('with tooLarge over the limit, for one ZIP and for all together', async () => {
    const half = zipOf([{ name: 'endsong_0.json', content: new Uint8Array(700_000), stored: true }]);
    const { problems } = await find({ 'a.zip': half, 'b.zip': half }, undefined, 1).found;
    expect(problems.map(({ error }) => error.reason)).toEqual(['tooLarge']);
    const whole = zipOf([{ name: 'endsong_0.json', content: new Uint8Array(1_100_000), stored: true }]);
    await expect(find({ 'a.zip': whole }, undefined, 1).found).rejects.toMatchObject({
      reason: 'tooLarge',
      hint: expect.stringMatching(/maxZipSizeMb/) as string,
    });
  });

  it('with tooLarge for a ZIP in a ZIP that unpacks beyond the limit', async () => {
    const inner = zipOf([{ name: 'endsong_0.json', content: new Uint8Array(3_000_000), stored: true }]);
    await expect(find({ 'a.zip': zipOf({ 'inner.zip': inner }) }, undefined, 1).found).rejects.toMatchObject({
      reason: 'tooLarge',
    });
  });

  it('with bomb for a few bytes that would be gigabytes', async () => {
    const zip = zipOf([{ name: 'endsong_0.json', content: ' '.repeat(900_000), statedSize: 3_000_000_000 }]);
    expect((await failureOf({ 'bomb.zip': zip })).reason).toBe('bomb');
  });

  it('with bomb for many harmless files that are a flood together', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `endsong_${index}.json`);
    const zip = zipOf(names.map((name) => ({ name, content: '[]', statedSize: 60 * 1024 * 1024 })));
    expect((await failureOf({ 'bomb.zip': zip })).reason).toBe('bomb');
  });

  it('with encrypted and truncated ZIPs', async () => {
    const encrypted = zipOf([{ name: 'endsong_0.json', content: rows, encrypted: true }]);
    expect((await failureOf({ 'a.zip': encrypted })).reason).toBe('encrypted');
    expect((await failureOf({ 'a.zip': zipOf(history).subarray(0, 200) })).reason).toBe('truncated');
  });

  it('with CancelledError when cancelled', async () => {
    const files = new MemoryFiles({ 'a.zip': zipOf(history) });
    const deps = { files, inflateRaw, yieldToOthers };
    const found = findExportFiles(deps, ['a.zip'], 500, AbortSignal.abort());
    await expect(found).rejects.toBeInstanceOf(CancelledError);
  });

  it.each([
    ['the entries of a ZIP', { 'a.zip': zipOf(empties(500)) }],
    ['the files of a folder', Object.fromEntries(empties(500).map(({ name }) => [`a/${name}`, '[]']))],
  ])('with CancelledError when cancelled among %s, and others have their turn there', async (_, contents) => {
    const files = new MemoryFiles(contents);
    const cancel = new AbortController();
    let turns = 0;
    const deps = {
      ...{ files, inflateRaw },
      yieldToOthers: () => {
        turns += 1;
        if (turns === 100) cancel.abort();
        return setImmediate();
      },
    };
    const found = findExportFiles(deps, [...topOf(contents)], 500, cancel.signal);
    await expect(found).rejects.toBeInstanceOf(CancelledError);
    expect(turns).toBe(100);
  });

  it('with bomb for a ZIP of ZIPs that hold too many files together', async () => {
    const inner = zipOf(empties(7_000));
    const zip = zipOf(['1.zip', '2.zip', '3.zip'].map((name) => ({ name, content: inner })));
    const error = await failureOf({ 'a.zip': zip });
    expect(error.reason).toBe('bomb');
    expect(error.message).toBe(
      "a.zip: The ZIP, with the ZIPs in it, holds more than 20000 files: this is no file of Spotify's.",
    );
  });
});

describe('the checksum of a file', () => {
  it('tells files of the same size apart by their beginning and their end', async () => {
    const filler = 'x'.repeat(200_000);
    const contents = { 'a.json': `[1${filler}1]`, 'b.json': `[2${filler}1]`, 'c.json': `[1${filler}2]` };
    const { files } = await find(contents).found;
    const checksums = await Promise.all(files.map((file) => file.checksum()));
    expect(new Set(checksums).size).toBe(3);
  });

  it('is that of the directory inside a ZIP', async () => {
    const { files } = await find({ 'a.zip': zipOf(history) }).found;
    expect(await files[0]?.checksum()).toMatch(/^[0-9a-f]{1,8}$/);
  });
});
