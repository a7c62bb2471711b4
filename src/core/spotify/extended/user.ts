import type { UserParams, UserResult } from '../../../protocol/spotify/extendedUser.ts';
import { InputError } from '../../errors.ts';
import { missingOf, partOf } from '../composite/optionalPart.ts';
import { describeItem } from '../describeItem.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Page } from '../schemas/page.ts';
import type { Feature } from '../spotifyContext.ts';
import { EndpointUnavailable } from '../spotifyErrors.ts';
import { looksLikeReference, referenceOf, requireReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';
import { getUserPlaylists, getUserProfile, type PublicUser } from './operations/users.ts';
import { sendExtended } from './sendExtended.ts';

const defaultLimit = 20;
const userId = /^[\p{L}\p{N}._~-]{1,120}$/u;

/**
 * Answers `spotify.user`: somebody's public profile and playlists. Two requests, one for a further page.
 * @throws InputError for what is no user and for a cursor of another list; EndpointUnavailable; the first error where
 *   neither can be read
 */
export const user: Feature<UserParams, UserResult> = async (context, params) => {
  const id = readUser(params.user);
  const mark = listMark(id);
  const limit = params.limit ?? defaultLimit;
  const offset = readCursor(mark, params.cursor);
  const [profile, playlists] = await Promise.all([
    offset === 0 ? partOf('profile', sendExtended(context, getUserProfile, { id })) : undefined,
    partOf('playlists', sendExtended(context, getUserPlaylists, { id, limit, offset })),
  ]);
  for (const { error } of profile === undefined ? [playlists] : [profile, playlists]) {
    if (EndpointUnavailable.is(error)) throw error;
  }
  if (playlists.error !== undefined && profile?.value === undefined) throw playlists.error;
  return {
    ...(profile?.value !== undefined && describe(profile.value)),
    ...(playlists.value !== undefined && listOf(playlists.value, { mark, offset, limit })),
    ...missingOf(profile === undefined ? [playlists] : [profile, playlists]),
  };
};

/** An id stands percent-encoded in URIs and links. */
function readUser(text: string): string {
  const id = looksLikeReference(text) ? decoded(requireReference('user', text, ['user']).id) : text.trim();
  if (userId.test(id) && !/^\.+$/.test(id)) return id;
  throw new InputError('user: this is no user id, URI or link.', {
    hint: 'Pass it as spotify:user:… or as the link of the profile.',
  });
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch (cause) {
    throw new InputError('user: the id is damaged.', { cause, hint: 'Copy the link of the profile again.' });
  }
}

function describe({ id, display_name: name, followers }: PublicUser): UserResult {
  const { uri, url } = referenceOf('user', encodeURIComponent(id));
  return {
    name: upstreamText(name ?? '') || upstreamText(id),
    uri,
    url,
    ...(followers?.total !== undefined && { followers: followers.total }),
  };
}

function listOf(
  { items, next, total }: Page<Playlist>,
  { mark, offset, limit }: { readonly mark: string; readonly offset: number; readonly limit: number },
): UserResult {
  return {
    playlists: items.map(describeItem),
    ...(next !== undefined && { next_cursor: writeCursor(mark, offset + limit) }),
    note: pageNote(offset, items.length, total ?? offset + items.length),
  };
}
