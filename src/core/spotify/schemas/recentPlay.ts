import * as z from 'zod';
import { playContext } from './playContext.ts';
import { optional } from './tolerant.ts';
import { track } from './track.ts';

const entry = z.object({
  track: track.nullish(),
  /** ISO instant. */
  played_at: z.string(),
  context: optional(playContext),
});

/** One of the last 50 plays: tracks only, no episodes. A play whose track is gone is absent. */
export const recentPlay = entry.transform(({ track: played, ...rest }) =>
  played === null || played === undefined ? undefined : { ...rest, track: played },
);
export type RecentPlay = NonNullable<z.output<typeof recentPlay>>;
