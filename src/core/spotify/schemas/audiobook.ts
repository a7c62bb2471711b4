import type * as z from 'zod';
import { audiobookRef } from './audiobookRef.ts';
import { chapter } from './chapter.ts';
import { page } from './page.ts';
import { optional } from './tolerant.ts';

/** An audiobook, whole or as lists show it (then without `chapters`). */
export const audiobook = audiobookRef.extend({
  /** First page. */
  chapters: optional(page(chapter)),
});
export type Audiobook = z.output<typeof audiobook>;
