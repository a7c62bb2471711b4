import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam } from '../items.ts';
import { agreedParam, dryRunParam, playlistParam } from '../writes.ts';

/** Properties that a playlist is sorted by. */
export const sortKeys = ['name', 'artist', 'album', 'added', 'released', 'duration'] as const;
export type SortKey = (typeof sortKeys)[number];

/** All orders of a playlist; the last two look at what is there, not at a property. */
export const playlistOrders = [...sortKeys, 'reverse', 'smart_shuffle'] as const;
export type PlaylistOrder = (typeof playlistOrders)[number];

export const sortPlaylistParams = strictParams({
  playlist: playlistParam,
  by: z
    .enum(playlistOrders)
    .describe(
      'smart_shuffle: no artist twice in a row where that is possible; reverse: the order turned around.',
    ),
  then_by: z.enum(sortKeys).optional().describe('Among those that are equal; else they stay as they stand.'),
  descending: z.boolean().optional().describe('Default false: A to Z, oldest and shortest first.'),
  seed: z.string().max(64).optional().describe('For smart_shuffle: another seed gives another order.'),
  keep_dates: z
    .boolean()
    .optional()
    .describe(
      'True: only move items, which keeps when they were added; refused where that takes too many requests.',
    ),
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});
export type SortPlaylistParams = z.infer<typeof sortPlaylistParams>;
