import type { FailedPart, PlaylistRef } from '../../../protocol/spotify/writes.ts';
import type { CreatePlaylistParams } from '../operations/playlists.ts';
import { getPlaylist } from '../operations/playlists.ts';
import { appendRest } from '../playlists/appendItems.ts';
import { createOnce } from '../playlists/createOnce.ts';
import { describePlaylist } from '../playlists/findPlaylist.ts';
import { missingItems } from '../playlists/missingItems.ts';
import { showsItems } from '../playlists/showsItems.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from '../writes/plannedWrite.ts';
import type { NewState } from '../writes/savedState.ts';

/** A new playlist and what it shall hold. */
export interface NewPlaylist {
  readonly name: string;
  readonly description?: string;
  readonly public: boolean;
  readonly uris: readonly string[];
}

/** A playlist that was made. */
export interface MadePlaylist {
  readonly playlist: Playlist;
  /** What was not added to it; without any, all was. */
  readonly failed: readonly FailedPart[];
  readonly note: string | undefined;
}

/**
 * Makes a playlist and fills it. Once it is there nothing is thrown any more: what could not be added is named.
 * @throws what the creation throws: then there is no playlist, or that is unknown (`OutcomeUnknown`)
 */
export async function makePlaylist(
  context: SpotifyContext,
  { uris, name, description, public: isPublic }: NewPlaylist,
): Promise<MadePlaylist> {
  const details: CreatePlaylistParams = { name, public: isPublic, description };
  const { playlist, note } = await createOnce(context, details);
  const added = await fill(context, playlist.id, uris);
  const notes = [note, added.note].filter((text) => text !== undefined).join(' ');
  return { playlist, failed: added.failed ?? [], note: notes === '' ? undefined : notes };
}

async function fill(context: SpotifyContext, id: string, uris: readonly string[]): Promise<Applied> {
  const shows = (count: number): Promise<boolean> => showsItems(context, id, uris.slice(0, count));
  try {
    return await appendRest(context, id, uris, { done: 0, shows });
  } catch (error) {
    return { failed: missingItems(uris, 0, error) };
  }
}

/** Whether a new playlist holds so many items now, read past every cache. */
export async function holdsAsMany(
  { send }: SpotifyContext,
  { id }: Playlist,
  { uris }: Pick<NewPlaylist, 'uris'>,
): Promise<boolean> {
  const { items } = await send(getPlaylist, { id }, { fresh: true });
  return items?.total === uris.length;
}

/** A new playlist as answers name it, with as many items as it is known to hold. */
export function describeMade({ playlist, failed }: MadePlaylist, uris: readonly string[]): PlaylistRef {
  const { items: _, ...ref } = describePlaylist(playlist);
  return failed.length > 0 ? ref : { ...ref, items: uris.length };
}

/** The way back: the playlists that were made. */
export function madeState(label: string, made: readonly MadePlaylist[]): NewState {
  const uris = made.map(({ playlist: { uri } }) => uri);
  const [only, ...others] = uris;
  return {
    label,
    ...(only !== undefined && others.length === 0 && { subject: only }),
    content: { kind: 'createdPlaylists', uris },
  };
}
