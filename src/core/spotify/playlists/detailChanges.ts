import type { UpdatePlaylistParams } from '../../../protocol/spotify/playlists.ts';
import type { PlaylistDetails } from '../operations/playlists.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { descriptionText } from './descriptionText.ts';

/** What a caller wants a playlist to say of itself, without what was left out. */
export function detailsOf({
  name,
  description,
  public: isPublic,
  collaborative,
}: Partial<UpdatePlaylistParams>): PlaylistDetails {
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(description !== undefined && { description: description.trim() }),
    ...(isPublic !== undefined && { public: isPublic }),
    ...(collaborative !== undefined && { collaborative }),
  };
}

/**
 * What of the wanted differs from what Spotify tells. `public: true` is told of private playlists, too (observed
 * 2026), so only `false` counts as known. A playlist can be collaborative only while it is private, so it is made
 * private with it.
 */
export function changesOf(playlist: Playlist, wanted: PlaylistDetails): PlaylistDetails {
  const isPrivate = playlist.public === false;
  const becomesShared = wanted.collaborative === true && playlist.collaborative !== true;
  const sent = becomesShared && !isPrivate ? false : wanted.public;
  const { name, description, collaborative } = wanted;
  return {
    ...(name !== undefined && name !== playlist.name && { name }),
    ...(description !== undefined &&
      upstreamText(description, description.length) !== descriptionText(playlist.description) && {
        description,
      }),
    ...(sent !== undefined && !(isPrivate && !sent) && { public: sent }),
    ...(collaborative !== undefined &&
      collaborative !== (playlist.collaborative ?? false) && { collaborative }),
  };
}

/** Changes in words: what is to be done, and what was. */
export function toldChanges({ name, description, public: isPublic, collaborative }: PlaylistDetails): {
  readonly does: string;
  readonly did: string;
} {
  const told: { does: string; did: string }[] = [];
  if (name !== undefined)
    told.push({ does: `rename it to ${quoted(name)}`, did: `renamed to ${quoted(name)}` });
  if (description !== undefined) {
    told.push(
      description === ''
        ? { does: 'take its description away', did: 'description taken away' }
        : { does: 'set its description', did: 'description set' },
    );
  }
  if (isPublic !== undefined) {
    const state = isPublic ? 'public' : 'private';
    told.push({ does: `make it ${state}`, did: `made ${state}` });
  }
  if (collaborative !== undefined) {
    const state = collaborative ? 'collaborative' : 'no longer collaborative';
    told.push({ does: `make it ${state}`, did: `made ${state}` });
  }
  return {
    does: told.map(({ does }) => does).join(', '),
    did: told.map(({ did }) => did).join(', '),
  };
}
