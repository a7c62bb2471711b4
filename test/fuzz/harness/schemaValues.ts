import fc from 'fast-check';

/** A part of a JSON Schema, as far as arguments of tools use it. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** Lists are as long as they must be, and a little longer: their longest are tried elsewhere. */
const moreItems = 4;
const largest = 10_000;

/** Words that mean something: those of one argument by its name, and those of all others. */
export interface Words {
  readonly [name: string]: readonly string[];
  readonly others: readonly string[];
}

/** Values that a schema describes; texts are words that mean something here, or any. */
export function valuesOf(schema: JsonSchema, words: Words, name = ''): fc.Arbitrary<unknown> {
  const { type, enum: choices, items, properties = {}, required = [], minItems = 0 } = schema;
  if (choices !== undefined) return fc.constantFrom(...choices);
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -largest, -largest),
        max: Math.min(schema.maximum ?? largest, largest),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -largest, max: schema.maximum ?? largest, noNaN: true });
    case 'array':
      return fc.array(valuesOf(items ?? {}, words, name), {
        minLength: minItems,
        maxLength: minItems + moreItems,
      });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([key, part]) => [key, valuesOf(part, words, key)]),
        ),
        { requiredKeys: [...required] },
      );
    default:
      return fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...(words[name] ?? words.others)) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
      );
  }
}

/** Values that are the right ones nowhere, or nearly. */
export const strayValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    '',
    [],
    {},
    [[]],
    [null],
    1e308,
    -1,
    0.5,
    2 ** 53,
    true,
    'NaN',
    'a\u0000b',
    '\u202ex',
  ),
  fc.constantFrom('\ud800', '../../me', 'spotify:track:../x', 'x'.repeat(20_000), Array(300).fill('x')),
  fc.constantFrom(
    { constructor: 1 },
    { toString: 1 },
    'spotify:user:a',
    '9999-99-99',
    '-1',
    "'; DROP TABLE x",
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
