import * as z from 'zod';
import { playable } from './playable.ts';
import { withoutGaps } from './tolerant.ts';

/** What plays and what comes next, the nearest first; neither adverts nor kinds that came later. */
export const queue = z.object({
  currently_playing: playable.optional(),
  queue: z
    .array(playable)
    .nullish()
    .transform((items) => withoutGaps(items ?? [])),
});
export type Queue = z.output<typeof queue>;
