import type { CallToolResult } from '@modelcontextprotocol/server';
import { InputError } from '../errors.ts';
import type { Redactor } from '../observe/redaction/redactor.ts';
import { toUserMessage } from '../toUserMessage.ts';

/** Longest answer, in characters: about 25,000 tokens, where clients cut off (Claude Code). */
const maxCharacters = 100_000;

/**
 * A tool's answer: the structure, and the same facts as text for clients that show text only.
 * @param beside what a page shows and no model reads
 * @throws InputError for an answer that no model would read
 */
export function toToolResult(result: object, beside: Readonly<Record<string, unknown>> = {}): CallToolResult {
  const text = JSON.stringify(result);
  if (text.length > maxCharacters) {
    throw new InputError(`The answer would have ${text.length} characters; ${maxCharacters} is the most.`, {
      hint: 'Ask for less at once: a smaller limit, a shorter period or fewer things; next_cursor goes on from there.',
    });
  }
  return {
    content: [{ type: 'text', text }],
    structuredContent: { ...result },
    ...(Object.keys(beside).length > 0 && { _meta: { ...beside } }),
  };
}

/**
 * A tool's failure as a result: what happened and the next step; never a protocol error.
 * @param beside what a page shows and no model reads
 * @param redactor takes out the secrets of this process; what looks like one is out already
 */
export function toErrorResult(
  error: unknown,
  beside: Readonly<Record<string, unknown>> = {},
  redactor?: Pick<Redactor, 'withoutKnown'>,
): CallToolResult {
  const text = toUserMessage(error);
  return {
    content: [{ type: 'text', text: redactor?.withoutKnown(text) ?? text }],
    isError: true,
    ...(Object.keys(beside).length > 0 && { _meta: { ...beside } }),
  };
}
