import fc from 'fast-check';
import * as z from 'zod';
import type { AnyTool } from '../../../src/core/mcp/defineTool.ts';
import { strayValues, valuesOf, type JsonSchema, type Words } from './schemaValues.ts';

/** A call as a client would send it. */
export interface FuzzedCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Change {
  readonly at: number;
  readonly kind: 'stray' | 'leave out' | 'unknown' | 'wrap';
  readonly value: unknown;
  readonly name: string;
}

export interface CallPlan {
  /** Number of a kept call to begin with; none where there are not so many. */
  readonly base: number;
  readonly call: FuzzedCall;
  readonly changes: readonly Change[];
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(20),
    kind: fc.constantFrom('stray', 'stray', 'leave out', 'unknown', 'wrap'),
    value: strayValues,
    name: fc.oneof(fc.constantFrom('surprise', 'constructor', 'account', 'limit', 'dry_run'), fc.string()),
  }),
  { maxLength: 3 },
);

/** Calls of every tool: arguments out of its JSON Schema, or of a kept call, then changed. */
export function callPlans(tools: readonly AnyTool[], words: Words): fc.Arbitrary<CallPlan> {
  const calls = tools.map((tool) => {
    const schema = z.toJSONSchema(tool.input, { io: 'input' }) as JsonSchema;
    return fc.record({ tool: fc.constant(tool.name), args: valuesOf(schema, words) });
  }) as fc.Arbitrary<FuzzedCall>[];
  return fc.record({
    base: fc.oneof(fc.constant(-1), fc.nat(400)),
    call: fc.oneof(...calls),
    changes: fc.oneof(fc.constant([]), changes),
  });
}

export function builtCall({ base, call, changes: list }: CallPlan, kept: readonly FuzzedCall[]): FuzzedCall {
  const { tool, args: first } = kept[base] ?? call;
  let args = first;
  for (const change of list) args = changedArgs(args, change);
  return { tool, args };
}

function changedArgs(args: FuzzedCall['args'], { at, kind, value, name }: Change): FuzzedCall['args'] {
  const names = Object.keys(args);
  const chosen = names[at % Math.max(1, names.length)] ?? name;
  const rest = Object.fromEntries(Object.entries(args).filter(([other]) => other !== chosen));
  switch (kind) {
    case 'leave out':
      return rest;
    case 'unknown':
      return { ...args, [name]: value };
    case 'wrap':
      return { ...rest, [chosen]: [args[chosen]] };
    case 'stray':
      return { ...rest, [chosen]: value };
  }
}
