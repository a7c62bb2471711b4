import type { PlaylistWriteResult } from '../../../protocol/spotify/writes.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import { runWrite } from '../writes/runWrite.ts';
import {
  describeMade,
  holdsAsMany,
  madeState,
  makePlaylist,
  type MadePlaylist,
  type NewPlaylist,
} from './makePlaylist.ts';

/** A change that makes one playlist, in words. */
export interface NewPlaylistWrite {
  readonly does: string;
  readonly did: string;
  readonly note: string | undefined;
  readonly dryRun: boolean | undefined;
}

/**
 * Carries out a change that makes one playlist.
 * @throws what `makePlaylist` throws
 */
export async function writeNewPlaylist(
  context: SpotifyContext,
  wanted: NewPlaylist,
  { does, did, note, dryRun }: NewPlaylistWrite,
): Promise<PlaylistWriteResult> {
  let made: MadePlaylist | undefined;
  const result = await runWrite(
    context,
    {
      ...{ does, did, ...(note !== undefined && { note }) },
      apply: async () => {
        made = await makePlaylist(context, wanted);
        return {
          made: madeState(`the new playlist ${quoted(wanted.name)}`, [made]),
          failed: made.failed,
          ...(made.note !== undefined && { note: made.note }),
        };
      },
      verify: async () => made !== undefined && (await holdsAsMany(context, made.playlist, wanted)),
    },
    dryRun,
  );
  return { ...result, ...(made !== undefined && { playlist: describeMade(made, wanted.uris) }) };
}
