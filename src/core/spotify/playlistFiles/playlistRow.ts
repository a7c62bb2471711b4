import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import { parseSpotifyReference } from '../spotifyReference.ts';
import { upstreamText } from '../upstreamText.ts';

/** One place of a playlist as a file holds it: texts on one line, what is unknown absent. */
export interface PlaylistRow {
  readonly name: string;
  /** Of an episode: its show. */
  readonly artists: readonly string[];
  readonly album?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly released?: string;
  readonly duration_ms?: number;
  readonly explicit?: true;
  /** Code of the recording. */
  readonly isrc?: string;
  /** ISO instant, UTC. */
  readonly added_at?: string;
  readonly type: 'track' | 'episode' | 'local';
  readonly uri: string;
  /** On open.spotify.com; a local file has none. */
  readonly url?: string;
}

const longest = 500;

/** @returns `undefined` for a place of which Spotify shows nothing any more */
export function playlistRow({ item, is_local, added_at }: PlaylistEntry): PlaylistRow | undefined {
  if (item === undefined) return undefined;
  const text = (value: string | undefined): string => upstreamText(value ?? '', longest);
  const isTrack = item.type === 'track';
  const artists = isTrack ? item.artists.map(({ name }) => name) : [item.show?.name];
  const url = parseSpotifyReference(item.uri)?.url;
  return {
    name: text(item.name),
    artists: artists.map(text).filter((name) => name !== ''),
    ...present('album', isTrack ? text(item.album?.name) : ''),
    ...present('released', text(isTrack ? item.album?.release_date : item.release_date)),
    ...(item.duration_ms !== undefined && { duration_ms: item.duration_ms }),
    ...(item.explicit && { explicit: true as const }),
    ...present('isrc', isTrack ? text(item.external_ids?.isrc) : ''),
    ...present('added_at', text(added_at)),
    type: is_local ? 'local' : item.type,
    uri: text(item.uri),
    ...(url !== undefined && { url }),
  };
}

function present<K extends string>(key: K, value: string): { [P in K]?: string } {
  return value === '' ? {} : ({ [key]: value } as { [P in K]?: string });
}
