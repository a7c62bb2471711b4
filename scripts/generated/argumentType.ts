import { code } from './markdown.ts';

/** The parts of JSON Schema that the tools' arguments use. */
export interface ArgumentSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: ArgumentSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
}

/** What an argument accepts, in words. */
export function argumentType(schema: ArgumentSchema): string {
  const fallback = schema.default === undefined ? '' : `; default ${code(JSON.stringify(schema.default))}`;
  return baseType(schema) + fallback;
}

function baseType({ type = 'anything', enum: values, items, minimum, maximum }: ArgumentSchema): string {
  if (values !== undefined) return values.map((value) => code(String(value))).join(', ');
  if (items !== undefined) return `list of ${baseType(items)}`;
  if (minimum !== undefined && maximum !== undefined) return `${type}, ${minimum} to ${maximum}`;
  return type;
}
