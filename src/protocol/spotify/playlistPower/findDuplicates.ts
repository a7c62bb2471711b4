import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam, count } from '../items.ts';
import { playlistParam, playlistRef } from '../writes.ts';
import { sameByParam, sameness } from './sameness.ts';

export const findDuplicatesParams = strictParams({
  playlist: playlistParam,
  by: sameByParam,
  limit: z.int().min(1).max(30).optional().describe('Groups in one answer. Default 15.'),
  cursor: z.string().max(40).optional().describe('next_cursor of the answer before.'),
  account: accountParam,
});
export type FindDuplicatesParams = z.infer<typeof findDuplicatesParams>;

const member = z.object({
  position: count,
  album: z.string().optional(),
  added_at: z.string().optional(),
  uri: z.string(),
});

export const duplicateGroup = z.object({
  name: z.string(),
  by: z.string().optional(),
  same: z.enum(sameness),
  keep: count.describe('Position to keep: the one added first.'),
  entries: z.array(member).describe('At most 6.'),
  more_entries: count.optional(),
});
export type DuplicateGroup = z.infer<typeof duplicateGroup>;

export const findDuplicatesResult = z.object({
  playlist: playlistRef,
  groups: z.array(duplicateGroup),
  total_groups: count,
  positions_to_remove: z
    .array(count)
    .optional()
    .describe('Of all groups, from 0; with snapshot_id for spotify_remove_playlist_items. First page only.'),
  snapshot_id: z.string().optional(),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type FindDuplicatesResult = z.infer<typeof findDuplicatesResult>;
