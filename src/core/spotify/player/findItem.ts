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
import { NotFound } from '../spotifyErrors.ts';

/** One thing of the catalogue by its kind and id. */
export async function findItem(context: SpotifyContext, type: ItemType, id: string): Promise<Item> {
  try {
    return describeItem(await getThing(context, type, id));
  } catch (error) {
    if (type !== 'playlist' || !NotFound.is(error)) throw error;
    // Spotify's own playlists are not shown to newer apps (observed 2026), but they play.
    return {
      name: '(a playlist that Spotify does not describe)',
      type,
      uri: `spotify:playlist:${id}`,
      url: `https://open.spotify.com/playlist/${id}`,
    };
  }
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
