import type { CoListeningSeed, Neighbour } from '../../../protocol/history/coListening.ts';
import type { Item } from '../../../protocol/spotify/items.ts';
import { maxDiscoverRequests, type RadioTrack } from '../../../protocol/spotify/compositeRadio.ts';
import { describeItem } from '../describeItem.ts';
import { maxSearchLimit, searchItems } from '../operations/search.ts';
import { queryText } from '../search/queryText.ts';
import { spoken } from '../search/matchScore.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import { partOf } from './optionalPart.ts';

/** New tracks that one artist gives. */
const perArtist = 3;

/** New tracks, and why there are not more of them. */
export interface Discovered {
  readonly tracks: readonly RadioTrack[];
  readonly requests: number;
  /** Why a search failed. */
  readonly why?: string;
}

/**
 * Tracks that the user never played, by the artists that the neighbours of a seed are by: one search an artist, no
 * more than {@link maxDiscoverRequests}. What the history has under another URI of the same song is not new.
 * @throws CancelledError
 */
export async function discoverTracks(
  context: SpotifyContext,
  neighbours: readonly Neighbour[],
  count: number,
): Promise<Discovered> {
  const artists = artistsOf(neighbours).slice(0, Math.min(maxDiscoverRequests, Math.ceil(count / perArtist)));
  const found: { readonly artist: string; readonly items: readonly Item[] }[] = [];
  let why: string | undefined;
  let requests = 0;
  for (const artist of artists) {
    requests += 1;
    const part = await partOf('search', searchArtist(context, artist));
    if (part.failed === undefined) found.push({ artist, items: part.value });
    else {
      // The next search would meet the same limit.
      why = part.failed.why;
      break;
    }
  }
  const unknown = await neverPlayed(
    context,
    found.flatMap(({ items }) => items),
  );
  const tracks = found.flatMap(({ artist, items }) =>
    items
      .filter(({ uri }) => unknown.has(uri))
      .slice(0, perArtist)
      .map(({ name, by = [], uri }): RadioTrack => ({
        name,
        artists: by,
        why: `never played; by ${quoted(artist)}, who is near the seed`,
        uri,
      })),
  );
  return { tracks: tracks.slice(0, count), requests, ...(why !== undefined && { why }) };
}

/** Artists of the neighbours, those with the most closeness together first. */
function artistsOf(neighbours: readonly Neighbour[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { artists, score } of neighbours) {
    const [artist] = artists;
    if (artist !== undefined) sums.set(artist, (sums.get(artist) ?? 0) + score);
  }
  return [...sums].sort(([, a], [, b]) => b - a).map(([artist]) => artist);
}

async function searchArtist({ send }: SpotifyContext, artist: string): Promise<readonly Item[]> {
  const { text, types } = queryText({ artist }, ['track']);
  const { tracks } = await send(searchItems, { query: text, types, limit: maxSearchLimit });
  const items = (tracks?.items ?? []).map(describeItem);
  return items.filter(({ by = [] }) => by.some((name) => spoken(name) === spoken(artist)));
}

/** URIs of what the history does not have, in any release. */
async function neverPlayed(
  { history }: SpotifyContext,
  items: readonly Item[],
): Promise<ReadonlySet<string>> {
  if (items.length === 0) return new Set();
  const seeds = items.map(({ uri, name, by = [] }): CoListeningSeed => ({
    uri,
    track: name,
    ...(by[0] !== undefined && { artist: by[0] }),
  }));
  const { seeds: known } = await history('history.coListening', { seeds, limit: 1, min_seconds: 0 });
  return new Set(items.filter((_, at) => known[at]?.plays === 0).map(({ uri }) => uri));
}
