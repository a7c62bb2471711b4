import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { InputError } from '../errors.ts';
import type { AnyTool } from './defineTool.ts';
import { published } from './publishedSchema.ts';

/** Values that one argument may hold, lists and objects counted with what is in them: 10,000 URIs and room. */
const maxValues = 12_000;

/** Controls but the tab, line breaks, and marks that reorder text: names and searches have none. */
const unseen = /(?!\t)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/**
 * A tool's arguments as clients see them. The SDK lets everything pass: its words for what does not fit name no next
 * step, so {@link readArguments} checks.
 */
export function publishedArguments({ input }: AnyTool): StandardSchemaWithJSON {
  const { '~standard': standard } = published(input, 'input');
  return { '~standard': { ...standard, validate: (value) => ({ value }) } };
}

/**
 * The checked arguments of a call.
 * @throws InputError, ZodError for what does not fit; each names the argument
 */
export function readArguments(tool: AnyTool, raw: object): object {
  for (const [name, value] of Object.entries(raw)) {
    if (Object.hasOwn(tool.input.shape, name)) checkArgument(name, value, tool.fileText?.includes(name));
  }
  return tool.input.parse(raw);
}

/** Looks at everything in an argument before a schema does: a schema would list each of a million mistakes. */
function checkArgument(name: string, argument: unknown, isFileText = false): void {
  const waiting: unknown[] = [argument];
  let values = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && !isFileText && unseen.test(value)) {
      throw new InputError(
        `${name}: there are line breaks, control characters or marks that reorder text in it.`,
        {
          hint: 'Leave these characters out and call again.',
        },
      );
    }
    if (typeof value !== 'object' || value === null) continue;
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    values += parts.length;
    if (values > maxValues) {
      throw new InputError(`${name}: more than ${maxValues} values are in it.`, {
        hint: 'Pass fewer, in several calls.',
      });
    }
    for (const part of parts) waiting.push(part);
  }
}
