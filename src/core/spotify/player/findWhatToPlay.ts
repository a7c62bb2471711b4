import { itemTypes, type Item, type ItemType } from '../../../protocol/spotify/items.ts';
import type { SpotifyPlayParams } from '../../../protocol/spotify/player.ts';
import { CancelledError, InputError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { describeItem } from '../describeItem.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getSavedTracks } from '../operations/library.ts';
import type { StartPlaybackParams } from '../operations/player.ts';
import { getOwnPlaylists } from '../operations/playlists.ts';
import { maxSearchLimit } from '../operations/search.ts';
import type { Match } from '../search/matchScore.ts';
import { meansLikedSongs, playReadings, type PlayReading } from '../search/playReadings.ts';
import { queryText, type SpokenQuery } from '../search/queryText.ts';
import { rankCandidates, type Candidate, type RankedCandidate } from '../search/rankCandidates.ts';
import { searchPages } from '../search/searchPages.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { looksLikeReference, parseSpotifyReference, requireReference } from '../spotifyReference.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { findItem } from './findItem.ts';
import { startWhat } from './startWhat.ts';

/** What a request to play came down to. */
export interface WhatToPlay {
  readonly item: Item;
  readonly match: Match;
  readonly alternatives: readonly Item[];
  readonly start: StartPlaybackParams;
  readonly notes: readonly string[];
}

const maxAlternatives = 5;
/** Pages of 50 own playlists that are read at most: one for any name, more where a playlist is named as such. */
const playlistPages = { anyName: 1, namedAsPlaylist: 5 } as const;
const commonTypes: readonly ItemType[] = ['track', 'album', 'artist', 'playlist'];
const spokenTypes: readonly ItemType[] = ['show', 'episode', 'audiobook'];

/**
 * What somebody means who says what to play: a URI or link; the name of a playlist in the account; the liked songs;
 * else the nearest thing in the catalogue. Costs no search where an own playlist has that very name.
 * @throws NotFound where there is nothing at all; InputError for a URI that cannot be played, for no words and for too
 *   many
 */
export async function findWhatToPlay(
  context: SpotifyContext,
  params: SpotifyPlayParams,
): Promise<WhatToPlay> {
  const { query, type } = params;
  if (looksLikeReference(query) || parseSpotifyReference(query, type) !== undefined) {
    return byReference(context, query, type);
  }
  if (upstreamText(query) === '') {
    throw new InputError('Nothing is named to play.', {
      hint: 'Pass what the user said as query; spotify_control with action resume goes on with what was playing.',
    });
  }
  const readings = playReadings(query);
  const rounds = roundsOf(readings, type);
  const own = await ownCandidates(context, readings, type);
  const [best, ...others] = rankCandidates(readings, own.candidates).filter(isClose);
  if (best?.match === 'exact') return chosen(best, others, own.notes);
  if (meansLikedSongs(query) && (type ?? 'playlist') === 'playlist') return likedSongs(context);
  const close = best === undefined ? [] : [best, ...others];
  return bySearch(context, readings, rounds, { ...own, candidates: close });
}

async function byReference(
  context: SpotifyContext,
  query: string,
  type: ItemType | undefined,
): Promise<WhatToPlay> {
  const reference = requireReference('query', query, type === undefined ? itemTypes : [type]);
  const item = await findItem(context, reference.type as ItemType, reference.id);
  return { item, match: 'exact', alternatives: [], start: startOf(item), notes: [] };
}

interface OwnCandidates {
  readonly candidates: readonly Candidate[];
  readonly notes: readonly string[];
}

/** The account's playlists; that they cannot be read stops nobody from playing something else. */
async function ownCandidates(
  { send }: SpotifyContext,
  readings: readonly PlayReading[],
  type: ItemType | undefined,
): Promise<OwnCandidates> {
  if ((type ?? 'playlist') !== 'playlist') return { candidates: [], notes: [] };
  const isNamed = type === 'playlist' || readings.some((reading) => reading.type === 'playlist');
  const pages = isNamed ? playlistPages.namedAsPlaylist : playlistPages.anyName;
  const candidates: Candidate[] = [];
  try {
    for (let page = 0; page < pages; page += 1) {
      const offset = page === 0 ? undefined : page * maxPageLimit;
      const { items, next, total = 0 } = await send(getOwnPlaylists, { limit: maxPageLimit, offset });
      for (const playlist of items) {
        candidates.push({ item: describeItem(playlist), rank: candidates.length, own: true });
      }
      const isFound = rankCandidates(readings, candidates)[0]?.match === 'exact';
      if (isFound || next === undefined) break;
      if (isNamed && page === pages - 1) {
        const note = `Only the first ${candidates.length} of ${total} playlists of the account were looked at.`;
        return { candidates, notes: [note] };
      }
    }
    return { candidates, notes: [] };
  } catch (error) {
    if (CancelledError.is(error)) throw error;
    return { candidates, notes: [`The account's playlists could not be read: ${toUserMessage(error)}`] };
  }
}

async function likedSongs({ send }: SpotifyContext): Promise<WhatToPlay> {
  const { items, total = 0 } = await send(getSavedTracks, { limit: maxPageLimit });
  const tracks = items.map(({ item }) => item).filter(({ is_local: isLocal }) => !isLocal);
  const [first] = tracks;
  if (first === undefined) {
    throw new NotFound('There are no liked songs in this account.', { hint: 'Name something else to play.' });
  }
  const note = `Apps cannot start the liked songs as a whole: these are the newest ${tracks.length} of ${total}.`;
  return {
    item: describeItem(first),
    match: 'exact',
    alternatives: [],
    start: { uris: tracks.map(({ uri }) => uri) },
    notes: [note],
  };
}

/**
 * The words as they stand first; then as the kind that they name; then among podcasts and books.
 * @throws InputError for more words than Spotify reads
 */
function roundsOf(readings: readonly PlayReading[], type: ItemType | undefined): readonly SpokenQuery[] {
  const rounds = readings.map((reading) => queryText({ text: reading.text }, typesOf(type ?? reading.type)));
  const [whole] = rounds;
  return type === undefined && whole !== undefined ? [...rounds, { ...whole, types: spokenTypes }] : rounds;
}

async function bySearch(
  context: SpotifyContext,
  readings: readonly PlayReading[],
  rounds: readonly SpokenQuery[],
  own: OwnCandidates,
): Promise<WhatToPlay> {
  let candidates = own.candidates;
  let ranked: readonly RankedCandidate[] = [];
  for (const round of rounds) {
    const found = await searchPages(context, round, { offset: 0, limit: maxSearchLimit });
    // Without the catalogue an own playlist of about that name will do; a later round would be a wild guess.
    if (found.error !== undefined && candidates.length === 0) throw found.error;
    candidates = [...candidates, ...candidatesOf(found.items)];
    ranked = rankCandidates(readings, candidates);
    const enough = round === rounds[0] && readings.length > 1 ? ['exact'] : ['exact', 'close'];
    if (found.error !== undefined) break;
    if (ranked[0] !== undefined && enough.includes(ranked[0].match)) break;
  }
  const [best, ...others] = ranked;
  if (best !== undefined) return chosen(best, others, own.notes);
  throw new NotFound(`Nothing was found for ${quoted(rounds[0]?.text ?? '')}.`, {
    hint: 'Try other words, or look with spotify_search and pass a URI.',
  });
}

function typesOf(type: ItemType | undefined): readonly ItemType[] {
  return type === undefined ? commonTypes : [type];
}

function candidatesOf(found: ReadonlyMap<ItemType, readonly Item[]>): readonly Candidate[] {
  return [...found.values()].flatMap((items) => items.map((item, rank) => ({ item, rank })));
}

function chosen(
  best: RankedCandidate,
  others: readonly RankedCandidate[],
  notes: readonly string[],
): WhatToPlay {
  const different = new Map(others.map(({ item }) => [item.uri, item]));
  different.delete(best.item.uri);
  return {
    item: best.item,
    match: best.match,
    alternatives: [...different.values()].slice(0, maxAlternatives),
    start: startOf(best.item),
    notes,
  };
}

function isClose({ match }: RankedCandidate): boolean {
  return match !== 'guess';
}

function startOf({ uri }: Item): StartPlaybackParams {
  return startWhat({ uris: [uri] });
}
