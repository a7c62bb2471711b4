import type * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam } from '../items.ts';
import { agreedParam, dryRunParam, playlistParam } from '../writes.ts';

export const clearPlaylistParams = strictParams({
  playlist: playlistParam,
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});
export type ClearPlaylistParams = z.infer<typeof clearPlaylistParams>;
