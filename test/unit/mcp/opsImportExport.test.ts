import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { createHistory } from '../../../src/core/history/createHistory.ts';
import { dispatch } from '../../../src/core/mcp/dispatch.ts';
import { opsImportExport } from '../../../src/core/mcp/tools/ops/opsImportExport.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import type { WorkProgress } from '../../../src/protocol/progress.ts';
import { extendedRow } from '../../fixtures/exportRows.ts';
import { MemoryExports } from '../../fixtures/memoryExports.ts';
import { MemoryFiles } from '../../fixtures/memoryFiles.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { MemoryFolder } from '../history/stores.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const instant = (minute: number): string =>
  new Date(Date.UTC(2024, 0, 1) + minute * 60_000).toISOString().replace('.000', '');
const rows = (count: number): unknown[] =>
  Array.from({ length: count }, (_, at) => extendedRow({ ts: instant(at * 10) }));

/** The tool over a history of its own; the files are those of the user's disk. */
function toolOver(files: Readonly<Record<string, string>>) {
  const folder = new MemoryFolder();
  const history = createHistory({
    version: '0.0.0',
    clock: { now: () => Date.UTC(2025, 0, 1), timeZone: () => 'UTC' },
    logger: recordingLogger(),
    folder,
    exportFiles: new MemoryFiles(files),
    inflateRaw,
    sqlWasm: () => wasm,
    queries: memoryQueries(folder, wasm),
    historyExports: new MemoryExports(),
    settings: () => ({
      ...{ timeZone: undefined, minPlaySeconds: 30, maxZipSizeMb: 500, maxRecords: 5_000_000 },
      keepOptionalFields: false,
    }),
    yieldToOthers: () => Promise.resolve(),
  });
  const api = createLocalApi(history.handlers, history.listeners);
  const reported: WorkProgress[] = [];
  return {
    reported,
    call: async (args: object, signal = new AbortController().signal) =>
      opsImportExport.output.strict().parse(
        await dispatch(opsImportExport, args, {
          api,
          signal,
          progress: (progress) => reported.push(progress),
        }),
      ),
  };
}

const folder = '/home/me/my_spotify_data/Spotify Extended Streaming History';
const export1 = {
  [`${folder}/Streaming_History_Audio_2024_0.json`]: JSON.stringify([...rows(40), { ts: 'never' }, 7]),
  [`${folder}/Streaming_History_Audio_2024_1.json`]: JSON.stringify(rows(50)),
  [`${folder}/ReadMeFirst.pdf`]: '%PDF',
};

describe('an import by an agent', () => {
  it('accounts for every row in a few numbers', async () => {
    const { call, reported } = toolOver(export1);
    const report = await call({ path: folder });
    const leftOut = (report.left_out ?? []).reduce((sum, { rows: some }) => sum + some, 0);
    expect(report).toMatchObject({
      status: 'success',
      rows_read: 92,
      stored: 50,
      already_known: 40,
      files: 2,
    });
    expect(report.stored + report.already_known + report.superseded + leftOut).toBe(report.rows_read);
    expect(report.message).toContain('92 rows');
    expect(reported.at(-1)?.message).toMatch(/^Streaming_History_Audio_2024_\d\.json: \d+ rows$/);
    const done = reported.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((one, other) => one - other));
  });

  it('adds nothing the second time', async () => {
    const { call } = toolOver(export1);
    await call({ path: folder });
    expect(await call({ path: folder })).toMatchObject({ stored: 0, rows_read: 92, already_known: 90 });
  });

  it('stops when the caller does', async () => {
    const { call } = toolOver(export1);
    const caller = new AbortController();
    caller.abort();
    await expect(call({ path: folder }, caller.signal)).rejects.toThrow(CancelledError);
  });

  it.each([
    'export.zip',
    './export.zip',
    '~/export.zip',
    '//server/share/export.zip',
    '\\\\server\\share\\export.zip',
  ])('wants a whole path on this machine: %s', async (path) => {
    await expect(toolOver({}).call({ path })).rejects.toThrow('path: this is no whole path on this machine.');
  });

  it('says that there is nothing at the path', async () => {
    await expect(toolOver({}).call({ path: '/home/me/export.zip' })).rejects.toMatchObject({
      code: 'IMPORT_ERROR',
      reason: 'notFound',
    });
  });
});
