import type { UpdatePlaylistParams, UpdatePlaylistResult } from '../../../protocol/spotify/playlists.ts';
import { InputError } from '../../errors.ts';
import { changePlaylistDetails, getPlaylist, type PlaylistDetails } from '../operations/playlists.ts';
import { getProfile } from '../operations/profile.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import type { NothingToDo, PlannedWrite } from '../writes/plannedWrite.ts';
import { runWrite } from '../writes/runWrite.ts';
import { changesOf, detailsOf, toldChanges } from './detailChanges.ts';
import { descriptionText } from './descriptionText.ts';
import { describePlaylist, findPlaylist } from './findPlaylist.ts';
import { playlistIdOf } from './readPlaylist.ts';

/**
 * Answers `spotify.updatePlaylist`: sends what differs.
 * @throws InputError for nothing to change and for a playlist that would be public and collaborative; ForbiddenError
 *   for a playlist of somebody else
 */
export const updatePlaylistDetails: Feature<UpdatePlaylistParams, UpdatePlaylistResult> = async (
  context,
  params,
) => {
  const wanted = detailsOf(params);
  if (Object.keys(wanted).length === 0) {
    throw new InputError('There is nothing to change.', {
      hint: 'Pass name, description, public or collaborative.',
    });
  }
  if (wanted.public === true && wanted.collaborative === true) throw publicAndShared();
  const id = await playlistIdOf(context, params.playlist);
  return context.inTurn(id, async () => {
    const playlist = await findPlaylist(context, id, { fresh: params.dry_run !== true });
    const { id: me } = await context.send(getProfile, {});
    checkOwner(playlist, me);
    const staysShared = wanted.collaborative === undefined && playlist.collaborative === true;
    if (wanted.public === true && staysShared) throw publicAndShared();
    const changes = changesOf(playlist, wanted);
    const written = await runWrite(context, planOf(context, playlist, changes), params.dry_run);
    const isDone = written.outcome === 'verified' || written.outcome === 'accepted';
    const name = isDone ? (changes.name ?? playlist.name) : playlist.name;
    return { ...written, playlist: describePlaylist({ ...playlist, name }) };
  });
};

function publicAndShared(): InputError {
  return new InputError('A collaborative playlist cannot be public.', {
    hint: 'Pass public: true with collaborative: false, or collaborative: true without public.',
  });
}

function checkOwner({ owner }: Playlist, me: string): void {
  if (owner?.id === undefined || owner.id === me) return;
  throw new ForbiddenError('other', 'Only its owner can change what a playlist says of itself.', {
    hint: 'spotify_list_playlists with filter own shows those of this account.',
  });
}

function planOf(
  context: SpotifyContext,
  playlist: Playlist,
  changes: PlaylistDetails,
): PlannedWrite | NothingToDo {
  const { id, uri } = playlist;
  const name = quoted(playlist.name);
  if (Object.keys(changes).length === 0) return { nothing: `${name} is like that already.` };
  const { does, did } = toldChanges(changes);
  return {
    does: `Change ${name}: ${does}`,
    did: `Changed ${name}: ${did}`,
    undo: {
      label: `what ${name} said of itself`,
      subject: uri,
      content: { kind: 'playlistDetails', playlistId: id, details: detailsBefore(playlist, changes) },
    },
    apply: async () => {
      await context.send(changePlaylistDetails, { id, ...changes });
      return {};
    },
    verify: async () => shows(await context.send(getPlaylist, { id }, { fresh: true }), changes),
  };
}

/** What Spotify told, as it wrote it, of what is to be changed. */
function detailsBefore(playlist: Playlist, changes: PlaylistDetails): PlaylistDetails {
  return {
    ...(changes.name !== undefined && { name: playlist.name }),
    ...(changes.description !== undefined && { description: playlist.description ?? '' }),
    ...(changes.public !== undefined && playlist.public !== undefined && { public: playlist.public }),
    ...(changes.collaborative !== undefined && { collaborative: playlist.collaborative ?? false }),
  };
}

/** `public: true` may be read of a playlist that is private: what was sent is believed where anything else shows. */
function shows(playlist: Playlist, { name, description, ...changes }: PlaylistDetails): boolean {
  const others = [
    name === undefined || upstreamText(playlist.name) === upstreamText(name),
    description === undefined || descriptionText(playlist.description) === upstreamText(description, 300),
    changes.collaborative === undefined || playlist.collaborative === changes.collaborative,
  ];
  const isOnlyPublic = name === undefined && description === undefined && changes.collaborative === undefined;
  if (isOnlyPublic || changes.public === true) others.push(playlist.public === changes.public);
  return others.every(Boolean);
}
