import * as z from 'zod';
import { count } from '../spotify/items.ts';
import { agreedParam, dryRunParam, writeAnswer } from '../spotify/writes.ts';
import { strictParams } from '../strictParams.ts';

/** Removes everything that is kept of an account, for good. */
export const deleteAccountParams = strictParams({
  account: z.string().min(1).max(128).describe('Account whose history goes.'),
  dry_run: dryRunParam,
  agreed: agreedParam,
});
export type DeleteAccountParams = z.infer<typeof deleteAccountParams>;

/** What was kept of an account. */
export const removedParts = z.object({
  /** Rows of every source, those that another one speaks for included. */
  listens: count,
  /** That no other account has. */
  tracks: count,
  artists: count,
  imports: count,
  /** Snapshots and kept states of playlists and library. */
  kept_states: count,
  log_lines: count,
});
export type RemovedParts = z.infer<typeof removedParts>;

export const deleteAccountResult = z.object({
  ...writeAnswer,
  removed: removedParts.optional(),
  /** Files that were written anew without it. */
  rewritten: z.array(z.string()).optional(),
  /** Files that held something of it and are gone. */
  removed_files: z.array(z.string()).optional(),
});
export type DeleteAccountResult = z.infer<typeof deleteAccountResult>;
