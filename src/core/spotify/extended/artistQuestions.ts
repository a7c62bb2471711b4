import type {
  ArtistTopTracksParams,
  ArtistTopTracksResult,
  RelatedArtistsParams,
  RelatedArtistsResult,
} from '../../../protocol/spotify/extendedArtist.ts';
import { findArtist, isReference } from '../composite/findArtist.ts';
import { describeItem } from '../describeItem.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { requireReference } from '../spotifyReference.ts';
import { getArtistTopTracks, getRelatedArtists } from './operations/artists.ts';
import { sendExtended } from './sendExtended.ts';

/**
 * Answers `spotify.relatedArtists`. One request, and one more for a name.
 * @throws InputError for a URI of another kind; NotFound for a name; EndpointUnavailable
 */
export const relatedArtists: Feature<RelatedArtistsParams, RelatedArtistsResult> = async (
  context,
  params,
) => {
  const { id, name } = await whichArtist(context, params.artist);
  const artists = await sendExtended(context, getRelatedArtists, { id });
  return { artist: name, artists: artists.map(describeItem) };
};

/**
 * Answers `spotify.artistTopTracks`, the most popular one first. One request, and one more for a name.
 * @throws InputError for a URI of another kind; NotFound for a name; EndpointUnavailable
 */
export const artistTopTracks: Feature<ArtistTopTracksParams, ArtistTopTracksResult> = async (
  context,
  params,
) => {
  const { id, name } = await whichArtist(context, params.artist);
  const tracks = await sendExtended(context, getArtistTopTracks, { id, market: params.market });
  return { artist: name, tracks: tracks.map(describeItem) };
};

/** By URI the artist itself is not read: the URI stands for its name. */
async function whichArtist(
  context: SpotifyContext,
  text: string,
): Promise<{ readonly id: string; readonly name: string }> {
  if (isReference(text)) {
    const { id, uri } = requireReference('artist', text, ['artist']);
    return { id, name: uri };
  }
  const { artist } = await findArtist(context, text);
  return { id: artist.id, name: describeItem(artist).name };
}
