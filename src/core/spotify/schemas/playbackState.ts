import * as z from 'zod';
import { device } from './device.ts';
import { playable } from './playable.ts';
import { playContext } from './playContext.ts';
import { flag, integer, isRecord, optional } from './tolerant.ts';

/**
 * Names of the actions that the player refuses now. Spotify answers them below `disallows`, the reference shows them
 * without it; both are read.
 */
const disallows: z.ZodType<string[]> = z
  .unknown()
  .optional()
  .transform((actions) => {
    if (!isRecord(actions)) return [];
    const named = isRecord(actions.disallows) ? actions.disallows : actions;
    return Object.keys(named).filter((name) => named[name] === true);
  });

/** What the player does. The operation for the current item alone leaves out device, shuffle and repeat. */
export const playbackState = z
  .object({
    is_playing: flag,
    /** Absent when nothing is loaded, for adverts, and for kinds that are neither track nor episode. */
    item: playable.optional(),
    /** `track`, `episode`, `ad`, `unknown`, or a newer word. */
    currently_playing_type: optional(z.string()),
    progress_ms: optional(integer),
    /** Unix ms of the last change of what plays. */
    timestamp: optional(integer),
    device: optional(device),
    /** `off`, `track`, `context`, or a newer word. */
    repeat_state: optional(z.string()),
    shuffle_state: optional(z.boolean()),
    context: optional(playContext),
    actions: disallows,
  })
  .transform(({ actions, ...rest }) => ({ ...rest, disallows: actions }));
export type PlaybackState = z.output<typeof playbackState>;
