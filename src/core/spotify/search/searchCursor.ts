import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { InputError } from '../../errors.ts';
import { base64url } from '../base64.ts';
import type { SpokenQuery } from './queryText.ts';

const version = 2;
const cursor = z.strictObject({
  v: z.literal(version),
  q: z.string(),
  o: z.int().min(1).max(1000),
  /** Places of the questions that go on. */
  r: z.array(z.int().min(0).max(99)).min(1).max(100),
});

/** Where a search goes on. */
export interface SearchPlace {
  readonly offset: number;
  /** Places of the questions that go on, from 0; the others have ended or failed. */
  readonly open: readonly number[];
}

/** The mark after which a search goes on: where, and of which questions. Callers pass it back unread. */
export function writeSearchCursor(queries: readonly SpokenQuery[], { offset, open }: SearchPlace): string {
  return base64url(utf8ToBytes(JSON.stringify({ v: version, q: fingerprint(queries), o: offset, r: open })));
}

/**
 * The place that a cursor stands for.
 * @throws InputError for a text that is no cursor, and for the cursor of other questions
 */
export function readSearchCursor(text: string, queries: readonly SpokenQuery[]): SearchPlace {
  const parsed = cursor.safeParse(contentOf(text));
  if (!parsed.success) {
    throw new InputError('The cursor is not one that an answer gave.', {
      hint: 'Pass next_cursor of the answer before unchanged, or leave cursor out to start again.',
      cause: parsed.error,
    });
  }
  const { q, o: offset, r: open } = parsed.data;
  if (q === fingerprint(queries)) return { offset, open };
  throw new InputError('The cursor belongs to other queries or types.', {
    hint: 'Pass the same queries and types as before, or leave cursor out to start again.',
  });
}

function fingerprint(queries: readonly SpokenQuery[]): string {
  const text = JSON.stringify(queries.map((query) => [query.text, query.types]));
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);
}

/** `undefined` where the text is no base64 of JSON; the schema refuses it then. */
function contentOf(text: string): unknown {
  if (!/^[\w-]{1,400}$/.test(text)) return undefined;
  try {
    return JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}
