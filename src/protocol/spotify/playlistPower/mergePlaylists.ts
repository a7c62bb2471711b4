import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam } from '../items.ts';
import { dryRunParam, playlistParam } from '../writes.ts';
import { sameBy } from './sameness.ts';
import { newPlaylistName, publicParam } from './newPlaylist.ts';

export const mergeOrders = ['append', 'interleave'] as const;

export const mergePlaylistsParams = strictParams({
  playlists: z.array(playlistParam).min(1).max(10).describe('What to merge, in this order.'),
  into: playlistParam
    .optional()
    .describe('Existing playlist of the user that is added to. Default: a new one.'),
  name: newPlaylistName.optional().describe('Of the new playlist; needed without into.'),
  order: z
    .enum(mergeOrders)
    .optional()
    .describe('One after the other (append, default), or one of each in turn.'),
  allow_duplicates: z.boolean().optional().describe('Default false.'),
  by: z
    .enum(sameBy)
    .optional()
    .describe('What a duplicate is: the same uri (default) or the same recording.'),
  public: publicParam,
  dry_run: dryRunParam,
  account: accountParam,
});
export type MergePlaylistsParams = z.infer<typeof mergePlaylistsParams>;
