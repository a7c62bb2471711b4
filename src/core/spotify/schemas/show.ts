import type * as z from 'zod';
import { catalogueEpisode } from './episode.ts';
import { page } from './page.ts';
import { showRef } from './showRef.ts';
import { optional } from './tolerant.ts';

/** A show, whole or as lists show it (then without `episodes`). */
export const show = showRef.extend({
  /** First page. */
  episodes: optional(page(catalogueEpisode)),
});
export type Show = z.output<typeof show>;
