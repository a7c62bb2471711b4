import * as z from 'zod';
import { integer, optional, withoutGaps } from './tolerant.ts';

/** One page of a list. The next one begins at `offset + limit`, however many items this one has. */
export interface Page<T> {
  /** `null` members, which search pages and saved episodes can hold, are left out. */
  readonly items: readonly T[];
  /** Of the page's first item in the whole list. */
  readonly offset: number;
  /** Length of the whole list. */
  readonly total?: number | undefined;
  readonly limit?: number | undefined;
  /** URL of the next page; absent on the last one. */
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
}

/** What a page says of itself. */
export const pageFields = {
  offset: integer.nullish().transform((value) => value ?? 0),
  total: optional(integer),
  limit: optional(integer),
  next: optional(z.string()),
  previous: optional(z.string()),
};

/** A page whose members are of one kind. */
export function page<T extends z.ZodType>(member: T): z.ZodType<Page<NonNullable<z.output<T>>>> {
  return z
    .object({ ...pageFields, items: z.array(member.nullable()) })
    .transform(({ items, ...rest }) => ({ ...rest, items: withoutGaps<z.output<T>>(items) }));
}

/** One page of a list that is read on from a mark instead of a position. */
export interface CursorPage<T> {
  readonly items: readonly T[];
  readonly total?: number | undefined;
  readonly limit?: number | undefined;
  /** URL of the next page; absent on the last one. */
  readonly next?: string | undefined;
  /** Marks for the operation's `after` and `before`. */
  readonly cursors?:
    { readonly after?: string | undefined; readonly before?: string | undefined } | undefined;
}

/** A {@link CursorPage} whose members are of one kind. */
export function cursorPage<T extends z.ZodType>(member: T): z.ZodType<CursorPage<NonNullable<z.output<T>>>> {
  return z
    .object({
      items: z.array(member.nullable()),
      total: optional(integer),
      limit: optional(integer),
      next: optional(z.string()),
      cursors: optional(z.object({ after: optional(z.string()), before: optional(z.string()) })),
    })
    .transform(({ items, ...rest }) => ({ ...rest, items: withoutGaps<z.output<T>>(items) }));
}
