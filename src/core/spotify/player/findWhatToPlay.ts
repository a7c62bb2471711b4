import { itemTypes, type Item, type ItemType } from '../../../protocol/spotify/items.ts';
import type { SpotifyPlayParams } from '../../../protocol/spotify/player.ts';
import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { readPlaylists } from '../collection/ownPlaylists.ts';
import { describeItem } from '../describeItem.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getSavedTracks } from '../operations/library.ts';
import type { StartPlaybackParams } from '../operations/player.ts';
import { maxSearchLimit } from '../operations/search.ts';
import type { Match } from '../search/matchScore.ts';
import { meansLikedSongs, playReadings, type PlayReading } from '../search/playReadings.ts';
import { rankCandidates, type Candidate, type RankedCandidate } from '../search/rankCandidates.ts';
import { searchPages } from '../search/searchPages.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { NotFound } from '../spotifyErrors.ts';
import { looksLikeReference, parseSpotifyReference, requireReference } from '../spotifyReference.ts';
import { quoted } from '../upstreamText.ts';
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
const commonTypes: readonly ItemType[] = ['track', 'album', 'artist', 'playlist'];
const spokenTypes: readonly ItemType[] = ['show', 'episode', 'audiobook'];

/**
 * What somebody means who says what to play: a URI or link; the name of a playlist in the account; the liked songs;
 * else the nearest thing in the catalogue. Costs no search where an own playlist has that very name.
 * @throws NotFound where there is nothing at all; InputError for a URI that cannot be played
 */
export async function findWhatToPlay(
  context: SpotifyContext,
  params: SpotifyPlayParams,
): Promise<WhatToPlay> {
  const { query, type } = params;
  if (looksLikeReference(query) || parseSpotifyReference(query, type) !== undefined) {
    return byReference(context, query, type);
  }
  const readings = playReadings(query);
  const own = await ownCandidates(context, type);
  const [best, ...others] = rankCandidates(readings, own.candidates).filter(isClose);
  if (best?.match === 'exact') return chosen(best, others, own.notes);
  if (meansLikedSongs(query) && (type ?? 'playlist') === 'playlist') return likedSongs(context);
  const close = best === undefined ? [] : [best, ...others];
  return bySearch(context, readings, type, { ...own, candidates: close });
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
async function ownCandidates(context: SpotifyContext, type: ItemType | undefined): Promise<OwnCandidates> {
  if ((type ?? 'playlist') !== 'playlist') return { candidates: [], notes: [] };
  try {
    const { playlists } = await readPlaylists(context);
    const candidates = playlists.map((playlist, rank) => ({ item: describeItem(playlist), rank, own: true }));
    return { candidates, notes: [] };
  } catch (error) {
    if (CancelledError.is(error)) throw error;
    return { candidates: [], notes: [`The account's playlists could not be read: ${toUserMessage(error)}`] };
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

/** The words as they stand first; then as the kind that they name; then among podcasts and books. */
async function bySearch(
  context: SpotifyContext,
  readings: readonly PlayReading[],
  type: ItemType | undefined,
  own: OwnCandidates,
): Promise<WhatToPlay> {
  const [whole] = readings;
  const rounds: { text: string; types: readonly ItemType[] }[] = [];
  for (const reading of readings) {
    rounds.push({ text: reading.text, types: typesOf(type ?? reading.type) });
  }
  if (type === undefined && whole !== undefined) rounds.push({ text: whole.text, types: spokenTypes });
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
  throw new NotFound(`Nothing was found for ${quoted(whole?.text ?? '')}.`, {
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
