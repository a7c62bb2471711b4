import * as z from 'zod';
import { recentPlay, type RecentPlay } from '../schemas/recentPlay.ts';
import { optional } from '../schemas/tolerant.ts';

/** A page of recently-played as far as it can be read. */
export interface ReadPage {
  /** As Spotify lists them; `undefined` where an entry is no play or its track is gone. */
  readonly entries: readonly (RecentPlay | undefined)[];
  /** Spotify names something older. */
  readonly goesOn: boolean;
}

const cursors = z.object({ before: optional(z.string()) });

/** One entry that makes no sense spoils no page: the others are plays that nobody else will tell. */
export const recentPageSchema: z.ZodType<ReadPage> = z
  .object({ items: z.array(z.unknown()), next: optional(z.string()), cursors: optional(cursors) })
  .transform(({ items, next, cursors: marks }) => ({
    entries: items.map((item) => recentPlay.safeParse(item).data),
    goesOn: next !== undefined && marks?.before !== undefined,
  }));
