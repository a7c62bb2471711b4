import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { importExport } from '../../src/core/history/import/importExport.ts';
import type { ImportSink } from '../../src/core/history/import/importSink.ts';
import { formatOf, RowReader } from '../../src/core/history/import/rows.ts';
import { inflateRaw } from '../../src/node/inflateRaw.ts';
import { importReport, type ImportReport } from '../../src/protocol/history/importReport.ts';
import { zipOf } from '../fixtures/exportZip.ts';
import { MemoryFiles } from '../fixtures/memoryFiles.ts';
import { RecordingSink } from '../fixtures/recordingSink.ts';
import { openStore, playsOf } from '../unit/history/stores.ts';
import { fuzzTestMs } from './harness/budget.ts';
import { builtBytes, bytePlans } from './harness/byteMutations.ts';
import { exportWords } from './harness/exportWords.ts';
import { fuzz } from './harness/fuzz.ts';
import { madeExports } from './harness/madeExports.ts';
import { parsedReference } from './harness/parsedReference.ts';

const now = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
const settings = { maxZipSizeMb: 20, maxRecords: 5_000_000, keepOptionalFields: false };
const names = [
  ...['Streaming_History_Audio_2024_0.json', 'MyData/endsong_0.json', 'StreamingHistory_music_0.json'],
  ...['../../endsong_1.json', 'Userdata.json', 'YourLibrary.json', 'inner.zip', '__MACOSX/._endsong_0.json'],
];

function importOf(bytes: Uint8Array, name: string, sink: ImportSink): Promise<ImportReport | string> {
  const deps = {
    files: new MemoryFiles({ [name]: bytes }),
    clock: { now: () => now, timeZone: () => 'UTC' },
    settings: () => settings,
    yieldToOthers: () => setImmediate(),
    ...{ inflateRaw, sink },
  };
  return importExport(deps, { paths: [name] }).catch((error: unknown) => {
    // Anything but an error with a next step is a crash.
    if (AppError.is(error) && error.hint !== undefined)
      return error.code + ('reason' in error ? ` ${String(error.reason)}` : '');
    throw error;
  });
}

function expectEveryRowCounted(report: ImportReport): void {
  importReport.parse(report);
  for (const counts of [report, ...report.files]) {
    const leftOut = Object.values(counts.left_out).reduce((sum: number, count) => sum + (count ?? 0), 0);
    assert.equal(counts.stored + counts.already_known + counts.superseded + leftOut, counts.rows_read);
  }
}

/** A ZIP is tried as one, anything else as a single file. */
async function attempt(bytes: Uint8Array): Promise<string> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const name = isZip ? 'my_spotify_data.zip' : 'endsong_0.json';
  const sink = new RecordingSink();
  const answer = await importOf(bytes, name, sink);
  const reference = isZip ? undefined : parsedReference(bytes);
  if (reference !== undefined) expectCounts(answer, reference);
  if (typeof answer === 'string') return `${isZip ? 'ZIP' : 'file'}: ${answer}`;
  expectEveryRowCounted(answer);
  if (bytes.length % 30 === 0) await expectStoredOnce(bytes, name, answer);
  const isCut = answer.files.some(({ error }) => error !== undefined);
  const read = answer.files.map(({ format }) => format).sort();
  return `${isZip ? 'ZIP' : 'file'}: ${answer.status} ${[...new Set(read)].join(' ')}${isCut ? ', cut' : ''}${answer.ignored_files > 0 ? ', ignored' : ''}`;
}

/** Of a text that JSON.parse accepts: the counts that its rows alone give. */
function expectCounts(answer: ImportReport | string, reference: readonly unknown[]): void {
  const formats = reference.map(formatOf);
  if (formats.every((format) => format === 'unknown')) {
    assert.equal(typeof answer, 'string');
    return;
  }
  if (typeof answer === 'string') assert.fail(`rows of a listening history were refused: ${answer}`);
  const reader = new RowReader({ latest: now + dayMs, keepOptionalFields: false });
  const leftOut: Record<string, number> = {};
  let kept = 0;
  for (const row of reference.map((entry) => reader.read(entry))) {
    if (typeof row === 'string') leftOut[row] = (leftOut[row] ?? 0) + 1;
    else kept += 1;
  }
  assert.deepEqual(answer.left_out, leftOut);
  assert.equal(answer.rows_read, reference.length);
  assert.equal(answer.stored + answer.already_known, kept);
}

/** In the real store: what is new is new once. */
async function expectStoredOnce(bytes: Uint8Array, name: string, told: ImportReport): Promise<void> {
  const store = await openStore();
  try {
    const first = await importOf(bytes, name, store.imports);
    assert.ok(typeof first === 'object');
    expectEveryRowCounted(first);
    assert.deepEqual([first.rows_read, first.left_out], [told.rows_read, told.left_out]);
    const plays = playsOf(store);
    const again = await importOf(bytes, name, store.imports);
    assert.ok(typeof again === 'object');
    expectEveryRowCounted(again);
    assert.deepEqual([again.stored, again.rows_read], [0, first.rows_read]);
    assert.deepEqual(playsOf(store), plays);
  } finally {
    store.dispose();
  }
}

const plans = fc.record({
  content: bytePlans,
  container: bytePlans,
  packing: fc.constantFrom('file', 'zip', 'zip', 'damaged zip', 'damaged zip', 'zip in zip'),
  name: fc.nat(names.length - 1),
  stored: fc.boolean(),
  others: fc.nat(3),
});

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

it(
  'an import takes every file and every ZIP, counts each row once and what JSON.parse reads in full',
  async () => {
    const { runs, outcomes } = await fuzz({
      name: 'archive',
      folders: ['/src/core/history/import/', '/src/node/inflateRaw'],
      plans,
      build: ({ content, container, packing, name, stored, others }, pool) => {
        const texts = pool.filter((bytes) => !isZip(bytes));
        const text = builtBytes(content, madeExports, texts, exportWords);
        if (packing === 'file') return text;
        const entries = [
          { name: names[name] ?? '', content: text, stored },
          ...names.slice(0, others).map((other) => ({ name: other, content: madeExports[2] ?? '' })),
        ];
        const zip = zipOf(entries);
        if (packing === 'zip') return zip;
        if (packing === 'zip in zip') return zipOf([{ name: 'inner.zip', content: zip, stored }]);
        return builtBytes({ ...container, isGentle: false }, [zip], pool.filter(isZip), exportWords);
      },
      attempt,
    });
    expect(runs).toBeGreaterThan(20);
    expect([...outcomes.keys()].some((outcome) => outcome.startsWith('ZIP: '))).toBe(true);
    expect([...outcomes.keys()].some((outcome) => outcome.startsWith('file: '))).toBe(true);
  },
  fuzzTestMs,
);
