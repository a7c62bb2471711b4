import type { CoListeningResult, Neighbour } from '../../../protocol/history/coListening.ts';
import type { RadioParams, RadioResult, RadioTrack } from '../../../protocol/spotify/compositeRadio.ts';
import { spoken } from '../search/matchScore.ts';
import type { Feature } from '../spotifyContext.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { discoverTracks, type Discovered } from './discoverTracks.ts';
import { radioSeed } from './radioSeed.ts';
import { atMostPerArtist, spreadByArtist } from './spreadByArtist.ts';

const defaultLimit = 25;
const maxAsked = 200;
const basis =
  "Spotify has closed its recommendations to new apps: these tracks come from the user's own listening sessions, not from Spotify.";
const nothingNew: Discovered = { tracks: [], requests: 0 };

/**
 * Answers `spotify.radio`: tracks that the user hears in the same sessions as a track, an artist, an album or a
 * playlist, and on request some by the same artists that were never played. No artist comes twice in a row, none has
 * more than a fifth of the list.
 * @throws InputError for what no radio can start from; HistoryError where there is no history to ask
 */
export const radio: Feature<RadioParams, RadioResult> = async (context, params) => {
  const limit = params.limit ?? defaultLimit;
  const seed = await radioSeed(context, params.seed);
  const found = await context.history('history.coListening', {
    seeds: [...seed.seeds],
    limit: Math.min(maxAsked, 4 * limit),
    ...(params.days !== undefined && { days: params.days }),
  });
  const discover = Math.min(params.discover ?? 0, limit);
  const fresh = discover === 0 ? nothingNew : await discoverTracks(context, found.tracks, discover);
  const playable = found.tracks.filter(({ uri }) => uri !== undefined);
  const mostPerArtist = Math.max(2, Math.ceil(limit / 5));
  const known = atMostPerArtist(playable, artistOf, mostPerArtist)
    .slice(0, limit - fresh.tracks.length)
    .map((neighbour) => describe(neighbour, found));
  const tracks = spreadByArtist(mixed(known, fresh.tracks), artistOf);
  const note = [...seed.notes, ...notesOf(found, playable, tracks, fresh, discover)].join(' ');
  const { name, type, uri } = seed;
  return {
    seed: { name, type, ...(uri !== undefined && { uri }) },
    basis: `${basis} ${found.rule}`,
    sessions: found.sessions,
    tracks: [...tracks],
    ...(tracks.length === 0 && { reason: found.reason ?? 'None of the tracks found has a Spotify URI.' }),
    ...(note !== '' && { note }),
  };
};

function artistOf({ artists }: Pick<RadioTrack, 'artists'>): string {
  return spoken(artists[0] ?? '');
}

function describe(neighbour: Neighbour, { seeds }: CoListeningResult): RadioTrack {
  const { name, artists, uri = '', score, seed, together, seed_sessions: sessions } = neighbour;
  const other = seeds[seed]?.name;
  return {
    name: upstreamText(name),
    artists: artists.map((artist) => upstreamText(artist)),
    score,
    why: `in ${together} of ${sessions} sessions with ${other === undefined ? 'the seed' : quoted(other)}`,
    uri,
  };
}

/** What is new stands at even distances among what is known. */
function mixed(known: readonly RadioTrack[], fresh: readonly RadioTrack[]): readonly RadioTrack[] {
  const places = [
    ...known.map((track, at) => ({ track, place: (at + 0.5) / known.length })),
    ...fresh.map((track, at) => ({ track, place: (at + 1) / (fresh.length + 1) })),
  ];
  return places.sort((a, b) => a.place - b.place).map(({ track }) => track);
}

function notesOf(
  found: CoListeningResult,
  playable: readonly Neighbour[],
  tracks: readonly RadioTrack[],
  fresh: Discovered,
  discover: number,
): readonly string[] {
  const unheard = found.seeds.filter(({ sessions }) => sessions === 0).length;
  const nameless = found.tracks.length - playable.length;
  const sentences = [
    found.seeds.length > 1 &&
      unheard > 0 &&
      tracks.length > 0 &&
      `${unheard} of the ${found.seeds.length} tracks of the seed are in no session of the history.`,
    nameless > 0 &&
      `${nameless} more are known by name only and left out; spotify_resolve_tracks finds their URIs.`,
    discover > 0 && discoveryNote(fresh, discover),
  ];
  return sentences.filter((sentence) => sentence !== false);
}

function discoveryNote({ tracks, requests, why }: Discovered, discover: number): string {
  const found = `${tracks.length} of ${discover} new tracks were found with ${requests} ${requests === 1 ? 'search' : 'searches'}.`;
  return why === undefined ? found : `${found} ${why}`;
}
