import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { changePlaylistDetails, getPlaylist } from '../operations/playlists.ts';
import { itemCount } from '../playlists/countWords.ts';
import { failedItems } from '../playlists/missingItems.ts';
import { readPlaylist, type WholePlaylist } from '../playlists/readPlaylist.ts';
import { showsItems } from '../playlists/showsItems.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';
import { applyRestore } from './applyRestore.ts';
import { detailsChange, detailsOf, type DetailsChange } from './detailsChange.ts';
import type { Applied, NothingToDo, PlannedWrite } from './plannedWrite.ts';
import { planRestore, type RestorePlan } from './restorePlan.ts';
import type { NewState, PlaylistContentDetails, SavedContent } from './savedState.ts';

/** What of a playlist is to be as it was; what is absent stays. */
export interface KeptPlaylist {
  readonly id: string;
  readonly uris?: readonly string[] | undefined;
  readonly details?: PlaylistContentDetails | undefined;
}

/** How it is told, and how it is read. */
export interface BringBackOptions {
  /** The state that is brought back. */
  readonly stateId: string;
  /** As a part of a sentence: `the items of "Road trip"`. */
  readonly label: string;
  /** Kept by an undo; see `NewState`. */
  readonly byUndo: boolean;
  /** Past every cache. */
  readonly fresh: boolean;
}

/** The plan, and what it is about as it was read for it. */
export type PlannedPlaylist = (PlannedWrite | NothingToDo) & { readonly playlist: Playlist };

/**
 * Plans to make a playlist what it was.
 * @throws NotFound with the way to a new playlist, where it is gone; ForbiddenError
 */
export async function planPlaylist(
  context: SpotifyContext,
  kept: KeptPlaylist,
  options: BringBackOptions,
): Promise<PlannedPlaylist> {
  const { playlist, uris } = await readWhat(context, kept, options);
  const items = kept.uris === undefined ? undefined : planRestore(uris, kept.uris);
  const details = kept.details === undefined ? undefined : detailsChange(playlist, kept.details);
  const failed = items === undefined ? [] : failedItems(items.gone.map(nameOfGone), onlyTheApp);
  const note = items === undefined ? '' : noteOf(items);
  if ((items === undefined || items.steps.length === 0) && details === undefined) {
    const nothing = `Nothing is to be brought back: ${quoted(playlist.name)} is as it was${failed.length === 0 ? '' : ', as far as it can be'}.`;
    return { playlist, nothing, ...(note !== '' && { note }) };
  }
  const words = [...(items === undefined ? [] : wordsOf(items)), ...(details?.does ?? [])].join(', ');
  return {
    playlist,
    does: `Bring back ${options.label}: ${words}`,
    did: `Brought back ${options.label}: ${words}`,
    undo: {
      ...stateBefore(playlist, uris, { items: items !== undefined, details }),
      byUndo: options.byUndo,
    },
    ...(note !== '' && { note }),
    apply: async () => {
      const applied = await applyBoth(context, kept.id, { items, details });
      const all = [...(applied.failed ?? []), ...failed];
      return all.length === 0 ? {} : { failed: all };
    },
    verify: async () =>
      (items === undefined || (await showsItems(context, kept.id, items.target))) &&
      (details === undefined || (await showsDetails(context, kept.id, details))),
  };
}

interface Changes {
  readonly items: RestorePlan | undefined;
  readonly details: DetailsChange | undefined;
}

async function applyBoth(context: SpotifyContext, id: string, { items, details }: Changes): Promise<Applied> {
  const hasItems = items !== undefined && items.steps.length > 0;
  const applied = hasItems ? await applyRestore(context, id, items) : {};
  if (details === undefined) return applied;
  try {
    await context.send(changePlaylistDetails, { id, ...details.details });
    return applied;
  } catch (error) {
    if (!hasItems) throw error;
    const part: FailedPart = { item: 'name and description', why: toUserMessage(error) };
    return { ...applied, failed: [...(applied.failed ?? []), part] };
  }
}

/** Reads no more than is to be compared. */
async function readWhat(
  context: SpotifyContext,
  { id, uris }: KeptPlaylist,
  { fresh, stateId }: BringBackOptions,
): Promise<Pick<WholePlaylist, 'playlist' | 'uris'>> {
  try {
    if (uris !== undefined) return await readPlaylist(context, id, { fresh });
    return { playlist: await context.send(getPlaylist, { id }, { fresh }), uris: [] };
  } catch (error) {
    if (!NotFound.is(error)) throw error;
    throw new NotFound('The playlist is not there any more, so nothing can be put back into it.', {
      cause: error,
      ...(uris !== undefined && {
        hint: `spotify_restore_playlist (toolset playlist_power) with snapshot_id ${stateId} and as_new makes a new one of it.`,
      }),
    });
  }
}

/** Spotify tells some playlists that were made private as public (observed 2026), so that is not looked at. */
async function showsDetails(
  context: SpotifyContext,
  id: string,
  { details }: DetailsChange,
): Promise<boolean> {
  const now = await context.send(getPlaylist, { id }, { fresh: true });
  const { public: _, ...rest } = details;
  return detailsChange(now, rest) === undefined;
}

function stateBefore(
  playlist: Playlist,
  uris: readonly string[],
  { items, details }: { readonly items: boolean; readonly details: DetailsChange | undefined },
): Pick<NewState, 'label' | 'subject' | 'content'> {
  const { id, uri, name } = playlist;
  const what = !items ? 'the details of' : details === undefined ? 'the items of' : 'all of';
  const ofNow = detailsOf(playlist);
  const content: SavedContent = !items
    ? { kind: 'playlistDetails', playlistId: id, details: ofNow }
    : details === undefined
      ? { kind: 'playlistItems', playlistId: id, uris }
      : { kind: 'playlist', playlistId: id, uris, details: ofNow };
  return { label: `${what} ${quoted(name)}`, subject: uri, content };
}

function wordsOf({ steps, added, removed }: RestorePlan): readonly string[] {
  if (steps.length === 0) return [];
  if (added + removed === 0) return ['restore the order'];
  return [
    ...(added > 0 ? [`add ${itemCount(added)}`] : []),
    ...(removed > 0 ? [`remove ${itemCount(removed)}`] : []),
  ];
}

function noteOf({ gone, left }: RestorePlan): string {
  const sentences = [
    ...(gone.length > 0
      ? [`${itemCount(gone.length)} that no app but Spotify's own can add stay missing.`]
      : []),
    ...(left > 0 ? [`${itemCount(left)} that no app but Spotify's own can remove go to the end.`] : []),
  ];
  return sentences.join(' ');
}

/** Why an entry of {@link RestorePlan.gone} is missing. */
export const onlyTheApp =
  "A local file, or an item that Spotify no longer shows: only Spotify's own app can add it.";

/** Such an entry, as an answer names it. */
export function nameOfGone(uri: string): string {
  return uri === '' ? 'an item that Spotify no longer shows' : uri;
}
