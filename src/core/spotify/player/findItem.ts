import type { Item, ItemType } from '../../../protocol/spotify/items.ts';
import { describeItem, type CatalogueThing } from '../describeItem.ts';
import { getAlbum } from '../operations/albums.ts';
import { getArtist } from '../operations/artists.ts';
import { getAudiobook } from '../operations/audiobooks.ts';
import { getEpisode } from '../operations/episodes.ts';
import { getPlaylist } from '../operations/playlists.ts';
import { getShow } from '../operations/shows.ts';
import { getTrack } from '../operations/tracks.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound, QuotaExceeded, RateLimited } from '../spotifyErrors.ts';
import { referenceOf } from '../spotifyReference.ts';

/**
 * One thing of the catalogue by its kind and id, to be played: where only its name cannot be read, it stands without
 * one.
 */
export async function findItem(context: SpotifyContext, type: ItemType, id: string): Promise<Item> {
  try {
    return describeItem(await getThing(context, type, id));
  } catch (error) {
    const name = nameInstead(type, error);
    if (name === undefined) throw error;
    const { uri, url } = referenceOf(type, id);
    return { name, type, uri, url };
  }
}

function nameInstead(type: ItemType, error: unknown): string | undefined {
  // Spotify's own playlists are not shown to newer apps (observed 2026), but they play.
  if (type === 'playlist' && NotFound.is(error)) return '(a playlist that Spotify does not describe)';
  // The player is another family of endpoints, with a quota of its own.
  if (QuotaExceeded.is(error) || RateLimited.is(error)) return '(its name cannot be read now)';
  return undefined;
}

function getThing({ send }: SpotifyContext, type: ItemType, id: string): Promise<CatalogueThing> {
  switch (type) {
    case 'track':
      return send(getTrack, { id });
    case 'album':
      return send(getAlbum, { id });
    case 'artist':
      return send(getArtist, { id });
    case 'playlist':
      return send(getPlaylist, { id });
    case 'show':
      return send(getShow, { id });
    case 'episode':
      return send(getEpisode, { id });
    case 'audiobook':
      return send(getAudiobook, { id });
  }
}
