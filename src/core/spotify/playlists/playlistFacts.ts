import type { PlaylistFacts } from '../../../protocol/spotify/playlists.ts';
import { describeItem } from '../describeItem.ts';
import type { Playlist } from '../schemas/playlist.ts';
import { upstreamText } from '../upstreamText.ts';
import { descriptionText } from './descriptionText.ts';

/** Whether the user may change what a playlist holds: an own one, or one that is shared with others. */
export function isWritable(playlist: Playlist, me: string): boolean {
  return playlist.owner?.id === me || playlist.collaborative === true;
}

/**
 * What a list tells of a playlist. The contents of those that the user neither owns nor shares are hidden, whatever
 * number Spotify tells (Web API changelog, February 2026).
 * @param me Spotify's id of the user
 */
export function playlistFacts(playlist: Playlist, me: string): PlaylistFacts {
  const { name, uri, url, items } = describeItem(playlist);
  const owner = upstreamText(playlist.owner?.display_name ?? playlist.owner?.id ?? '');
  const description = descriptionText(playlist.description);
  const writable = isWritable(playlist, me);
  return {
    name,
    ...(owner !== '' && { owner }),
    ...(items !== undefined && { items }),
    own: playlist.owner?.id === me,
    writable,
    ...(playlist.public !== undefined && { public: playlist.public }),
    ...(playlist.collaborative === true && { collaborative: true }),
    ...(description !== '' && { description }),
    ...(!writable ? { contents: 'hidden' } : items === 0 && { contents: 'empty' }),
    uri,
    url,
  };
}
