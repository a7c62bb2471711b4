import { getArtist } from '../operations/artists.ts';
import { maxSearchLimit, searchItems } from '../operations/search.ts';
import type { Artist } from '../schemas/artist.ts';
import { matchOf, similarity, type Match } from '../search/matchScore.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { looksLikeReference, parseSpotifyReference, requireReference } from '../spotifyReference.ts';
import { quoted } from '../upstreamText.ts';

/** An artist, and how sure that is. */
export interface FoundArtist {
  readonly artist: Artist;
  readonly match: Match;
  /** Others of about that name, best first. */
  readonly alternatives: readonly Artist[];
}

const maxAlternatives = 3;

/** Whether an argument names an artist by URI, link or id, so that a search is no use. */
export function isReference(text: string): boolean {
  return looksLikeReference(text) || parseSpotifyReference(text, 'artist') !== undefined;
}

/**
 * The artist that an argument means: a URI, link or id is read, a name is searched. Costs one request.
 * @throws InputError for a URI of another kind; NotFound
 */
export async function findArtist(context: SpotifyContext, text: string): Promise<FoundArtist> {
  if (isReference(text)) {
    const { id } = requireReference('artist', text, ['artist']);
    return { artist: await context.send(getArtist, { id }), match: 'exact', alternatives: [] };
  }
  const { artists } = await context.send(searchItems, {
    query: text,
    types: ['artist'],
    limit: maxSearchLimit,
  });
  const ranked = (artists?.items ?? [])
    .map((artist, rank) => ({ artist, rank, score: similarity(text, artist.name) }))
    .sort((a, b) => b.score - a.score || a.rank - b.rank);
  const [best, ...others] = ranked;
  if (best === undefined) {
    throw new NotFound(`Spotify has no artist called ${quoted(text)}.`, {
      hint: 'Try another spelling, or find the artist with spotify_search.',
    });
  }
  const alike = others.filter(({ score }) => matchOf(score) !== 'guess' || best.score === score);
  return {
    artist: best.artist,
    match: matchOf(best.score),
    alternatives: alike.slice(0, maxAlternatives).map(({ artist }) => artist),
  };
}
