import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '../src/protocol/history/importReport.ts';
import { bulkExtendedFile } from '../test/fixtures/bulkExtendedFile.ts';
import { zipExport } from '../test/fixtures/zipExport.ts';
import { measure, type Measured } from './measuredProcess.ts';
import { zipEntries } from './zipEntries.ts';
import { median, printFigures, spread } from './figures.ts';

const defaultRows = 500_000;
const defaultRuns = 5;
/** As in Spotify's own files. */
const rowsPerFile = 16_132;
const paceMs = 240_000;
const root = join(import.meta.dirname, '..');
const cli = join(root, 'dist', 'cli.cjs');

/**
 * Imports an extended export through the CLI that users run, against inflating and parsing the same bytes with
 * nothing else, as whole processes in turn.
 */
export async function importBench([rowsText, runsText]: readonly string[]): Promise<void> {
  const rows = Number(rowsText ?? defaultRows);
  const runs = Number(runsText ?? defaultRuns);
  if (!existsSync(cli)) throw new Error('dist/cli.cjs is missing: run npm run build first.');
  const zip = await bulkZip(rows);
  const results = [];
  for (let run = 0; run <= runs; run += 1) {
    const result = await compare(zip, rows);
    if (run > 0) results.push(result); // the first one warms the file cache
  }
  const seconds = results.map(({ imported }) => imported.seconds);
  printFigures({
    rows,
    runs,
    unpacked_mb: mb(await unpackedBytes(zip)),
    import_seconds: spread(seconds),
    rows_per_second: Math.round(rows / median(seconds)),
    parse_only_seconds: spread(results.map(({ parsed }) => parsed.seconds)),
    ratio: spread(results.map(({ imported, parsed }) => imported.seconds / parsed.seconds)),
    peak_memory_mb: spread(results.map(({ imported }) => mb(imported.peakBytes))),
    database_mb: spread(results.map(({ databaseBytes }) => mb(databaseBytes))),
    memory_above_database_mb: spread(
      results.map(({ imported, databaseBytes }) => mb(imported.peakBytes - databaseBytes)),
    ),
  });
}

interface Compared {
  readonly imported: Measured;
  readonly parsed: Measured;
  readonly databaseBytes: number;
}

async function compare(zip: string, rows: number): Promise<Compared> {
  const dataDir = await mkdtemp(join(tmpdir(), 'backbeat-bench-'));
  try {
    const imported = await measure(cli, ['import', zip, '--data-dir', dataDir, '--json']);
    const { stored } = JSON.parse(imported.stdout) as ImportReport;
    if (stored !== rows) throw new Error(`${stored} of ${rows} rows were stored`);
    const parsed = await measure(join(import.meta.dirname, 'parseOnly.ts'), [zip]);
    return { imported, parsed, databaseBytes: (await stat(join(dataDir, 'history.sqlite'))).size };
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

/** The made export, kept between runs because packing it takes longer than importing it. */
async function bulkZip(rows: number): Promise<string> {
  const folder = join(root, 'node_modules', '.cache', 'backbeat');
  const path = join(folder, `bulk-export-${rows}.zip`);
  if (existsSync(path)) return path;
  const files = [];
  for (let first = 0; first < rows; first += rowsPerFile) {
    const startMs = Date.UTC(2012, 0, 1) + first * paceMs;
    files.push({
      name: `Spotify Extended Streaming History/Streaming_History_Audio_${files.length}.json`,
      text: bulkExtendedFile({ rows: Math.min(rowsPerFile, rows - first), seed: 11, startMs, paceMs }),
    });
  }
  await mkdir(folder, { recursive: true });
  await writeFile(`${path}.new`, await zipExport(files));
  await rename(`${path}.new`, path);
  return path;
}

async function unpackedBytes(zip: string): Promise<number> {
  const { inflateRawSync } = await import('node:zlib');
  let bytes = 0;
  for (const compressed of zipEntries(await readFile(zip))) bytes += inflateRawSync(compressed).length;
  return bytes;
}

const mb = (bytes: number): number => Math.round(bytes / 1e6);
