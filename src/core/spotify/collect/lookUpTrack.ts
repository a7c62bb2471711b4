import type { TrackFacts, WantedTrack } from '../../../protocol/collect/enrichRequests.ts';
import { normalName } from '../../history/normalName.ts';
import type { Send } from '../operation.ts';
import { queryText } from '../search/queryText.ts';
import { searchItems } from '../operations/search.ts';
import { getTrack } from '../operations/tracks.ts';
import type { Track } from '../schemas/track.ts';
import { NotFound } from '../spotifyErrors.ts';
import { collectedPlayOf } from './collectedPlayOf.ts';

const trackUri = /^spotify:track:([0-9A-Za-z]{22})$/;
/** Tracks of one answer that are compared with the names. */
const compared = 5;

/**
 * Asks Spotify, with one request, what it knows of a track. One without a URI is looked for by its names and taken
 * only where title and artist are the same: a song that merely resembles it would give its plays to a stranger.
 * @returns `undefined` where Spotify has no such track
 */
export async function lookUpTrack(
  send: Send,
  wanted: WantedTrack,
  signal: AbortSignal,
): Promise<TrackFacts | undefined> {
  if (wanted.uri !== undefined) {
    const [, id] = trackUri.exec(wanted.uri) ?? [];
    if (id === undefined) return undefined;
    const track = await orNothing(() => send(getTrack, { id }, { signal }));
    return track && factsOf({ ...track, linked_from: { uri: wanted.uri } });
  }
  const query = queryText({ track: part(wanted.title), artist: part(wanted.artist) }, ['track']).text;
  const { tracks } = await send(searchItems, { query, types: ['track'], limit: compared }, { signal });
  for (const track of tracks?.items ?? []) {
    const facts = factsOf(track);
    if (facts === undefined || !isSame(facts.title, wanted.title) || !makes(track, wanted.artist)) continue;
    const { artist_uri: artistUri, ...rest } = facts;
    // A guest on another's album: the id is not the guest's.
    const own = isSame(facts.artist, wanted.artist) && artistUri !== undefined;
    return { ...rest, artist: wanted.artist, ...(own && { artist_uri: artistUri }) };
  }
  return undefined;
}

/** Spotify reads no long questions; the beginning of a name finds it. */
const part = (name: string): string => name.slice(0, 100);
const isSame = (one: string, other: string): boolean => normalName(one) === normalName(other);
const makes = ({ artists, album }: Track, name: string): boolean =>
  [...artists, ...(album?.artists ?? [])].some((artist) => isSame(artist.name, name));

function factsOf(track: Track): TrackFacts | undefined {
  // What a play says of its track is what is wanted here; when it was played is not.
  const play = collectedPlayOf({ track, played_at: '2006-01-01T00:00:00Z', context: undefined });
  if (play === undefined || !trackUri.test(play.uri)) return undefined;
  const { played_at: _at, context_uri: _context, ...facts } = play;
  return facts;
}

async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (NotFound.is(error)) return undefined;
    throw error;
  }
}
