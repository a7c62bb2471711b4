import fc from 'fast-check';

/** One change of some bytes; places are parts of the whole, 0 to 1. */
export interface ByteMutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly length: number;
  readonly value: number;
  readonly other: number;
}

/** What was JSON mostly is afterwards. */
const gentle = ['value', 'duplicate', 'nest', 'crlf', 'mark'] as const;
const kinds = [
  ...gentle,
  ...(['cut', 'truncate', 'splice', 'flip', 'set', 'repeat', 'insert', 'concatenate', 'spaces'] as const),
];

/** How an input is made: which of the pool, changed how. */
export interface BytePlan {
  /** All of its changes keep JSON what it is. */
  readonly isGentle: boolean;
  readonly seed: number;
  readonly mutations: readonly ByteMutation[];
}

const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const mutationOf = (some: readonly ByteMutation['kind'][]): fc.Arbitrary<ByteMutation> =>
  fc.record({
    kind: fc.constantFrom(...some),
    at: part,
    length: fc.oneof(fc.nat(8), { weight: 1, arbitrary: fc.nat(200) }),
    value: fc.nat(65_535),
    other: fc.nat(),
  });

export const bytePlans: fc.Arbitrary<BytePlan> = fc.oneof(
  fc.record({
    isGentle: fc.constant(true),
    seed: fc.nat(),
    mutations: fc.array(mutationOf(gentle), { maxLength: 6 }),
  }),
  fc.record({
    isGentle: fc.constant(false),
    seed: fc.nat(),
    mutations: fc.array(mutationOf(kinds), { maxLength: 4 }),
  }),
);

/** Beyond this an input is cut: what grows with every change is only slow. */
const longest = 64 * 1024;

/** Texts that are inserted or take the place of a value. */
export interface Dictionary {
  readonly values: readonly string[];
  readonly pieces: readonly string[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('latin1');
/** A value of JSON with nothing inside it, or a key with its colon, in bytes read as Latin-1. */
const scalar = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

/** The input of a plan: gentle changes of what is valid, or any of what led somewhere. */
export function builtBytes(
  { isGentle, seed, mutations }: BytePlan,
  valid: readonly Uint8Array[],
  pool: readonly Uint8Array[],
  words: Dictionary,
): Uint8Array {
  const all = [...valid, ...pool];
  const some = isGentle ? valid : all;
  return mutate(some[seed % some.length] ?? new Uint8Array(), mutations, all, words);
}

export function mutate(
  input: Uint8Array,
  mutations: readonly ByteMutation[],
  pool: readonly Uint8Array[],
  words: Dictionary,
): Uint8Array {
  let bytes = input;
  for (const mutation of mutations) bytes = changed(bytes, mutation, pool, words).subarray(0, longest);
  return bytes.slice();
}

function changed(
  bytes: Uint8Array,
  { kind, at: place, length, value, other }: ByteMutation,
  pool: readonly Uint8Array[],
  { values, pieces }: Dictionary,
): Uint8Array {
  const at = Math.floor(place * bytes.length);
  const end = Math.min(bytes.length, at + length);
  const pick = <T>(list: readonly T[]): T => list[other % list.length] as T;
  switch (kind) {
    case 'cut':
      return replaced(bytes, at, end);
    case 'truncate':
      return bytes.subarray(0, at);
    case 'splice': {
      const source = pick(pool);
      return replaced(bytes, at, at, source.subarray(value % (source.length + 1)));
    }
    case 'flip':
      return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << (value & 7)));
    case 'set':
      return withByte(bytes, at, value & 255);
    case 'repeat':
      return replaced(bytes, at, at, ...Array<Uint8Array>(1 + (value % 60)).fill(bytes.slice(at, end)));
    case 'nest': {
      const depth = 1 + (value % 3000) * (value % 10 === 0 ? 1 : 0);
      const [open, close] = other % 2 === 0 ? ['[', ']'] : ['{"a":', '}'];
      return replaceValue(bytes, place, `${open.repeat(depth)}1${close.repeat(depth)}`);
    }
    case 'insert':
      return replaced(bytes, at, at, encoder.encode(pick(pieces)));
    case 'value':
      return replaceValue(bytes, place, pick(values));
    case 'crlf':
      return encoder.encode(new TextDecoder().decode(bytes).replaceAll('\n', '\r\n'));
    case 'concatenate':
      return replaced(bytes, bytes.length, bytes.length, pick(pool));
    case 'mark':
      return replaced(bytes, 0, 0, Uint8Array.of(0xef, 0xbb, 0xbf));
    case 'spaces':
      return replaced(bytes, at, at, encoder.encode([' ', '\t', '\n', '\r\n'][other % 4]?.repeat(length)));
    case 'duplicate':
      return duplicatedRow(bytes, at, 1 + (value % 40));
  }
}

/** Puts a text where the value nearest behind `place` is: what was JSON mostly stays JSON. */
function replaceValue(bytes: Uint8Array, place: number, text: string): Uint8Array {
  const found = [...decoder.decode(bytes).matchAll(scalar)].filter(([, colon]) => colon === undefined);
  const match = found[Math.floor(place * found.length)];
  if (match === undefined) return bytes;
  return replaced(bytes, match.index, match.index + match[0].length, encoder.encode(text));
}

/** Repeats the row at a place, with commas: what was a list stays one. */
function duplicatedRow(bytes: Uint8Array, at: number, times: number): Uint8Array {
  const start = bytes.lastIndexOf(0x7b, at);
  const end = bytes.indexOf(0x7d, at) + 1;
  if (start < 0 || end <= start) return bytes;
  const row = [bytes.slice(start, end), Uint8Array.of(0x2c)];
  return replaced(bytes, start, start, ...Array.from({ length: times }, () => row).flat());
}

function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = bytes.slice();
  if (at < copy.length) copy[at] = byte;
  return copy;
}

function replaced(
  bytes: Uint8Array,
  start: number,
  end: number,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes.subarray(0, start), ...parts, bytes.subarray(end)]));
}
