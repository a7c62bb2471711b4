import type { CreatePlaylistParams, CreatePlaylistResult } from '../../../protocol/spotify/playlists.ts';
import { AppError, InputError } from '../../errors.ts';
import type { CreatePlaylistParams as NewPlaylist } from '../operations/playlists.ts';
import { getPlaylist } from '../operations/playlists.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import type { Applied, PlannedWrite } from '../writes/plannedWrite.ts';
import { runWrite } from '../writes/runWrite.ts';
import type { NewState } from '../writes/savedState.ts';
import { appendRest } from './appendItems.ts';
import { itemCount } from './countWords.ts';
import { createOnce } from './createOnce.ts';
import { descriptionText } from './descriptionText.ts';
import { describePlaylist } from './findPlaylist.ts';
import { missingItems } from './missingItems.ts';
import { newPlaylistItems, type NewItem, type NewItems } from './newPlaylistItems.ts';

/** Most names that a summary lists. */
const maxNamed = 3;

/** What has come of a creation so far. */
interface Made {
  playlist?: Playlist;
  /** Items in it; absent where nobody knows. */
  items?: number;
}

/**
 * Answers `spotify.createPlaylist`: makes the playlist, then adds its items. A playlist whose items cannot be added
 * stays, and the answer says what is missing.
 * @throws InputError for what cannot be; what `newPlaylistItems` and the creation throw: then there is no playlist
 */
export const createPlaylistWithItems: Feature<CreatePlaylistParams, CreatePlaylistResult> = async (
  context,
  params,
) => {
  const details = newDetails(params);
  const contents = await newPlaylistItems(context, params);
  const made: Made = {};
  const written = await runWrite(context, planOf(context, details, contents, made), params.dry_run);
  if (made.playlist === undefined) return written;
  const { items: _, ...ref } = describePlaylist(made.playlist);
  return {
    ...written,
    playlist: { ...ref, ...(made.items !== undefined && { items: made.items }) },
  };
};

/** Private unless said otherwise: Spotify's own default is public. */
function newDetails(params: CreatePlaylistParams): NewPlaylist {
  const { name, description = '', public: isPublic = false, collaborative = false } = params;
  if (isPublic && collaborative) {
    throw new InputError('A collaborative playlist cannot be public.', {
      hint: 'Leave out public, or leave out collaborative.',
    });
  }
  return {
    name: name.trim(),
    public: isPublic,
    ...(collaborative && { collaborative }),
    ...(description.trim() !== '' && { description: description.trim() }),
  };
}

function planOf(
  context: SpotifyContext,
  details: NewPlaylist,
  { items, notes }: NewItems,
  made: Made,
): PlannedWrite {
  const uris = items.map(({ uri }) => uri);
  const kind =
    details.collaborative === true ? 'collaborative' : details.public === true ? 'public' : 'private';
  const what = `the ${kind} playlist ${quoted(details.name)} ${told(items)}`;
  return {
    does: `Create ${what}`,
    did: `Created ${what}`,
    note: notes.join(' '),
    apply: async () => {
      const created = await createOnce(context, details);
      made.playlist = created.playlist;
      const added = await fill(context, created.playlist.id, uris, made);
      const note = [created.note, added.note].filter((text) => text !== undefined).join(' ');
      return { ...added, ...(note !== '' && { note }), made: wayBack(created.playlist) };
    },
    verify: async () => {
      if (made.playlist === undefined) return false;
      return shows(await context.send(getPlaylist, { id: made.playlist.id }, { fresh: true }), details, uris);
    },
  };
}

function told(items: readonly NewItem[]): string {
  if (items.length === 0) return 'without items';
  const names = items.flatMap(({ name }) => (name === undefined ? [] : [quoted(name)])).slice(0, maxNamed);
  const more = items.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return `with ${itemCount(items.length)}${names.length === 0 ? '' : `: ${list}`}`;
}

function wayBack({ name, uri }: Playlist): NewState {
  return {
    label: `the new playlist ${quoted(name)}`,
    subject: uri,
    content: { kind: 'createdPlaylists', uris: [uri] },
  };
}

/** The playlist is new, so its length tells what of an unanswered request arrived. */
async function fill(
  context: SpotifyContext,
  id: string,
  uris: readonly string[],
  made: Made,
): Promise<Applied> {
  const added = await tryToAppend(context, id, uris);
  if (added.failed === undefined) {
    made.items = uris.length;
    return added;
  }
  const held = await lengthOf(context, id);
  if (held === undefined) return added;
  made.items = held;
  if (held === uris.length) return {};
  return { ...added, note: `A look afterwards showed the first ${held} of ${itemCount(uris.length)} in it.` };
}

async function tryToAppend(context: SpotifyContext, id: string, uris: readonly string[]): Promise<Applied> {
  try {
    const shows = async (count: number): Promise<boolean> => (await lengthOf(context, id)) === count;
    return await appendRest(context, id, uris, { done: 0, shows });
  } catch (error) {
    if (!AppError.is(error)) throw error;
    return { failed: missingItems(uris, 0, error) };
  }
}

/** A look that fails tells nothing; what failed before it is reported. */
async function lengthOf({ send }: SpotifyContext, id: string): Promise<number | undefined> {
  try {
    return (await send(getPlaylist, { id }, { fresh: true })).items?.total;
  } catch (error) {
    if (!AppError.is(error)) throw error;
    return undefined;
  }
}

function shows(
  playlist: Playlist,
  { name, description = '' }: NewPlaylist,
  uris: readonly string[],
): boolean {
  return (
    upstreamText(playlist.name) === upstreamText(name) &&
    descriptionText(playlist.description) === descriptionText(description) &&
    playlist.items?.total === uris.length
  );
}
