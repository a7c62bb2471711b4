import { code } from './markdown.ts';

/** The parts of JSON Schema that the tools' arguments use. */
export interface ArgumentSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: ArgumentSchema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, ArgumentSchema>>;
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

function baseType(schema: ArgumentSchema): string {
  const { type = 'anything', enum: values, items, maxItems, properties } = schema;
  if (values !== undefined) return values.map((value) => code(String(value))).join(', ');
  if (items !== undefined) {
    const most = maxItems === undefined ? '' : `, at most ${maxItems}`;
    return `list of ${baseType(items)}${most}`;
  }
  if (properties !== undefined) return `object of ${Object.keys(properties).map(code).join(', ')}`;
  return type + rangeText(schema);
}

/** A whole number has the bounds of exact ones, which say nothing. */
function rangeText({ minimum, maximum }: ArgumentSchema): string {
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  if (least !== undefined) return `, ${least} or more`;
  return most === undefined ? '' : `, at most ${most}`;
}
