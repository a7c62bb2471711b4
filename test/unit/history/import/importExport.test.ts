import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CancelledError, HistoryError, ImportError } from '../../../../src/core/errors.ts';
import {
  importExport,
  type ImportDeps,
  type ImportOptions,
} from '../../../../src/core/history/import/importExport.ts';
import type { ImportBatch } from '../../../../src/core/history/import/importSink.ts';
import { exportFiles } from '../../../../src/node/exportFiles.ts';
import { inflateRaw } from '../../../../src/node/inflateRaw.ts';
import {
  importReport,
  type ImportProgress,
  type ImportReport,
} from '../../../../src/protocol/history/importReport.ts';
import {
  accountMusicRow,
  accountPodcastRow,
  asJson,
  audiobookRow,
  endsongRow,
  episodeRow,
  extendedRow,
  extendedRows,
  madeUpId,
  utf8,
} from '../../../fixtures/exportRows.ts';
import { zipOf } from '../../../fixtures/exportZip.ts';
import { MemoryFiles } from '../../../fixtures/memoryFiles.ts';
import { RecordingSink } from '../../../fixtures/recordingSink.ts';
import { openStore } from '../stores.ts';

type Contents = Readonly<Record<string, string | Uint8Array>>;
const settings = { maxZipSizeMb: 500, maxRecords: 5_000_000, keepOptionalFields: false };
const startedAt = Date.UTC(2025, 0, 1);

/** An importer over files in memory; each look at its clock takes some time. */
function importer(contents: Contents, deps: Partial<ImportDeps> = {}, lookMs = 1) {
  const sink = new RecordingSink();
  const files = new MemoryFiles(contents);
  let now = startedAt;
  const all: ImportDeps = {
    files,
    inflateRaw,
    clock: { now: () => (now += lookMs), timeZone: () => 'UTC' },
    settings: () => settings,
    sink,
    yieldToOthers: () => setImmediate(),
    ...deps,
  };
  const run = (options?: ImportOptions, paths = Object.keys(contents)): Promise<ImportReport> =>
    importExport(all, { paths }, options);
  return { sink, files, run };
}

/** The sum that every report must fulfil, in all and for each file. */
function expectEveryRowAccountedFor(report: ImportReport): void {
  expect(importReport.parse(report)).toEqual(report);
  for (const counts of [report, ...report.files]) {
    const leftOut = Object.values(counts.left_out).reduce((sum: number, count) => sum + (count ?? 0), 0);
    expect(counts.stored + counts.already_known + counts.superseded + leftOut).toBe(counts.rows_read);
  }
  expect(report.files.reduce((sum, file) => sum + file.rows_read, 0)).toBe(report.rows_read);
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) throw new Error('It should have failed.');
  return error;
}

/** Rows with the fewest keys, for tests that need many. */
const shortRows = (count: number) =>
  extendedRows(count).map(({ ts, ms_played, master_metadata_track_name, spotify_track_uri }) => ({
    ts,
    ms_played,
    master_metadata_track_name,
    spotify_track_uri,
  }));

/** Both packages, all three schemas, some dirt. */
const mixedZip = zipOf({
  'Spotify Extended Streaming History/Streaming_History_Audio_2023-2024_0.json': asJson([
    ...extendedRows(20),
    episodeRow({ ts: '2024-05-01T10:00:00Z' }),
    audiobookRow({ ts: '2024-05-01T12:00:00Z' }),
  ]),
  'Spotify Extended Streaming History/Streaming_History_Video_2024.json.json': asJson([
    extendedRow({ offline: null }),
  ]),
  'MyData/endsong_0.json': `\ufeff${asJson([endsongRow({ ts: '2013-10-09 20:03:57 UTC', ms_played: '1000' }), null])}`,
  'Spotify Account Data/StreamingHistory_music_0.json': asJson([
    accountMusicRow({ endTime: '2024-06-01 10:00' }),
    accountMusicRow({ artistName: 'Unknown Artist', trackName: 'Unknown Track' }),
  ]),
  'Spotify Account Data/StreamingHistory_podcast_0.json': asJson([
    accountPodcastRow({ endTime: '2024-06-01 11:00' }),
  ]),
  'Spotify Account Data/YourLibrary.json': asJson([]).replace(
    '[]',
    JSON.stringify({
      tracks: [
        {
          track: 'Paper Lanterns',
          artist: 'The Quiet Harbour',
          album: 'Low Tide',
          uri: `spotify:track:${madeUpId(9)}`,
        },
      ],
    }),
  ),
  'Spotify Account Data/Userdata.json': '{"email":"not strict JSON",}',
  '__MACOSX/._endsong_0.json': 'debris',
  'Spotify Account Data/folder/': 'placeholder',
});

describe('importExport', () => {
  it('imports both packages of one ZIP and accounts for every row', async () => {
    const { sink, run } = importer({ 'my_spotify_data.zip': mixedZip });
    const report = await run();
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({
      status: 'success',
      rows_read: 28,
      stored: 26,
      left_out: { not_a_row: 1, placeholder: 1 },
      ignored_files: 1,
      first_played_at: '2013-10-09T20:03:57.000Z',
      last_played_at: '2024-06-01T11:00:00.000Z',
    });
    expect(report.files.map(({ file, format, rows_read }) => [file, format, rows_read])).toEqual([
      ['endsong_0.json', 'endsong', 2],
      ['Streaming_History_Audio_2023-2024_0.json', 'extended', 22],
      ['Streaming_History_Video_2024.json.json', 'extended', 1],
      ['StreamingHistory_music_0.json', 'account', 2],
      ['StreamingHistory_podcast_0.json', 'account', 1],
    ]);
    expect(report.message).toMatch(/^Read 28 rows from 5 files/);
    expect(sink.last.start).toMatchObject({ account: undefined, source: 'my_spotify_data.zip' });
  });

  it('makes the names of library and playlists known before the first listen', async () => {
    const { sink, run } = importer({ 'a.zip': mixedZip });
    let namedBefore = 0;
    const begin = sink.begin.bind(sink);
    sink.begin = (start) => {
      const job = begin(start);
      sink.last.afterBatch = () => (namedBefore ||= sink.last.named.length);
      return job;
    };
    await run();
    expect(sink.last.named).toHaveLength(1);
    expect(namedBefore).toBe(1);
  });

  it('does not rely on the order of the rows', async () => {
    const rows = [
      '2020-05-01T10:00:00Z',
      '2016-01-01T10:00:00Z',
      '2023-07-01T10:00:00Z',
      '2019-01-01T10:00:00Z',
    ];
    const text = asJson(rows.map((ts) => extendedRow({ ts })));
    expect(await importer({ 'merged.json': text }).run()).toMatchObject({
      stored: 4,
      first_played_at: '2016-01-01T10:00:00.000Z',
      last_played_at: '2023-07-01T10:00:00.000Z',
    });
  });

  it('adds nothing the second time', async () => {
    const { run } = importer({ 'a.zip': mixedZip });
    const first = await run();
    const second = await run();
    expectEveryRowAccountedFor(second);
    expect(second).toMatchObject({ stored: 0, already_known: first.stored, job_id: 2 });
  });

  it('stores at most 10,000 rows at once', async () => {
    const { sink, run } = importer({ 'endsong_0.json': asJson(shortRows(23_000)) });
    const report = await run();
    expect(report.stored).toBe(23_000);
    expect(sink.last.batches.map(({ rowsRead, done }) => [rowsRead, done])).toEqual([
      [10_000, false],
      [10_000, false],
      [3000, true],
    ]);
  });

  it('tells the truth about its progress: at the start, at most every 100 ms, at the end', async () => {
    const text = asJson(shortRows(12_000));
    const told: ImportProgress[] = [];
    const { run } = importer({ 'endsong_0.json': text });
    await run({ onProgress: (progress) => told.push(progress) });
    const bytes = utf8(text).length;
    expect(told[0]).toMatchObject({ bytes_read: 0, bytes_total: bytes, rows_read: 0, stored: 0 });
    expect(told.at(-1)).toMatchObject({ bytes_read: bytes, rows_read: 12_000, stored: 12_000 });
    expect(told.length).toBeLessThan(10);
  });

  it('lets others have their turn at least once per MiB', async () => {
    let turns = 0;
    const yieldToOthers = () => {
      turns += 1;
      return setImmediate();
    };
    const text = asJson(extendedRows(4000));
    await importer({ 'endsong_0.json': text }, { yieldToOthers }).run();
    expect(turns).toBeGreaterThanOrEqual(Math.floor(utf8(text).length / 2 ** 20));
  });

  it('counts the rows over the limit and keeps those before it, over all files', async () => {
    const contents = {
      'endsong_0.json': asJson(extendedRows(30)),
      'endsong_1.json': asJson(extendedRows(30)),
    };
    const { sink, run } = importer(contents, { settings: () => ({ ...settings, maxRecords: 40 }) });
    const report = await run();
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ rows_read: 60, left_out: { over_limit: 20 } });
    expect(sink.last.observations).toHaveLength(40);
    expect(report.message).toMatch(/backbeat\.import\.maxRecords/);
  });

  it('takes several paths, and names the account', async () => {
    const { sink } = importer({});
    const files = new MemoryFiles({ 'x/my-export.json': asJson(extendedRows(3)), 'x/b.zip': mixedZip });
    const clock = { now: () => startedAt, timeZone: () => 'UTC' };
    const deps = {
      files,
      inflateRaw,
      clock,
      settings: () => settings,
      sink,
      yieldToOthers: () => setImmediate(),
    };
    const report = await importExport(deps, { paths: ['x/my-export.json', 'x/b.zip'], account: 'ana' });
    expect(report.account).toBe('ana');
    expect(report.files.map(({ file }) => file)).toContain('my-export.json');
    expect(sink.last.start.source).toBe('2 files');
  });
});

describe('an import with damage', () => {
  it('keeps what could be read of a damaged file, names it, and goes on with the others', async () => {
    const zip = zipOf([
      {
        name: 'endsong_0.json',
        content: asJson(extendedRows(3000)),
        damage: (packed) => packed.fill(0xff, packed.length / 2),
      },
      { name: 'endsong_1.json', content: asJson(extendedRows(10)) },
    ]);
    const report = await importer({ 'a.zip': zip }).run();
    expectEveryRowAccountedFor(report);
    expect(report.status).toBe('partial');
    const [first, second] = report.files;
    expect(first?.error).toMatch(/^[A-Z].+\.$/);
    expect(first?.stored).toBeGreaterThan(100);
    expect(second).toMatchObject({ rows_read: 10 });
    expect(second?.error).toBeUndefined();
    expect(report.message).toContain('endsong_0.json was not read whole');
  });

  it('keeps all rows where only the checksum differs, and says so', async () => {
    const zip = zipOf([{ name: 'endsong_0.json', content: asJson(extendedRows(20)), statedCrc32: 7 }]);
    const report = await importer({ 'a.zip': zip }).run();
    expect(report).toMatchObject({ status: 'partial', stored: 20 });
    expect(report.files[0]?.error).toMatch(/checksum/);
  });

  it('counts a damaged stretch in the middle as one row', async () => {
    const text = asJson(extendedRows(20)).replace('"Song 7"', '"Song 7');
    const report = await importer({ 'endsong_0.json': text }).run();
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ status: 'partial', rows_read: 20, stored: 19, left_out: { damaged: 1 } });
  });

  it('says of a file that it ends too early', async () => {
    const text = asJson(extendedRows(20));
    const report = await importer({ 'endsong_0.json': text.slice(0, text.lastIndexOf('"ts"')) }).run();
    expect(report.files[0]).toMatchObject({
      stored: 19,
      left_out: { damaged: 1 },
      error: expect.stringMatching(/ends before its list does/) as string,
    });
  });

  it('reports a bad input beside a good one', async () => {
    const { run } = importer({ 'a.zip': mixedZip, 'b.zip': 'no zip' });
    const report = await run(undefined, ['a.zip', 'b.zip', 'gone.json']);
    expectEveryRowAccountedFor(report);
    expect(report.status).toBe('partial');
    const failed = report.files.filter(({ error }) => error !== undefined);
    expect(failed.map(({ file }) => file)).toEqual(['b.zip', 'gone.json']);
  });

  it('says that a library could not be read and imports the listens all the same', async () => {
    const zip = zipOf({ 'endsong_0.json': asJson(extendedRows(2)), 'YourLibrary.json': '{' });
    const report = await importer({ 'a.zip': zip }).run();
    expect(report).toMatchObject({ status: 'partial', stored: 2 });
    expect(report.message).toContain('YourLibrary.json was not read whole');
  });

  it('takes an empty list for a file without listens, not for damage', async () => {
    const contents = {
      'StreamingHistory_podcast_0.json': '[]',
      'StreamingHistory_music_0.json': asJson([accountMusicRow()]),
    };
    const report = await importer(contents).run();
    expect(report.status).toBe('success');
    expect(report.files.find(({ file }) => file.includes('podcast'))).toMatchObject({
      format: 'empty',
      rows_read: 0,
    });
  });

  it('says that a file is empty or UTF-16', async () => {
    const contents = {
      'endsong_0.json': asJson(extendedRows(2)),
      'endsong_1.json': '',
      'endsong_2.json': new Uint8Array(Buffer.from(`\ufeff${asJson(extendedRows(2))}`, 'utf16le')),
    };
    const { files } = await importer(contents).run();
    expect(files.find(({ file }) => file === 'endsong_1.json')?.error).toMatch(/empty/);
    expect(files.find(({ file }) => file === 'endsong_2.json')?.error).toMatch(/UTF-16/);
  });
});

describe('a file that unpacks to more than its ZIP states', () => {
  it('is left at the size that was stated, in bounded memory', async () => {
    const flood = asJson(extendedRows(20_000, { album: 'x' }));
    const zip = zipOf([
      { name: 'endsong_0.json', content: flood, statedSize: 2_000_000 },
      { name: 'endsong_1.json', content: asJson(extendedRows(2)) },
    ]);
    const report = await importer({ 'a.zip': zip }).run();
    expectEveryRowAccountedFor(report);
    expect(report.files[0]?.error).toMatch(/more than the ZIP states/);
    expect(report.files[0]?.rows_read).toBeLessThan(3000);
    expect(report.files[1]?.rows_read).toBe(2);
  });
});

describe('an import of nothing', () => {
  it.each([
    ['rows of something else', { 'my-export.json': '[{"name":"x"}]' }, 'noHistory'],
    ['an object', { 'package.json': '{"name":"x"}' }, 'noHistory'],
    ['empty lists only', { 'StreamingHistory0.json': '[]' }, 'noHistory'],
    ['no JSON inside', { 'endsong_0.json': 'garbage' }, 'noHistory'],
    ['an empty file', { 'endsong_0.json': '' }, 'unreadable'],
    [
      'a damaged ZIP entry',
      {
        'a.zip': zipOf([
          { name: 'endsong_0.json', content: asJson(extendedRows(9)), damage: (packed) => packed.fill(0xff) },
        ]),
      },
      'unreadable',
    ],
  ])('fails (%s), leaves nothing done, and fails the same way again', async (_, contents, reason) => {
    const { sink, run } = importer(contents);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const error = await failureOf(run());
      expect(error).toBeInstanceOf(ImportError);
      expect(error).toMatchObject({ reason });
      expect((error as ImportError).hint).toBeTruthy();
      expect(sink.last).toMatchObject({ status: 'error', batches: [] });
    }
  });

  it('records a failed job where the input has no listens, each time anew', async () => {
    const { sink, run } = importer({ 'a.zip': zipOf({ 'Userdata.json': '{}' }) });
    const error = (await failureOf(run())) as ImportError;
    await failureOf(run());
    expect(sink.jobs).toHaveLength(2);
    expect(sink.jobs[0]).toMatchObject({ status: 'error', message: error.message, batches: [] });
  });

  it('names the only thing that was handed over', async () => {
    const { run } = importer({ 'holiday.zip': new TextEncoder().encode('not a ZIP at all') });
    await expect(failureOf(run())).resolves.toMatchObject({
      message: 'holiday.zip: The file is not a ZIP.',
      reason: 'notAnExport',
    });
  });

  it('reports rows that are all left out where they are listens', async () => {
    const report = await importer({ 'endsong_0.json': asJson([extendedRow({ ms_played: -1 })]) }).run();
    expect(report).toMatchObject({ rows_read: 1, stored: 0, left_out: { bad_duration: 1 } });
  });
});

describe('an import that is cancelled', () => {
  const contents = {
    'endsong_0.json': asJson(shortRows(25_000)),
    'endsong_1.json': asJson([extendedRow()]),
  };

  it('says what is kept, and goes on there the next time', async () => {
    const { sink, run } = importer(contents);
    const cancel = new AbortController();
    const begin = sink.begin.bind(sink);
    sink.begin = (start) => {
      const job = begin(start);
      sink.last.afterBatch = (batch: ImportBatch) => {
        if (!batch.done) cancel.abort();
      };
      return job;
    };
    const error = await failureOf(run({ signal: cancel.signal }));
    expect(error).toBeInstanceOf(CancelledError);
    expect((error as CancelledError).message).toContain('10,000 new listens were stored and are kept');
    expect(sink.last.status).toBe('cancelled');

    const report = await run();
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ job_id: 1, rows_read: 25_001, stored: 25_001 });
    expect(sink.jobs).toHaveLength(1);
  });

  it('before it begins stores nothing', async () => {
    const { sink, run } = importer(contents);
    expect(await failureOf(run({ signal: AbortSignal.abort() }))).toBeInstanceOf(CancelledError);
    expect(sink.jobs.flatMap(({ batches }) => batches)).toEqual([]);
  });

  it.each([
    // Of each file: its entry, its checksum, its reading, and that there is nothing in it.
    ['while the files are found', 50],
    ['while they are told from those of another import', 350],
    ['while they are read', 650],
    ['while it is noted that they are empty', 950],
  ])('among many files %s ends there', async (_, turns) => {
    const empties = Array.from({ length: 300 }, (_, at) => ({
      name: `${at}/endsong_0.json`,
      content: '[]',
      stored: true,
    }));
    const zip = zipOf([{ name: 'endsong_1.json', content: asJson(extendedRows(3)) }, ...empties]);
    const cancel = new AbortController();
    let had = 0;
    const yieldToOthers = () => {
      had += 1;
      if (had === turns) cancel.abort();
      return setImmediate();
    };
    const { run } = importer({ 'a.zip': zip }, { yieldToOthers });
    expect(await failureOf(run({ signal: cancel.signal }))).toBeInstanceOf(CancelledError);
    expect(had).toBe(turns);
    expect(await run()).toMatchObject({ stored: 3 });
  });

  it('continues behind damage at the same place however the bytes come', async () => {
    const text = asJson(extendedRows(15_000))
      .replace('"Song 40"', '"Song 40')
      .replace('"Song 12000"', '"Song 12000');
    const { sink, run } = importer({ 'endsong_0.json': text }, {}, 200);
    const cancel = new AbortController();
    const error = await failureOf(
      run({
        signal: cancel.signal,
        onProgress: ({ rows_read }) => {
          if (rows_read > 11_000) cancel.abort();
        },
      }),
    );
    expect(error).toBeInstanceOf(CancelledError);
    const report = await run();
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ rows_read: 15_000, stored: 14_998, left_out: { damaged: 2 } });
    expect(sink.jobs).toHaveLength(1);
  });
});

describe('an import whose store fails', () => {
  it('closes the job and passes the error on', async () => {
    const { sink, run } = importer({ 'endsong_0.json': asJson(extendedRows(3)) });
    const begin = sink.begin.bind(sink);
    sink.begin = (start) => {
      const job = begin(start);
      sink.last.afterBatch = () => {
        throw new HistoryError('unwritable', 'The disk is full.');
      };
      return job;
    };
    expect(await failureOf(run())).toBeInstanceOf(HistoryError);
    expect(sink.last).toMatchObject({ status: 'error', message: 'The disk is full.' });
  });
});

describe('an import into the real store', () => {
  it('accounts for every row, and adds nothing the second time', async () => {
    const store = await openStore();
    const { run } = importer({ 'my_spotify_data.zip': mixedZip }, { sink: store.imports });
    const first = await run();
    expectEveryRowAccountedFor(first);
    expect(first).toMatchObject({ status: 'success', rows_read: 28, names_resolved: 2 });
    const second = await run();
    expectEveryRowAccountedFor(second);
    expect(second.stored + second.superseded).toBe(0);
    expect(store.latestImportJobs(5).map(({ status, rows_read }) => [status, rows_read])).toEqual([
      ['success', 28],
      ['success', 28],
    ]);
    store.dispose();
  });

  it('continues a cancelled import', async () => {
    const store = await openStore();
    const { run } = importer({ 'endsong_0.json': asJson(shortRows(12_000)) }, { sink: store.imports }, 200);
    const cancel = new AbortController();
    const options = {
      signal: cancel.signal,
      onProgress: ({ stored }: ImportProgress) => {
        if (stored > 0) cancel.abort();
      },
    };
    expect(await failureOf(run(options))).toBeInstanceOf(CancelledError);
    expect(store.latestImportJobs(1)[0]).toMatchObject({ status: 'cancelled', rows_read: 10_000 });
    const report = await run();
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ job_id: 1, rows_read: 12_000, stored: 12_000 });
    store.dispose();
  });

  it('records why nothing could be imported', async () => {
    const store = await openStore();
    const { run } = importer({ 'my-export.json': '[{"name":"x"}]' }, { sink: store.imports });
    const error = await failureOf(run());
    expect(store.latestImportJobs(1)[0]).toMatchObject({
      status: 'error',
      error: (error as ImportError).message,
    });
    store.dispose();
  });
});

const samples = fileURLToPath(new URL('../../../../../shared/exports/', import.meta.url));

// The sample files of others lie beside the checkout and are not part of it.
describe.skipIf(!existsSync(samples))('the sample exports', () => {
  const sample = (name: string) => importer({}, { files: exportFiles }).run(undefined, [samples + name]);

  it('unsorted rows, one URI for all: 17,829 extended and 3,554 account rows', async () => {
    const report = await sample('synthetic-17829-rows.zip');
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ status: 'success', rows_read: 21_383, ignored_files: 1 });
  });

  it('a BOM, rows with missing keys, null names and a Video file', async () => {
    const report = await sample('with-bom-and-nulls.zip');
    expectEveryRowAccountedFor(report);
    expect(report).toMatchObject({ status: 'success', rows_read: 7, stored: 5, left_out: { no_title: 2 } });
  });

  it('the schemas of endsong and of today', async () => {
    expect((await sample('endsong_0.json')).files[0]).toMatchObject({
      format: 'endsong',
      rows_read: 5,
      left_out: {},
    });
    const today = await sample('Streaming_History_Audio_2023.json');
    expect(today.files[0]).toMatchObject({ format: 'extended', rows_read: 5, left_out: {} });
  });
});
