import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';
import { agreedParam, dryRunParam, playlistParam, playlistWriteResult } from './writes.ts';

export const playlistCoverParams = strictParams({ playlist: playlistParam, account: accountParam });
export type PlaylistCoverParams = z.infer<typeof playlistCoverParams>;

/** A picture at its address. */
export const cover = z.object({
  url: z.string(),
  /** Pixels; absent where Spotify does not tell, as of pictures that users set. */
  width: count.optional(),
  height: count.optional(),
});

export const playlistCoverResult = z.object({
  name: z.string(),
  uri: z.string(),
  url: z.string(),
  covers: z.array(cover).describe('Largest first.'),
  note: z.string().optional(),
});
export type PlaylistCoverResult = z.infer<typeof playlistCoverResult>;

export const setPlaylistCoverParams = strictParams({
  playlist: playlistParam,
  path: z.string().min(1).max(4_096).optional().describe('Whole path of a JPEG or PNG.'),
  url: z.string().min(1).max(2_000).optional().describe('https address of one, in place of path.'),
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});
export type SetPlaylistCoverParams = z.infer<typeof setPlaylistCoverParams>;

export const setPlaylistCoverResult = playlistWriteResult;
export type SetPlaylistCoverResult = z.infer<typeof setPlaylistCoverResult>;
