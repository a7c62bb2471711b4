import type { CollectedPlay } from '../../../protocol/collect/collectedPlay.ts';
import type { RecentPlay } from '../schemas/recentPlay.ts';
import type { Track } from '../schemas/track.ts';
import { upstreamText } from '../upstreamText.ts';

/** Spotify began in 2006; what lies behind 2100 would hide every later play. */
const firstInstant = Date.UTC(2006, 0, 1);
const lastInstant = Date.UTC(2100, 0, 1);
const longestTrackMs = 7 * 86_400_000;
/** In characters: the protocol bounds the length in UTF-16 units, of which one may take two. */
const longestUri = 240;
const localPrefix = 'spotify:local:';
/** The end of a local URI has the title, its beginning the artist. */
const localTail = 450;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const trackUri = /^spotify:track:[0-9A-Za-z]{22}$/;
const artistUri = /^spotify:artist:[0-9A-Za-z]{22}$/;
const releaseDate = /^[12]\d{3}(?:-\d{2}(?:-\d{2})?)?$/;
const isrc = /^[A-Z]{2}[0-9A-Z]{3}\d{7}$/;

/**
 * A play of recently-played in our words; `undefined` where it says neither when nor what.
 *
 * The artist is the album's first, as exports credit it, so that both sources name the same one. Of a relinked track
 * the URI is the one that was asked for (exports-and-history facts, §7).
 */
export function collectedPlayOf({ track, played_at, context }: RecentPlay): CollectedPlay | undefined {
  const playedAt = instant.test(played_at) ? Date.parse(played_at) : Number.NaN;
  const uri = uriOf(track);
  if (!(playedAt >= firstInstant && playedAt < lastInstant) || uri === undefined) return undefined;
  const artist = [...(track.album?.artists ?? []), ...track.artists].find(
    ({ name }) => upstreamText(name) !== '',
  );
  const code = (track.external_ids?.isrc ?? '').replaceAll('-', '').toUpperCase();
  const released = track.album?.release_date ?? '';
  const { duration_ms: duration = 0 } = track;
  return {
    played_at: playedAt,
    uri,
    // As in imports: a removed track is known by its id.
    title: upstreamText(track.name) || uri.slice(uri.lastIndexOf(':') + 1).slice(0, longestUri),
    artist: upstreamText(artist?.name ?? ''),
    album: upstreamText(track.album?.name ?? ''),
    ...(artistUri.test(artist?.uri ?? '') && { artist_uri: artist?.uri }),
    ...(duration > 0 && duration <= longestTrackMs && { duration_ms: duration }),
    ...(releaseDate.test(released) && { release_date: released }),
    ...(isrc.test(code) && { isrc: code }),
    ...(track.explicit && { explicit: true }),
    ...(context !== undefined && { context_uri: upstreamText(context.uri, longestUri) }),
  };
}

function uriOf({ uri, linked_from: original }: Track): string | undefined {
  if (original?.uri !== undefined && trackUri.test(original.uri)) return original.uri;
  if (trackUri.test(uri)) return uri;
  if (!uri.startsWith(localPrefix)) return undefined;
  const name = upstreamText(uri.slice(localPrefix.length), uri.length).slice(-localTail);
  return /[^:\s]/.test(name) ? localPrefix + name : undefined;
}
