import type { PlaylistCoverParams, PlaylistCoverResult } from '../../../protocol/spotify/covers.ts';
import { getPlaylistCover as coversOf } from '../operations/playlistImages.ts';
import { describePlaylist, findPlaylist } from '../playlists/findPlaylist.ts';
import type { Feature } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';

const longestUrl = 1_000;
const maxCovers = 10;

/** Answers `spotify.playlistCover`: where the pictures are, not the pictures. */
export const getPlaylistCover: Feature<PlaylistCoverParams, PlaylistCoverResult> = async (
  context,
  { playlist: argument },
) => {
  const playlist = await findPlaylist(context, argument);
  const { name, uri, url } = describePlaylist(playlist);
  const images = await context.send(coversOf, { id: playlist.id });
  const covers = images.slice(0, maxCovers).map((image) => ({
    url: upstreamText(image.url, longestUrl),
    ...(image.width !== undefined && { width: image.width }),
    ...(image.height !== undefined && { height: image.height }),
  }));
  return {
    ...{ name, uri, url, covers },
    ...(covers.length === 0 && { note: 'It has no cover: it is empty, or Spotify has made none yet.' }),
  };
};
