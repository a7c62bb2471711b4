import type { ItemProfileParams } from '../../../protocol/history/insights/itemProfile.ts';
import type { ItemType } from '../../../protocol/history/insights/itemTypes.ts';
import { InputError } from '../../errors.ts';
import { foldedArtists } from '../artistHistoryMarks.ts';
import type { Catalogue } from '../columns.ts';
import { fold } from '../folding.ts';
import type { Tally } from '../tally.ts';
import { matchTracks } from '../textSearch.ts';
import type { PlayWindow } from '../window.ts';
import { bestIds } from './bestIds.ts';
import { tallyHistory, tallyHistoryItems } from './historyTally.ts';
import { idsWhere } from './idsWhere.ts';
import { itemsOf, labelsOf, type ItemLabels, type Items } from './items.ts';
import { KeptAnswers } from '../keptAnswers.ts';

/** The one thing that a question is about. */
export interface FoundItem {
  readonly items: Items;
  readonly labels: ItemLabels;
  readonly id: number;
  /** All others that match as well, and the most played ones of them. */
  readonly otherMatches: number;
  readonly others: readonly number[];
  /** Plays of the whole history, per item. */
  readonly tally: Tally;
}

/** What else matches is named up to here. */
const othersNamed = 5;

/**
 * Finds an artist, a track or an album. Exact names go before words within names, case and accents aside; of several
 * the one with most plays in the whole history is meant.
 *
 * @throws InputError where nothing is named or nothing matches
 */
export function findItem(window: PlayWindow, params: ItemProfileParams): FoundItem {
  const { catalogue } = window.columns;
  const { track, album, artist, uri } = params;
  if (uri !== undefined) {
    if (track !== undefined || album !== undefined || artist !== undefined) {
      throw new InputError('uri cannot be given together with names.', {
        hint: 'Pass uri or names, not both.',
      });
    }
    return findUri(window, uri);
  }
  const of = track !== undefined ? 'tracks' : album !== undefined ? 'albums' : 'artists';
  if (of === 'artists' && artist === undefined) {
    throw new InputError('Nothing is named.', { hint: 'Pass track, album or artist by name, or uri.' });
  }
  const items = itemsOf(catalogue, of);
  const ids = matchingItems(catalogue, items, params);
  if (ids.length === 0) {
    throw new InputError('Nothing in the history has these names.', {
      hint: 'Pass fewer or other words, or look for plays with history_search_plays and a long window.',
    });
  }
  return mostPlayed(window, items, ids);
}

function findUri(window: PlayWindow, uri: string): FoundItem {
  const { catalogue } = window.columns;
  if (uri.startsWith('spotify:album:')) {
    throw new InputError('The history knows no URIs of albums.', {
      hint: 'Pass the title as album and its artist as artist.',
    });
  }
  const track = catalogue.trackUri.indexOf(uri);
  const artist = track < 0 ? catalogue.artistUri.indexOf(uri) : -1;
  const of: ItemType = track < 0 ? 'artists' : 'tracks';
  const items = itemsOf(catalogue, of);
  const id = track < 0 ? artist : items.itemOf[track]!;
  if (id < 0) {
    throw new InputError('Nothing in the history has this URI.', {
      hint: 'Pass the name instead: not every source tells URIs.',
    });
  }
  return mostPlayed(window, items, Int32Array.of(id));
}

function mostPlayed(window: PlayWindow, items: Items, ids: Int32Array): FoundItem {
  const labels = labelsOf(window.columns.catalogue, items, tallyHistory(window));
  const tally = tallyHistoryItems(window, items);
  const [id, ...others] = bestIds(ids, tally.plays, tally.ms, labels.compare, 1 + othersNamed);
  return { items, labels, id: id!, otherMatches: ids.length - 1, others, tally };
}

/** Items with exactly these names; where there is none, items whose names contain the words. */
function matchingItems(catalogue: Catalogue, items: Items, params: ItemProfileParams): Int32Array {
  const marks = matchTracks(catalogue, params);
  const isExact = exactNames(catalogue, params);
  const found = new Uint8Array(items.count);
  let hasExact = false;
  for (let track = 0; track < marks.length; track++) {
    const item = items.itemOf[track]!;
    if (marks[track] === 0 || item < 0 || found[item] === 2) continue;
    found[item] = isExact(track) ? 2 : 1;
    hasExact ||= found[item] === 2;
  }
  const wanted = hasExact ? 2 : 1;
  return idsWhere(items.count, (item) => found[item] === wanted);
}

const foldedKept = new KeptAnswers<Catalogue, readonly string[]>(2);

function exactNames(catalogue: Catalogue, params: ItemProfileParams): (track: number) => boolean {
  const { trackName, trackArtist, trackAlbum, albumName } = catalogue;
  const [title, album, artist] = [params.track, params.album, params.artist].map(
    (text) => text && fold(text).trim(),
  );
  const titles = title ? foldedKept.get(catalogue, 'titles', () => trackName.map(fold)) : [];
  const albums = album ? foldedKept.get(catalogue, 'albums', () => albumName.map(fold)) : [];
  const artists = foldedArtists(catalogue);
  return (track) =>
    (!title || titles[track] === title) &&
    (!album || albums[trackAlbum[track]!] === album) &&
    (!artist || artists[trackArtist[track]!] === artist);
}
