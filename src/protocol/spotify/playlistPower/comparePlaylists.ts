import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam, count } from '../items.ts';
import { playlistParam } from '../writes.ts';
import { sameByParam } from './sameness.ts';

/** In how many of the playlists something is: every one, two or more but not all, a single one. */
export const shareKinds = ['all', 'several', 'single'] as const;

export const comparePlaylistsParams = strictParams({
  playlists: z.array(playlistParam).min(2).max(5).describe('URIs, links, ids or names.'),
  by: sameByParam,
  show: z
    .enum(shareKinds)
    .optional()
    .describe('Only what is in all, in several but not all, or in one. Default everything.'),
  limit: z.int().min(1).max(100).optional().describe('Items in one answer. Default 30.'),
  cursor: z.string().max(40).optional().describe('next_cursor of the answer before.'),
  account: accountParam,
});
export type ComparePlaylistsParams = z.infer<typeof comparePlaylistsParams>;

export const comparePlaylistsResult = z.object({
  playlists: z.array(
    z.object({
      number: count,
      name: z.string(),
      items: count,
      different: count.describe('Without its duplicates.'),
      only_here: count,
      uri: z.string(),
    }),
  ),
  in_all: count,
  in_several: count,
  overlap: count.describe('in_all by all different items, 0 to 1.'),
  pairs: z.array(z.object({ between: z.array(count), common: count, share: count })),
  items: z.array(
    z.object({
      name: z.string(),
      by: z.string().optional(),
      in: z.array(count).describe('Numbers of the playlists.'),
      uri: z.string(),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type ComparePlaylistsResult = z.infer<typeof comparePlaylistsResult>;
