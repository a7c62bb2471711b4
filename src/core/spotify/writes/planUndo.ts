import type { SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';
import type { NothingToDo, PlannedWrite } from './plannedWrite.ts';
import type { SavedState } from './savedState.ts';
import { planCreated } from './undoCreated.ts';
import { planLibrary } from './undoLibrary.ts';
import { planPlaylist } from './undoPlaylist.ts';

/** Longest label in a sentence, in characters. */
const longestLabel = 200;

/**
 * Plans to bring back what a state holds.
 * @param fresh past every cache
 * @throws NotFound where the playlist is gone; what reading throws
 */
export function planUndo(
  context: SpotifyContext,
  { id, label, byUndo, content }: SavedState,
  fresh: boolean,
): Promise<PlannedWrite | NothingToDo> {
  // The opposite of an undo is a change like the first one: the next undo takes it back again.
  const options = { stateId: id, label: upstreamText(label, longestLabel), byUndo: byUndo !== true, fresh };
  switch (content.kind) {
    case 'playlistItems':
      return planPlaylist(context, { id: content.playlistId, uris: content.uris }, options);
    case 'playlistDetails':
      return planPlaylist(context, { id: content.playlistId, details: content.details }, options);
    case 'playlist':
      return planPlaylist(context, { ...content, id: content.playlistId }, options);
    case 'library':
      return planLibrary(context, content, options);
    case 'createdPlaylists':
      return planCreated(context, content, options);
  }
}

/** What a change of it waits for; see `SpotifyContext.inTurn`. */
export function turnOf({ content }: SavedState): string {
  return 'playlistId' in content ? content.playlistId : 'library';
}
