import type { ShownEntry } from '../../../protocol/spotify/playlists.ts';
import { describeItem } from '../describeItem.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';

/**
 * One place of a playlist as answers name it.
 * @param owner Spotify's id of the playlist's owner, who is not named at each entry
 */
export function describeEntry(
  { localTime }: Pick<SpotifyContext, 'localTime'>,
  { position, item, is_local: isLocal, added_at: addedAt, added_by: addedBy }: PlaylistEntry,
  owner: string | undefined,
  detail: 'full' | 'names',
): ShownEntry {
  if (item === undefined) return { position, name: '(no longer shown by Spotify)', kind: 'unavailable' };
  const { name, by, album, duration_ms, uri, url } = describeItem(item);
  const kind = isLocal ? 'local' : item.type === 'episode' ? 'episode' : undefined;
  const heading: ShownEntry = {
    position,
    name,
    ...(by !== undefined && { by }),
    ...(kind !== undefined && { kind }),
  };
  if (detail === 'names') return heading;
  const adder = upstreamText(addedBy?.id ?? '');
  return {
    ...heading,
    ...(album !== undefined && { album }),
    ...(duration_ms !== undefined && { duration_ms }),
    // Very old entries are dated to the beginning of Unix time.
    ...(addedAt !== undefined && Date.parse(addedAt) !== 0 && { added_at: localTime(addedAt) }),
    ...(adder !== '' && adder !== owner && { added_by: adder }),
    uri,
    url,
  };
}
