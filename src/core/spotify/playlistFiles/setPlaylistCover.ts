import type { SetPlaylistCoverParams, SetPlaylistCoverResult } from '../../../protocol/spotify/covers.ts';
import { InputError } from '../../errors.ts';
import type { SpotifyPorts } from '../../ports.ts';
import { base64 } from '../base64.ts';
import {
  getPlaylistCover,
  maxCoverBytes,
  setPlaylistCover as setCover,
} from '../operations/playlistImages.ts';
import { getProfile } from '../operations/profile.ts';
import { describePlaylist, findPlaylist } from '../playlists/findPlaylist.ts';
import type { Playlist } from '../schemas/playlist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { ForbiddenError } from '../spotifyErrors.ts';
import { quoted } from '../upstreamText.ts';
import { runWrite } from '../writes/runWrite.ts';

/** Largest picture that is read, in bytes; it is made smaller. */
const maxPictureBytes = 20 * 1024 * 1024;

type Ports = Pick<SpotifyPorts, 'localFiles' | 'covers'>;

/**
 * Answers `spotify.setPlaylistCover`. The picture is read and made to fit in a dry run as well: nobody is asked about
 * one that cannot be used.
 */
export function setPlaylistCover(ports: Ports): Feature<SetPlaylistCoverParams, SetPlaylistCoverResult> {
  return async (context, params) => {
    const read = pictureReader(ports, context, params);
    const playlist = await findPlaylist(context, params.playlist);
    await checkOwner(context, playlist);
    const jpeg = await ports.covers.fit(await read(), maxCoverBytes);
    const what = `the cover of ${quoted(playlist.name)}`;
    const size = `a JPEG of ${Math.ceil(jpeg.length / 1024)} KB`;
    const { id } = playlist;
    const pictures = async (): Promise<readonly string[]> =>
      (await context.send(getPlaylistCover, { id }, { fresh: true })).map(({ url }) => url);
    let before: readonly string[] = [];
    const written = await runWrite(
      context,
      {
        does: `Replace ${what} with ${size}`,
        did: `Replaced ${what} with ${size}`,
        note: 'The old cover cannot be brought back: Spotify gives no file of it that could be set again.',
        apply: async () => {
          before = await pictures();
          await context.send(setCover, { id, jpeg: base64(jpeg) });
          return {};
        },
        // An uploaded cover has an address of its own.
        verify: async () => (await pictures()).some((url) => !before.includes(url)),
      },
      params.dry_run,
    );
    return { ...written, playlist: describePlaylist(playlist) };
  };
}

function pictureReader(
  { localFiles, covers }: Ports,
  { signal }: SpotifyContext,
  { path, url }: SetPlaylistCoverParams,
): () => Promise<Uint8Array> {
  if (path !== undefined && url === undefined) return () => localFiles.read(path, maxPictureBytes);
  if (url !== undefined && path === undefined) return () => covers.download(url, signal);
  throw new InputError(path === undefined ? 'A cover needs a picture.' : 'A cover is one picture.', {
    hint: 'Pass either path or url.',
  });
}

/** Spotify would refuse it after the user was asked. */
async function checkOwner(context: SpotifyContext, { name, owner, collaborative }: Playlist): Promise<void> {
  const { id: me } = await context.send(getProfile, {});
  if (owner?.id === undefined || owner.id === me || collaborative === true) return;
  throw new ForbiddenError('other', `Only its owner can change the cover of ${quoted(name)}.`, {
    hint: 'Pass one of the own playlists; spotify_list_playlists shows them.',
  });
}
