import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '/work/main/src/core/errors.ts';
import { damagedStretch } from '/work/main/src/core/history/import/carefulReader.ts';
import { JsonRows, type JsonRowsOptions } from '/work/main/src/core/history/import/jsonRows.ts';
import { asJson, extendedRow, extendedRows, utf8 } from '/work/main/test/fixtures/exportRows.ts';

const damaged = damagedStretch;

interface Read {
  readonly entries: readonly unknown[];
  readonly endsInsideList: boolean;
}

function readIn(chunks: readonly Uint8Array[], options?: JsonRowsOptions): Read {
  const rows = new JsonRows(options);
  const entries: unknown[] = [];
  for (const chunk of chunks) for (const some of rows.push(chunk)) entries.push(...some);
  for (const some of rows.end()) entries.push(...some);
  return { entries, endsInsideList: rows.endsInsideList };
}

function read(content: string | Uint8Array, options?: JsonRowsOptions): readonly unknown[] {
  return readIn([typeof content === 'string' ? utf8(content) : content], options).entries;
}

/** Lists of small rows; the braces and brackets are in the text to mislead. */
const small = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, text: `a "}],[{" \\ b ${id}` }));

describe('JsonRows reads', () => {
  it('a list as Spotify prints it', () => {
    const rows = extendedRows(50);
    expect(read(asJson(rows))).toEqual(rows);
  });

  it('a list without spaces, and one with a space before each colon', () => {
    const rows = extendedRows(5);
    expect(read(JSON.stringify(rows))).toEqual(rows);
    expect(read(asJson(rows).replaceAll('": ', '" : '))).toEqual(rows);
  });

  it('a list with CRLF', () => {
    const rows = extendedRows(5);
    expect(read(asJson(rows).replaceAll('\n', '\r\n'))).toEqual(rows);
  });

  it('a list behind a BOM', () => {
    const rows = extendedRows(3);
    expect(read(`\ufeff${asJson(rows)}`)).toEqual(rows);
  });

  it('an empty list, an empty file and a file of blanks', () => {
    for (const text of ['[]', ' [ \n ] ', '', ' \n ']) expect(read(text)).toEqual([]);
  });

  it('more rows than one block holds, some of them larger than a block', () => {
    const rows = [...small(40), { id: 'large', text: 'x'.repeat(5000) }, ...small(40)];
    expect(read(asJson(rows), { blockBytes: 512 })).toEqual(rows);
  });

  it('nulls, numbers and lists between the rows as entries of their own', () => {
    const list = [null, { id: 1 }, 5, [{ id: 2 }], 'text', true, { id: 3 }, null];
    expect(read(asJson(list))).toEqual(list);
    expect(read(JSON.stringify(list))).toEqual(list);
  });

  it('rows with lists and objects inside', () => {
    const rows = [{ a: { b: [{ c: {} }] } }, { d: [] }];
    expect(read(asJson(rows), { blockBytes: 8 })).toEqual(rows);
  });

  it('one object instead of a list', () => {
    expect(read(asJson([]).replace('[]', '{"id": 1}'))).toEqual([{ id: 1 }]);
  });

  it('rows that follow each other without commas or list, and lists that follow each other', () => {
    expect(read('{"id":1}\n{"id":2}\n')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(read('[{"id":1}][{"id":2}]')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(read('[{"id":1} {"id":2},,{"id":3},]')).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('a row with the key __proto__ without changing what rows inherit', () => {
    const [row] = read('[{"__proto__":{"ts":"x"},"id":1}]') as [Record<string, unknown>];
    expect(row.ts).toBeUndefined();
    expect(Object.keys(row)).toEqual(['__proto__', 'id']);
  });

  it('numbers beyond all measure', () => {
    expect(read(`[{"ms_played":1${'0'.repeat(400)}}]`)).toEqual([{ ms_played: Infinity }]);
  });

  it('lone surrogates as they are escaped', () => {
    expect(read(String.raw`[{"a":"\ud800"}]`)).toEqual([{ a: '\ud800' }]);
  });

  it('invalid UTF-8 as replacement characters, and the rows around it', () => {
    const bytes = utf8('[{"a":"x?"},{"a":"ok"}]');
    bytes[bytes.indexOf(0x3f)] = 0xff;
    expect(read(bytes)).toEqual([{ a: 'x\ufffd' }, { a: 'ok' }]);
  });

  it('values nested 10,000 deep', () => {
    const deep = `${'{"a":['.repeat(10_000)}1${']}'.repeat(10_000)}`;
    const entries = read(`[{"id":1},${deep},{"id":2}]`);
    expect(entries).toHaveLength(3);
    expect(entries.at(-1)).toEqual({ id: 2 });
  });
});

describe('JsonRows and damage', () => {
  const rows = extendedRows(20);
  const text = asJson(rows);
  const startOf = (id: number) => text.lastIndexOf('{', text.indexOf(`"Song ${id}"`));
  const without = (from: number, to: number) => text.slice(0, from) + text.slice(to);
  const expected = (first: number, end: number) => [...rows.slice(0, first), damaged, ...rows.slice(end)];

  it('bytes cut out inside one row cost that row', () => {
    const start = startOf(7);
    expect(read(without(start + 20, start + 41))).toEqual(expected(7, 8));
  });

  it('bytes cut out from the middle of one row to the middle of another cost what lies between', () => {
    expect(read(without(startOf(7) + 25, startOf(10) + 90))).toEqual(expected(7, 11));
  });

  it('garbage in the middle costs the row it hit and counts once', () => {
    const middle = startOf(7) + 100;
    expect(read(`${text.slice(0, middle)}\u0000}]{"[\u0001,,"${text.slice(middle)}`)).toEqual(expected(7, 8));
  });

  it('garbage between rows costs no row', () => {
    const start = startOf(7);
    expect(read(`${text.slice(0, start)}#### !! ${text.slice(start)}`)).toEqual(expected(7, 7));
  });

  it('two places count as two, neighbouring rows as one', () => {
    const broken = (id: number, of: string) => of.replace(`"Song ${id}"`, `"Song ${id}`);
    expect(read(broken(3, broken(9, text)))).toEqual([
      ...rows.slice(0, 3),
      damaged,
      ...rows.slice(4, 9),
      damaged,
      ...rows.slice(10),
    ]);
    expect(read(broken(3, broken(4, text)))).toEqual(expected(3, 5));
  });

  it('a truncated end costs the row it cut, and is noticed', () => {
    const cut = readIn([utf8(text.slice(0, startOf(12) + 40))]);
    expect(cut).toEqual({ entries: [...rows.slice(0, 12), damaged], endsInsideList: true });
    const clean = readIn([utf8(text.slice(0, text.lastIndexOf('}', startOf(12)) + 1))]);
    expect(clean).toEqual({ entries: rows.slice(0, 12), endsInsideList: true });
  });

  it('a missing beginning costs the row it cut', () => {
    expect(read(text.slice(startOf(4) + 40))).toEqual([damaged, ...rows.slice(5)]);
  });

  it('damage in a list without line breaks is found too', () => {
    const compact = JSON.stringify(rows);
    const at = compact.indexOf('Song 7"');
    expect(read(compact.slice(0, at) + compact.slice(at + 7))).toEqual(expected(7, 8));
  });

  it('an object inside a damaged row is not taken for a row', () => {
    expect(read('[{"id":1},{"x":{"y":1},oops,"z":{"ts":"2024"}},{"id":2}]')).toEqual([
      { id: 1 },
      damaged,
      { id: 2 },
    ]);
  });

  it('rows behind the damage are read the fast way again, block by block', () => {
    const many = small(300);
    const json = asJson(many).replace('"id": 5,', '"id": 5');
    const entries = read(json, { blockBytes: 1024 });
    expect(entries).toEqual([...many.slice(0, 5), damaged, ...many.slice(6)]);
  });

  it('a file that is no JSON at all is one stretch', () => {
    expect(read('<!doctype html><html><body>{{ sign in }}</body></html>')).toEqual([damaged]);
  });

  it('a stretch without the end of a row is bounded', () => {
    const endless = `[{"id":1},{"text":"${'x'.repeat(5000)}"},{"id":2}]`;
    const entries = read(endless, { blockBytes: 256, maxEntryBytes: 1024 });
    expect(entries).toEqual([{ id: 1 }, damaged, { id: 2 }]);
  });

  it('blanks without end behind an entry do not hold it up', () => {
    const entries = read(`[null${' '.repeat(9000)}, {"id":2}]`, { blockBytes: 256, maxEntryBytes: 1024 });
    expect(entries.at(-1)).toEqual({ id: 2 });
  });

  it('costs linear time where every byte could begin a row', () => {
    const hostile = utf8('[{"a":'.repeat(200_000));
    const started = performance.now();
    expect(read(hostile)).toEqual([damaged]);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it.each([
    ['marked, little endian', Buffer.from('\ufeff[{"ts":"x"}]', 'utf16le')],
    ['unmarked, little endian', Buffer.from('[{"ts":"x"}]', 'utf16le')],
    ['marked, big endian', Buffer.from('\ufeff[{"ts":"x"}]', 'utf16le').swap16()],
  ])('UTF-16 (%s) is refused in one sentence', (_, bytes) => {
    expect(() => read(new Uint8Array(bytes))).toThrow(ImportError);
    expect(() => read(new Uint8Array(bytes))).toThrow(/UTF-16/);
  });
});

describe('JsonRows and chunks', () => {
  const texts = [
    asJson(small(12)),
    `\ufeff${JSON.stringify(small(12))}`,
    asJson([null, { é: '😀' }, 5, [1], ...small(4)]),
    asJson(small(12)).replace('"id": 5,', '"id": 5').replace('"id": 6,', '"id": \u0000 6,'),
    `${JSON.stringify(small(6))}\r\n${JSON.stringify(small(6)).slice(0, -9)}`,
    `${JSON.stringify(small(3)).slice(9)} , "a" 12 nul ${JSON.stringify(small(6))}`,
  ];
  const options = { blockBytes: 64, maxEntryBytes: 512 };

  it('any border between two chunks gives the same rows', () => {
    for (const text of texts) {
      const bytes = utf8(text);
      const whole = readIn([bytes], options);
      for (let border = 0; border <= bytes.length; border += 1) {
        const parts = readIn([bytes.subarray(0, border), bytes.subarray(border)], options);
        if (JSON.stringify(parts.entries) !== JSON.stringify(whole.entries)) expect(parts).toEqual(whole);
      }
    }
  });

  it('byte by byte gives the same rows', () => {
    for (const text of texts) {
      const bytes = utf8(text);
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
      expect(readIn(single, options)).toEqual(readIn([bytes], options));
    }
  });

  it('any division of any damaged list gives the same rows, and so does any size of block', () => {
    const damage = fc.record({
      at: fc.nat(2000),
      cut: fc.nat(40),
      insert: fc.constantFrom('', '"', '{', '}', ']', '\n', '\\', '[{"'),
    });
    const scenario = fc.record({
      indent: fc.constantFrom(undefined, 2),
      damages: fc.array(damage, { maxLength: 3 }),
      chunk: fc.integer({ min: 1, max: 300 }),
      blockBytes: fc.integer({ min: 16, max: 400 }),
    });
    fc.assert(
      fc.property(scenario, ({ indent, damages, chunk, blockBytes }) => {
        let text = JSON.stringify(small(20), null, indent);
        for (const { at, cut, insert } of damages) text = text.slice(0, at) + insert + text.slice(at + cut);
        const bytes = utf8(text);
        const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
          bytes.subarray(index * chunk, (index + 1) * chunk),
        );
        const tagged = (entries: readonly unknown[]) =>
          JSON.stringify(entries.map((entry) => (entry === damaged ? '#damage' : entry)));
        return tagged(readIn(chunks, { blockBytes }).entries) === tagged(read(bytes));
      }),
      { numRuns: 4000 },
    );
  });

  it('holds no more than a block and a row', () => {
    const rows = new JsonRows();
    const chunk = utf8(`${asJson(Array.from({ length: 500 }, () => extendedRow())).slice(1, -1)},`);
    let count = 0;
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 40; round += 1)
      for (const entries of rows.push(chunk)) count += entries.length;
    for (const entries of rows.end()) count += entries.length;
    expect(count).toBe(20_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });
});
