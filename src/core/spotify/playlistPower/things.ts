import type { Episode } from '../schemas/episode.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { Track } from '../schemas/track.ts';
import { spoken } from '../search/matchScore.ts';
import { upstreamText } from '../upstreamText.ts';

/**
 * One entry of a playlist, as it is compared, sorted and counted. Texts are cleaned and bounded: what compares names may
 * take long for a stranger's endless one.
 */
export interface Thing {
  /** From 0, in its playlist. */
  readonly position: number;
  readonly uri: string;
  /** A `local` one is a file of the user's own, which nothing can add again. */
  readonly kind: 'track' | 'episode' | 'local';
  readonly name: string;
  /** Artists of a track; the show of an episode. */
  readonly makers: readonly string[];
  /** The same for all entries of the first of {@link makers}; empty where nobody is named. */
  readonly makerKey: string;
  readonly album: string | undefined;
  /** Tells albums of one name apart. */
  readonly albumKey: string | undefined;
  readonly disc: number | undefined;
  readonly trackNumber: number | undefined;
  readonly durationMs: number | undefined;
  readonly isrc: string | undefined;
  readonly explicit: boolean;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly released: string | undefined;
  /** Unix ms; `undefined` in very old playlists. */
  readonly addedAt: number | undefined;
  /** False only where Spotify says so. */
  readonly playable: boolean;
}

/** What is known of an entry; `undefined` for one that Spotify shows nothing of. */
export function thingOf({ item, position, ...entry }: PlaylistEntry): Thing | undefined {
  if (item === undefined) return undefined;
  const shared = {
    position,
    uri: item.uri,
    name: upstreamText(item.name),
    durationMs: item.duration_ms,
    explicit: item.explicit,
    addedAt: dateOf(entry.added_at),
    playable: item.is_playable !== false,
  };
  return item.type === 'episode'
    ? { ...shared, ...factsOfEpisode(item) }
    : { ...shared, ...factsOfTrack(item), kind: entry.is_local ? 'local' : 'track' };
}

function factsOfEpisode({ show, release_date: released }: Episode): Omit<Thing, keyof SharedFacts> {
  const maker = upstreamText(show?.name ?? '');
  return {
    kind: 'episode',
    makers: maker === '' ? [] : [maker],
    makerKey: show?.uri ?? keyOfName(maker),
    ...{ album: undefined, albumKey: undefined, disc: undefined, trackNumber: undefined, isrc: undefined },
    released,
  };
}

function factsOfTrack(track: Track): Omit<Thing, keyof SharedFacts | 'kind'> {
  const makers = track.artists.map(({ name }) => upstreamText(name));
  const album = upstreamText(track.album?.name ?? '');
  return {
    makers: makers.filter((name) => name !== ''),
    makerKey: track.artists[0]?.uri ?? keyOfName(makers[0] ?? ''),
    album: album === '' ? undefined : album,
    albumKey: track.album?.uri ?? (album === '' ? undefined : keyOfName(album)),
    disc: track.disc_number,
    trackNumber: track.track_number,
    isrc: track.external_ids?.isrc?.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase(),
    released: track.album?.release_date,
  };
}

type SharedFacts = Pick<
  Thing,
  'position' | 'uri' | 'name' | 'durationMs' | 'explicit' | 'addedAt' | 'playable'
>;

/** Very old entries have no date, or are dated to the beginning of Unix time. */
function dateOf(added: string | undefined): number | undefined {
  const ms = added === undefined ? 0 : Date.parse(added);
  return Number.isNaN(ms) || ms === 0 ? undefined : ms;
}

/** What is known of a playlist's entries, without those that Spotify shows nothing of. */
export function thingsOf(entries: readonly PlaylistEntry[]): readonly Thing[] {
  return entries.flatMap((entry) => thingOf(entry) ?? []);
}

function keyOfName(name: string): string {
  return name === '' ? '' : spoken(name);
}
