import type { PlaylistRef, PlaylistWriteResult } from '../../../protocol/spotify/writes.ts';
import { createPlaylist } from '../operations/playlists.ts';
import { itemCount } from '../playlists/countWords.ts';
import { descriptionText } from '../playlists/descriptionText.ts';
import { describePlaylist } from '../playlists/findPlaylist.ts';
import { failedItems, missingItems } from '../playlists/missingItems.ts';
import { showsItems } from '../playlists/showsItems.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { applyRestore } from '../writes/applyRestore.ts';
import type { Applied, PlannedWrite } from '../writes/plannedWrite.ts';
import { planRestore, type RestorePlan } from '../writes/restorePlan.ts';
import { runWrite } from '../writes/runWrite.ts';
import { onlyTheApp, nameOfGone } from '../writes/undoPlaylist.ts';
import type { Snapshot } from './findSnapshot.ts';

/**
 * Makes a new private playlist of a snapshot.
 * @throws what making it throws: then there is none, or that is unknown
 */
export async function restoreAsNew(
  context: SpotifyContext,
  { label, content }: Snapshot,
  name: string,
  dryRun: boolean | undefined,
): Promise<PlaylistWriteResult> {
  const items = planRestore([], content.uris);
  const description = content.kind === 'playlist' ? descriptionText(content.details.description) : '';
  let made: PlaylistRef | undefined;
  let madeId = '';
  const words = `the private playlist ${quoted(name)} with ${itemCount(items.target.length)} of ${upstreamText(label)}`;
  const plan: PlannedWrite = {
    does: `Make ${words}`,
    did: `Made ${words}`,
    ...(items.gone.length > 0 && {
      note: `${itemCount(items.gone.length)} stay missing: only Spotify's own app can add them.`,
    }),
    apply: async () => {
      const playlist = await context.send(createPlaylist, {
        ...{ name, public: false },
        ...(description !== '' && { description }),
      });
      madeId = playlist.id;
      const { items: _, ...ref } = describePlaylist(playlist);
      made = ref;
      const filled = await fill(context, playlist.id, items);
      const failed = [...(filled.failed ?? []), ...failedItems(items.gone.map(nameOfGone), onlyTheApp)];
      return {
        ...(failed.length > 0 && { failed }),
        made: {
          label: `before the playlist ${quoted(name)} was made`,
          subject: playlist.uri,
          content: { kind: 'createdPlaylists', uris: [playlist.uri] },
        },
      };
    },
    verify: async () => madeId !== '' && showsItems(context, madeId, items.target),
  };
  const result = await runWrite(context, plan, dryRun);
  return {
    ...result,
    ...(made !== undefined && {
      playlist: { ...made, ...(result.outcome === 'verified' && { items: items.target.length }) },
    }),
  };
}

/** The playlist is made: that it stays empty is a part of the answer. */
async function fill(context: SpotifyContext, id: string, items: RestorePlan): Promise<Applied> {
  try {
    return await applyRestore(context, id, items);
  } catch (error) {
    return { failed: missingItems(items.target, 0, error) };
  }
}
