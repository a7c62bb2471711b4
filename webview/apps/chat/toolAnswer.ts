import type * as z from 'zod';
import { wireError } from '../../../src/protocol/messages.ts';
import { PanelError } from '../../panelErrors.ts';
import { unreadable } from './chatErrors.ts';
import { isRecord } from './parentLink.ts';

type Params = Readonly<Record<string, unknown>>;

/** Where the server puts what pages show and no model reads. */
export const besideKeys = {
  error: 'backbeat/error',
  cover: 'backbeat/cover',
  readAt: 'backbeat/read_at',
} as const;

/** A tool's answer, and what is beside it. */
export interface ToolAnswer<T> {
  readonly value: T;
  readonly beside: Params;
}

/** Longest failure that is shown, in characters. */
const longestWords = 2_000;

/**
 * Reads a result of `tools/call`. Chats that leave the structure out pass the same facts on as text.
 * @throws PanelError with what the tool said went wrong, and `unreadable` for what this version cannot show
 */
export function readAnswer<T>(result: Params, schema: z.ZodType<T>): ToolAnswer<T> {
  const text = textOf(result['content']);
  const beside = isRecord(result['_meta']) ? result['_meta'] : {};
  if (result['isError'] === true) throw failureOf(text, beside[besideKeys.error]);
  const parsed = schema.safeParse(result['structuredContent'] ?? jsonOf(text));
  if (!parsed.success) throw unreadable();
  return { value: parsed.data, beside };
}

function failureOf(text: string, error: unknown): PanelError {
  const known = wireError.safeParse(error);
  if (known.success) return new PanelError(known.data);
  return text === ''
    ? unreadable()
    : new PanelError({ code: 'TOOL_ERROR', message: text.slice(0, longestWords) });
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .flatMap((part: unknown) => (isRecord(part) && typeof part['text'] === 'string' ? [part['text']] : []))
    .join('\n');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
