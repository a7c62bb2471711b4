import type { playlistFileRequests } from '../../../protocol/spotify/playlistFileRequests.ts';
import type { SpotifyPorts } from '../../ports.ts';
import type { FeatureTable } from '../featureTable.ts';
import { exportPlaylist } from './exportPlaylist.ts';
import { getPlaylistCover } from './getPlaylistCover.ts';
import { importPlaylist } from './importPlaylist.ts';
import { setPlaylistCover } from './setPlaylistCover.ts';

/** What answers the requests of `playlistFileRequests`. */
export function playlistFileFeatures({
  localFiles,
  covers,
}: Pick<SpotifyPorts, 'localFiles' | 'covers'>): Required<
  Pick<FeatureTable, keyof typeof playlistFileRequests>
> {
  return {
    'spotify.exportPlaylist': exportPlaylist(localFiles),
    'spotify.importPlaylist': importPlaylist(localFiles),
    'spotify.playlistCover': getPlaylistCover,
    'spotify.setPlaylistCover': setPlaylistCover({ localFiles, covers }),
  };
}
