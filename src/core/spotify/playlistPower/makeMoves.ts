import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { reorderPlaylistItems } from '../operations/playlistItems.ts';
import { looksDone } from '../playlists/appendItems.ts';
import type { BlockMove } from '../playlists/moves.ts';
import { showsItems } from '../playlists/showsItems.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from '../writes/plannedWrite.ts';

/**
 * Makes moves one after the other, each in the version that the one before it made. The first failure ends it: nothing
 * is lost then, the playlist is in part as it was. After a move without an answer the next one follows only where a
 * look shows that it was done.
 * @param uris of all entries before the first move
 * @throws what the first move throws
 */
export async function makeMoves(
  context: SpotifyContext,
  { id, snapshot_id: version }: Playlist,
  uris: readonly string[],
  moves: readonly BlockMove[],
): Promise<Applied> {
  let snapshotId = version;
  let now = uris;
  for (const [done, move] of moves.entries()) {
    const then = moved(now, move);
    const { from, length, before } = move;
    try {
      const range = { rangeStart: from, rangeLength: length, insertBefore: before };
      const answer = await context.send(reorderPlaylistItems, { id, ...range, snapshotId });
      snapshotId = answer.snapshot_id;
    } catch (error) {
      const isDone = OutcomeUnknown.is(error) && (await looksDone(() => showsItems(context, id, then), 0));
      if (!isDone && done === 0) throw error;
      if (!isDone)
        return { failed: [{ item: `${moves.length - done} of ${moves.length} moves`, why: whyOf(error) }] };
      snapshotId = undefined;
    }
    now = then;
    context.progress({ done: done + 1, total: moves.length, message: 'Moving items' });
  }
  return {};
}

/** A list after a move. */
export function moved<T>(list: readonly T[], { from, length, before }: BlockMove): readonly T[] {
  const block = list.slice(from, from + length);
  return before <= from
    ? [...list.slice(0, before), ...block, ...list.slice(before, from), ...list.slice(from + length)]
    : [...list.slice(0, from), ...list.slice(from + length, before), ...block, ...list.slice(before)];
}

function whyOf(error: unknown): string {
  if (CancelledError.is(error)) return 'Cancelled before they were made.';
  if (OutcomeUnknown.is(error))
    return 'Spotify did not answer the first of them; it may have been made or not.';
  return toUserMessage(error);
}
