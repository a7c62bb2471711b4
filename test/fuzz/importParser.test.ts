import assert from 'node:assert/strict';
import { expect, it } from 'vitest';
import { ImportError } from '../../src/core/errors.ts';
import { damagedStretch } from '../../src/core/history/import/carefulReader.ts';
import { JsonRows } from '../../src/core/history/import/jsonRows.ts';
import { formatOf, RowReader } from '../../src/core/history/import/rows.ts';
import { RowScanner } from '../../src/core/history/import/rowScanner.ts';
import { fuzzTestMs } from './harness/budget.ts';
import { builtBytes, bytePlans } from './harness/byteMutations.ts';
import { exportWords } from './harness/exportWords.ts';
import { fuzz } from './harness/fuzz.ts';
import { madeExports } from './harness/madeExports.ts';
import { parsedReference } from './harness/parsedReference.ts';

const latest = Date.UTC(2026, 0, 1);
const options = { latest, keepOptionalFields: true };
/** Sizes that put the cuts everywhere, and the product's own. */
const blockSizes = [16, 61, 400, 4096, 256 * 1024];
/** Kept over all inputs, as one import keeps it over all files. */
const rowScanner = new RowScanner(256);

interface Reading {
  readonly formats: readonly string[];
  /** What the rows say, or why they are left out. */
  readonly rows: readonly unknown[];
  readonly endsInsideList: boolean;
}

function read(bytes: Uint8Array, blockBytes: number, chunkBytes: number): Reading | 'UTF-16' {
  const json = new JsonRows({ rowScanner, blockBytes });
  const reader = new RowReader(options);
  const entries: unknown[] = [];
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      for (const some of json.push(bytes.subarray(at, at + chunkBytes))) entries.push(...some);
    }
    for (const some of json.end()) entries.push(...some);
  } catch (error) {
    if (ImportError.is(error, 'unreadable')) return 'UTF-16';
    throw error;
  }
  const rows = entries.map((entry) => (entry === damagedStretch ? 'damaged' : reader.read(entry)));
  return { formats: entries.map(formatOf), rows, endsInsideList: json.endsInsideList };
}

function attempt(bytes: Uint8Array): string {
  const reference = parsedReference(bytes);
  // Of the input alone, so that a kept one is read the same way again.
  const blockBytes = blockSizes[bytes.length % blockSizes.length] ?? 1;
  const reading = read(bytes, blockBytes, 1 + (bytes.length % 977));
  if (reading === 'UTF-16') {
    assert.equal(reference, undefined);
    return 'UTF-16';
  }
  const anew = read(bytes, blockBytes, 64 * 1024);
  assert.deepEqual(anew, reading);
  assert.ok(reading.rows.length <= bytes.length);
  for (const row of reading.rows) if (typeof row === 'object') expectSound(row as Row);
  const reasons = new Set(reading.rows.map((row) => (typeof row === 'string' ? row : 'row')));
  const outcome = [...reasons].sort().join(' ');
  if (reference === undefined) return `damaged: ${outcome}${reading.endsInsideList ? ', cut' : ''}`;
  const reader = new RowReader(options);
  assert.deepEqual(
    reading.rows,
    reference.map((entry) => reader.read(entry)),
  );
  assert.deepEqual(reading.formats, reference.map(formatOf));
  assert.equal(reading.endsInsideList, false);
  return `JSON: ${outcome}`;
}

interface Row {
  readonly endedAt: number;
  readonly msPlayed: number | undefined;
  readonly title: string;
  readonly uri: string | undefined;
}

/** What no row may be, whatever the file says. */
function expectSound({ endedAt, msPlayed = 0, title, uri = '' }: Row): void {
  assert.ok(Number.isSafeInteger(endedAt) && endedAt <= latest);
  assert.ok(Number.isSafeInteger(msPlayed) && msPlayed >= 0);
  assert.match(title, /^(?!\s)[^\p{Cc}\p{Cs}]{1,500}$/u);
  assert.match(uri, /^(?:spotify:[a-z]+:[0-9A-Za-z]{22})?$/);
}

it(
  'the reader of exports takes every text, and of JSON it makes what JSON.parse makes',
  async () => {
    const { runs, outcomes } = await fuzz({
      name: 'import',
      folders: ['/src/core/history/import/'],
      plans: bytePlans,
      build: (plan, pool) => builtBytes(plan, madeExports, pool, exportWords),
      attempt,
    });
    expect(runs).toBeGreaterThan(20);
    expect([...outcomes.keys()].some((outcome) => outcome.startsWith('JSON: '))).toBe(true);
    expect([...outcomes.keys()].some((outcome) => outcome.startsWith('damaged: '))).toBe(true);
  },
  fuzzTestMs,
);
