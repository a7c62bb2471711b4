import * as z from 'zod';
import { strictParams } from '../../strictParams.ts';
import { accountParam } from '../items.ts';
import { dryRunParam, playlistParam } from '../writes.ts';
import { newPlaylistName, publicParam } from './newPlaylist.ts';

export const copyPlaylistParams = strictParams({
  playlist: playlistParam,
  name: newPlaylistName.optional().describe('Default: the same name with (copy), or with the date.'),
  archive: z.boolean().optional().describe("True: name it with today's date, to keep how it is now."),
  public: publicParam,
  dry_run: dryRunParam,
  account: accountParam,
});
export type CopyPlaylistParams = z.infer<typeof copyPlaylistParams>;
