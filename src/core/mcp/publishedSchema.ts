import type * as z from 'zod';
import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';

/** A part of a JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** Told in words in the description, or obvious: every tool's definition is read by a model again and again. */
const leftOut = new Set(['$schema', 'maxLength', 'minLength', 'pattern']);

/**
 * A schema as clients see it: it checks what the zod schema checks, and its JSON Schema, made once, leaves out what
 * costs a model more to read than it tells: the dialect (2020-12 is MCP's default), lengths and patterns of texts, the
 * bounds that zod gives every whole number; and in answers the words that a field may hold and which fields of a part
 * are always there.
 */
export function published(schema: z.ZodObject, io: 'input' | 'output'): StandardSchemaWithJSON {
  const { '~standard': standard } = schema;
  let made: Record<string, unknown> | undefined;
  const json = (): Record<string, unknown> => {
    made ??= compact(standard.jsonSchema[io]({ target: 'draft-2020-12' }), io, true);
    return made;
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'backbeat',
      validate: (value) => standard.validate(value),
      jsonSchema: { input: json, output: json },
    },
  };
}

function compact(schema: Schema, io: 'input' | 'output', isRoot: boolean): Record<string, unknown> {
  const isKept = ([keyword, value]: [string, unknown]): boolean =>
    !leftOut.has(keyword) &&
    !isZodsBound(keyword, value) &&
    (io === 'input' || (keyword !== 'enum' && (keyword !== 'required' || isRoot)));
  const part = (value: unknown): unknown => {
    const isSchema = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isSchema ? compact(value as Schema, io, false) : value;
  };
  /** The names of properties are no keywords: one that is called `pattern` stays. */
  const eachPart = (properties: unknown): Record<string, unknown> =>
    Object.fromEntries(Object.entries(properties as Schema).map(([name, value]) => [name, part(value)]));
  return Object.fromEntries(
    Object.entries(schema)
      .filter(isKept)
      .map(([keyword, value]) => [keyword, keyword === 'properties' ? eachPart(value) : part(value)]),
  );
}

function isZodsBound(keyword: string, value: unknown): boolean {
  return (
    (keyword === 'maximum' && value === Number.MAX_SAFE_INTEGER) ||
    (keyword === 'minimum' && value === Number.MIN_SAFE_INTEGER)
  );
}
