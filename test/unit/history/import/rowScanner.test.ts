import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedStretch } from '../../../../src/core/history/import/carefulReader.ts';
import { JsonRows } from '../../../../src/core/history/import/jsonRows.ts';
import { RowReader } from '../../../../src/core/history/import/rows.ts';
import { RowScanner } from '../../../../src/core/history/import/rowScanner.ts';
import { rowOf, wantedFields } from '../../../../src/core/history/import/wantedFields.ts';
import {
  accountAudiobookRow,
  accountMusicRow,
  accountPodcastRow,
  asJson,
  audiobookRow,
  endsongRow,
  episodeRow,
  extendedRow,
  extendedRows,
  utf8,
} from '../../../fixtures/exportRows.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What `JSON.parse` makes of the wanted fields; `undefined` where it fails. */
function parsed(bytes: Uint8Array): unknown[] | undefined {
  try {
    const entries = JSON.parse(`[${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)}]`) as Entry[];
    return entries.map((entry) =>
      rowOf(wantedFields.map((field) => (Object.hasOwn(entry, field) ? entry[field] : undefined))),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The text between the brackets of a list. */
const body = (list: string): string => list.trim().slice(1, -1);

/** Scanned twice: the second time with all that was learned at the first. */
function scan(content: string | Uint8Array): unknown[] | undefined {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  const scanner = new RowScanner(64);
  const first = scanner.scan(bytes);
  expect(scanner.scan(bytes)).toStrictEqual(first);
  return first;
}

function expectScanned(text: string): void {
  const rows = scan(text);
  expect(rows).toBeDefined();
  expect(rows).toStrictEqual(parsed(utf8(text)));
}

describe('RowScanner parses', () => {
  const layouts: Record<string, readonly unknown[]> = {
    extended: extendedRows(30),
    'extended with every kind': [extendedRow(), episodeRow(), audiobookRow(), extendedRow({ shuffle: null })],
    endsong: [endsongRow(), endsongRow({ user_agent_decrypted: null }), endsongRow({ skipped: true })],
    'account music': [accountMusicRow(), accountMusicRow({ trackName: 'Другая песня' }), accountMusicRow()],
    'account podcasts': [accountPodcastRow(), accountPodcastRow({ msPlayed: 0 })],
    'account audiobooks': [accountAudiobookRow(), accountAudiobookRow()],
    'several layouts in turn': [extendedRow(), accountMusicRow(), endsongRow(), {}, extendedRow()],
    'old dumps': [extendedRow({ ms_played: '1200', latitude: 52.5, longitude: -4.25e-3, metro_code: null })],
  };

  for (const [name, rows] of Object.entries(layouts)) {
    it(`rows as in files of Spotify: ${name}`, () => {
      expectScanned(body(asJson(rows)));
      expectScanned(body(JSON.stringify(rows)));
      expectScanned(body(asJson(rows)).replaceAll('": ', '" : '));
      expectScanned(body(asJson(rows)).replaceAll('\n', '\r\n'));
    });
  }

  it.each([
    ['numbers', '{"ms_played":0,"msPlayed":-0,"offline_timestamp":999999999999999}'],
    [
      'numbers out of the ordinary',
      '{"ms_played":12345678901234567890,"msPlayed":-1.5E+3,"offline":1e400,"skipped":96737618758211474}',
    ],
    ['the last of double keys', '{"ts":"a","ts":"b","ms_played":1,"x":2,"ms_played":null}'],
    ['unknown keys that objects inherit', '{"__proto__":"a","constructor":1,"toString":null,"ts":"b"}'],
    ['escapes', String.raw`{"ts":"a\"b\\","trackName":"\u00e9\ud83d\ude00\/\n","x":"\t"}`],
    ['lone surrogates', String.raw`{"trackName":"\ud800","artistName":"\udc00x"}`],
    ['text of any script', '{"ts":"été","trackName":"夜に駆ける","artistName":"😀\u2028\u007f","é":"ü"}'],
    ['long texts', `{"trackName":"${'x'.repeat(5000)}","ts":"${'9'.repeat(5000)}","${'k'.repeat(99)}":1}`],
    ['empty texts and keys', '{"":"","ts":"","trackName":""}'],
    ['much space', ` \n {  "ts"${' '.repeat(100)}: "a"\t,\r\n"x" :1 } \n , {} , { }`],
    [
      'more keys than it predicts',
      `{${Array.from({ length: 99 }, (_, key) => `"k${key}":${key}`).join()},"ts":"a"}`,
    ],
  ])('%s', (_, text) => {
    expectScanned(text);
  });

  it('invalid UTF-8 as replacement characters', () => {
    const bytes = utf8('{"trackName":"x?y","ts":"?","?":"?"}').map((byte) => (byte === 0x3f ? 0xe2 : byte));
    const rows = scan(bytes);
    expect(rows).toStrictEqual(parsed(bytes));
    expect(rows).toMatchObject([{ trackName: 'x\ufffdy', ts: '\ufffd' }]);
  });

  it('any number of different texts', () => {
    const rows = Array.from({ length: 100_000 }, (_, id) => ({
      trackName: `Track ${id}`,
      artistName: `${id % 9}`,
    }));
    const scanned = new RowScanner().scan(utf8(body(JSON.stringify(rows)))) ?? [];
    expect(scanned).toHaveLength(rows.length);
    expect(scanned.every(({ trackName }, id) => trackName === `Track ${id}`)).toBe(true);
  });
});

describe('RowScanner leaves to JSON.parse', () => {
  it.each([
    ['nothing', ' '],
    ['a list or an object inside', '{"ts":[]}', '{"x":{"ts":"a"}}'],
    ['entries that are no objects', 'null', '{},5', '"a",{}', '[{}]'],
    ['a key with an escape', String.raw`{"t\u0073":"a"}`],
    [
      'a row that does not end',
      '{"ts":"a"',
      '{"ts":"a',
      '{"ts":',
      '{"ts',
      '{',
      '{"ts":"a\\',
      '{"ts":1',
      '{"ts":nul',
    ],
    [
      'missing, doubled and left-over commas',
      '{}{}',
      '{},,{}',
      '{},',
      ',{}',
      '{"ts":1 "x":2}',
      '{"ts":1,}',
      '{,}',
    ],
    [
      'what follows a value',
      '{"ts":"a"x}',
      '{"ts":nullx}',
      '{"ts":truee}',
      '{"ts":1x}',
      '{"ts":1"}',
      '{}x',
      '{}]',
    ],
    ['wrong numbers', ...['01', '-', '+1', '.5', '1.', '1e', '0x1', '1_0', '--1'].map((x) => `{"ts":${x}}`)],
    ['wrong words', ...['nul', 'True', 'NaN', 'Infinity', 'undefined', ''].map((word) => `{"ts":${word}}`)],
    ['wrong escapes', ...['\\x', '\\u12', '\\\n', '\\u{1}'].map((text) => `{"ts":"${text}"}`)],
    ['wrong escapes where nobody looks', '{"x":"\\x"}', '{"ip_addr":"aaaa\\u12"}'],
    ['controls in texts', '{"ts":"a\nb"}', '{"x":"abcd\u0000efgh"}', '{"trackName":"\u001f"}', '{"a\tb":1}'],
    ['foreign space', '{\u00a0"ts":1}', '\ufeff{}', '{"ts":\v1}', '{}\f'],
  ])('%s', (_, ...texts) => {
    for (const text of texts) expect(scan(text), text).toBeUndefined();
  });

  it('a damaged row behind good ones of the same layout', () => {
    const rows = body(asJson(extendedRows(5)));
    const last = rows.lastIndexOf('"platform"');
    for (const damage of ['"platform"":', '"platform', '"platform": "a", ', '', '}']) {
      expect(scan(rows.slice(0, last) + damage + rows.slice(last + 12))).toBeUndefined();
    }
  });
});

describe('RowScanner, whatever it is given,', () => {
  const space = fc.stringMatching(/^[ \n\r\t]{0,6}$/);
  const escaped = fc
    .string({ unit: 'binary' })
    .map(
      (text) =>
        `"${text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
    );
  const text = fc.oneof(
    fc.constantFrom(
      'a',
      'android',
      'trackdone',
      'spotify:track:0000000000000000000001',
      'x"y\\z',
      'naïve 夜 😀',
    ),
    fc.string(),
    fc.string({ unit: 'grapheme', minLength: 20, maxLength: 90 }),
    fc.string({ unit: 'binary' }),
  );
  const flatValue = fc.oneof(
    text.map((value) => JSON.stringify(value)),
    escaped,
    fc.constantFrom('"\\ud800"', '"\\/\\b"', 'true', 'false', 'null', '-0', '1e3', '0.10', '1E-7', '-12e+2'),
    fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })).map(String),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
  );
  const nested = fc.constantFrom('{}', '[]', '{"ts":"a"}', '[1,{"ts":2}]');
  const key = fc.oneof(
    fc.constantFrom<string>(...wantedFields),
    fc.constantFrom('__proto__', 'constructor', 'ip_addr', 'username', 'TS', 't', ''),
    fc.string({ unit: 'grapheme' }).filter((name) => !JSON.stringify(name).includes('\\')),
  );

  const layout = fc.record({
    keys: fc.array(key, { maxLength: 12 }),
    spaces: fc.tuple(space, space, space, space),
  });

  /** Rows of few layouts, so that what was learned at one is right or wrong for the next. */
  const rowsOf = (value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .array(layout, { minLength: 1, maxLength: 3 })
      .chain((layouts) => {
        const row = fc.constantFrom(...layouts).chain(({ keys, spaces: [a, b, c, d] }) => {
          const field = (name: string) =>
            value.map((text) => `${a}${JSON.stringify(name)}${b}:${c}${text}${d}`);
          return fc.tuple(...keys.map(field)).map((fields) => `{${fields.join()}}`);
        });
        return fc.array(row, { minLength: 1, maxLength: 8 });
      })
      .map((rows) => rows.join(',\n  '));

  it('parses all flat rows as JSON.parse does', () => {
    fc.assert(fc.property(rowsOf(flatValue), expectScanned), { numRuns: 500 });
  });

  it('parses rows with anything inside as JSON.parse does, or not at all', () => {
    const value = fc.oneof({ weight: 20, arbitrary: flatValue }, { weight: 1, arbitrary: nested });
    fc.assert(
      fc.property(rowsOf(value), (rows) => {
        const scanned = scan(rows);
        if (scanned !== undefined) expect(scanned).toStrictEqual(parsed(utf8(rows)));
      }),
      { numRuns: 200 },
    );
  });

  it('parses nothing that JSON.parse refuses, and nothing differently, after a change of any byte', () => {
    const change = fc.record({
      at: fc.nat(),
      cut: fc.nat(2),
      insert: fc.oneof(
        fc.constantFrom(...Array.from('"\\{}[],: \n0-.eEtfnu', (character) => character.charCodeAt(0))),
        fc.nat(255),
        fc.constant(undefined),
      ),
    });
    const texts = fc.oneof(
      rowsOf(flatValue),
      fc.constantFrom(
        body(asJson([extendedRow(), extendedRow()])),
        body(JSON.stringify([endsongRow(), {}, {}])),
      ),
    );
    fc.assert(
      fc.property(texts, fc.array(change, { minLength: 1, maxLength: 2 }), (rows, changes) => {
        const intact = utf8(rows);
        const damaged = Array.from(intact);
        for (const { at, cut, insert } of changes) {
          damaged.splice(at % (damaged.length + 1), cut, ...(insert === undefined ? [] : [insert]));
        }
        const bytes = Uint8Array.from(damaged);
        const scanner = new RowScanner(64);
        scanner.scan(intact);
        for (const scanned of [scanner.scan(bytes), new RowScanner(64).scan(bytes)]) {
          if (scanned !== undefined) expect(scanned).toStrictEqual(parsed(bytes));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('JsonRows with a RowScanner', () => {
  const rows = [
    extendedRow(),
    episodeRow(),
    null,
    endsongRow({ master_metadata_track_name: 'Né "quoted" \\ 夜' }),
    extendedRow({ extra: { ts: '2020-01-01T00:00:00Z' } }),
    accountMusicRow(),
    accountAudiobookRow({ msPlayed: -5 }),
    { __proto__: null, ms_played: 5 },
    extendedRow({ ts: 'never' }),
    audiobookRow(),
  ];
  const pretty = asJson(rows);
  const texts = [
    pretty,
    `\ufeff${JSON.stringify(rows)}`,
    pretty.replaceAll('": ', '" : '),
    pretty.replace('"skipped": null,', '"skipped": nul,'),
    `${JSON.stringify(rows)}\n${JSON.stringify(rows).slice(0, -30)}`,
  ];

  function observed(chunks: readonly Uint8Array[], blockBytes: number, rowScanner?: RowScanner): unknown[] {
    const reader = new RowReader({ latest: Date.UTC(2030, 0, 1), keepOptionalFields: true });
    const list = new JsonRows({ blockBytes, ...(rowScanner === undefined ? {} : { rowScanner }) });
    const read: unknown[] = [];
    const take = (entries: readonly unknown[]): void => {
      for (const entry of entries) read.push(entry === damagedStretch ? 'damaged' : reader.read(entry));
    };
    for (const chunk of chunks) for (const entries of list.push(chunk)) take(entries);
    for (const entries of list.end()) take(entries);
    return read;
  }

  it('gives the same observations, wherever the borders of chunks and blocks are', () => {
    const rowScanner = new RowScanner();
    for (const text of texts) {
      const bytes = utf8(text);
      const expected = observed([bytes], 1 << 20);
      for (let border = 0; border < bytes.length; border += 7) {
        const chunks = [bytes.subarray(0, border), bytes.subarray(border)];
        const read = observed(chunks, 900 + border, rowScanner);
        if (JSON.stringify(read) !== JSON.stringify(expected)) expect(read).toStrictEqual(expected);
      }
      expect(observed([bytes], 64, rowScanner)).toStrictEqual(expected);
    }
  });

  it('parses whole files of Spotify without JSON.parse', () => {
    class CountingScanner extends RowScanner {
      refused = 0;

      override scan(bytes: Uint8Array): ReturnType<RowScanner['scan']> {
        const rows = super.scan(bytes);
        if (rows === undefined) this.refused += 1;
        return rows;
      }
    }
    const scanner = new CountingScanner();
    const many = asJson(extendedRows(400));
    expect(observed([utf8(many)], 8192, scanner)).toHaveLength(400);
    // The closing bracket alone is left for the end.
    expect(scanner.refused).toBe(0);
  });
});
