import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam, count } from '../items.ts';
import { dryRunParam, playlistParam, playlistRef, writeAnswer } from '../writes.ts';
import { nameOfNew, publicParam } from './newPlaylist.ts';

/** By what a playlist is split. */
export const groupings = ['artist', 'decade', 'added_year'] as const;
export type Grouping = (typeof groupings)[number];

export const splitPlaylistParams = strictParams({
  playlist: playlistParam,
  by: z.enum(groupings).describe('First artist, decade of release, or year in which it was added.'),
  min_items: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Smaller groups go together into one playlist of the rest. Default 5.'),
  max_playlists: z
    .int()
    .min(2)
    .max(50)
    .optional()
    .describe('Refused if it takes more. Default 10; more only after the user agreed to the number.'),
  name_prefix: nameOfNew(50).optional().describe("What each name begins with. Default the playlist's name."),
  public: publicParam,
  dry_run: dryRunParam,
  account: accountParam,
});
export type SplitPlaylistParams = z.infer<typeof splitPlaylistParams>;

export const splitPlaylistResult = z.object({
  ...writeAnswer,
  groups: z
    .array(z.object({ name: z.string(), items: count }))
    .optional()
    .describe('Planned playlists.'),
  playlists: z.array(playlistRef).optional().describe('Made ones.'),
});
export type SplitPlaylistResult = z.infer<typeof splitPlaylistResult>;
