import type * as z from 'zod';
import type {
  PlaylistItemsResult,
  replacePlaylistItemsParams,
} from '../../../protocol/spotify/playlistItems.ts';
import { InputError } from '../../errors.ts';
import type { Feature } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import { changeItems } from './changeItems.ts';
import { itemCount } from './countWords.ts';
import { playableUri } from './playableUri.ts';
import { rewriteItems, sameOrder } from './rewriteItems.ts';

/**
 * Answers `spotify.replacePlaylistItems`: the items given take the place of all, equal ones too. Local files and what
 * Spotify no longer shows cannot be added again, so what it does says how many of these go for good.
 * @throws InputError for what is no track or episode, and for an empty list that was not allowed
 */
export const replaceItems: Feature<z.output<typeof replacePlaylistItemsParams>, PlaylistItemsResult> = async (
  context,
  params,
) => {
  const wanted = params.uris.map((uri) => playableUri('uris', uri));
  if (wanted.length === 0 && params.allow_empty !== true) {
    throw new InputError('uris is empty, which would empty the playlist.', {
      hint: 'Pass what it shall hold. To empty it, use spotify_clear_playlist of the toolset playlist_power, or pass allow_empty: true.',
    });
  }
  return changeItems(context, { ...params, snapshot_id: undefined }, ({ playlist, entries, uris }) => {
    const name = quoted(playlist.name);
    if (sameOrder(uris, wanted)) {
      return {
        nothing: wanted.length === 0 ? `${name} is empty already.` : `${name} holds just that already.`,
      };
    }
    const lost = entries.filter(({ item, is_local: isLocal }) => isLocal || item === undefined).length;
    const gone = lost === 0 ? '' : ` (${lost} local or unavailable: gone for good)`;
    const what =
      wanted.length === 0
        ? `the ${itemCount(uris.length)} of ${name}${gone}`
        : `the ${itemCount(uris.length)} of ${name}${gone} with ${itemCount(wanted.length)}`;
    const [does, did] = wanted.length === 0 ? ['Remove', 'Removed'] : ['Replace', 'Replaced'];
    return {
      ...{ does: `${does} ${what}`, did: `${did} ${what}`, wanted },
      ...(lost > 0 && { note: 'ops_undo cannot bring local and unavailable entries back.' }),
      apply: (sender) => rewriteItems(sender, playlist.id, wanted),
    };
  });
};
