import type { SortPlaylistParams } from '../../../protocol/spotify/playlistPower/sortPlaylist.ts';
import type { PlaylistItemsResult } from '../../../protocol/spotify/playlistItems.ts';
import { InputError } from '../../errors.ts';
import { changeItems, type ItemsPlan } from '../playlists/changeItems.ts';
import { itemCount } from '../playlists/countWords.ts';
import { joinMoves, movesBetween, type BlockMove } from '../playlists/moves.ts';
import type { WholePlaylist } from '../playlists/readPlaylist.ts';
import { rewriteItems } from '../playlists/rewriteItems.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { Feature } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import { makeMoves } from './makeMoves.ts';
import { smartShuffle } from './smartShuffle.ts';
import { compareThings } from './thingOrder.ts';
import { thingOf } from './things.ts';

/** So many requests are worth the dates; with more, all is written anew, 100 items a request. */
const fewMoves = 50;
/** Most moves, each a request, where nothing else will do: a day has a few hundred. */
const maxMoves = 250;

/**
 * Answers `spotify.sortPlaylist`. Moving keeps when each item was added and by whom; writing anew does not, and would
 * lose local files. Equal items stay in the order in which they stand.
 * @throws InputError for arguments that do not fit together, and where only too many moves would do; ForbiddenError for
 *   one that the user may not change
 */
export const sortPlaylist: Feature<SortPlaylistParams, PlaylistItemsResult> = (context, params) => {
  checkArguments(params);
  return changeItems(context, params, (whole) => {
    const { playlist, entries, uris } = whole;
    const order = orderOf(entries, params, playlist.snapshot_id ?? playlist.id);
    if (order.every((place, at) => place === at)) {
      return { nothing: `${quoted(playlist.name)} stands in that order already.` };
    }
    const wanted = order.map((place) => uris[place] ?? '');
    // Each entry has a key of its own, so that of two equal ones each keeps its date.
    const moves = joinMoves(movesBetween([...uris.keys()].map(String), order.map(String)));
    const lost = entries.filter(({ item, is_local: isLocal }) => isLocal || item === undefined).length;
    const mustMove = lost > 0 || params.keep_dates === true;
    if (moves.length <= (mustMove ? maxMoves : fewMoves)) return moving(whole, params, wanted, moves);
    if (mustMove) throw tooManyMoves(moves.length, lost);
    return rewriting(whole, params, wanted);
  });
};

function checkArguments({ by, then_by: thenBy, descending, seed }: SortPlaylistParams): void {
  const isByProperty = by !== 'reverse' && by !== 'smart_shuffle';
  if (!isByProperty && (thenBy !== undefined || descending !== undefined)) {
    throw new InputError(`then_by and descending say nothing with by ${by}.`, { hint: 'Leave them out.' });
  }
  if (seed !== undefined && by !== 'smart_shuffle') {
    throw new InputError('seed is for smart_shuffle only.', { hint: 'Leave it out.' });
  }
}

/** The new order, as the places where the entries stand now. */
function orderOf(
  entries: readonly PlaylistEntry[],
  { by, then_by: thenBy, descending = false, seed }: SortPlaylistParams,
  version: string,
): readonly number[] {
  const places = [...entries.keys()];
  if (by === 'reverse') return places.reverse();
  const things = entries.map(thingOf);
  if (by === 'smart_shuffle') {
    return smartShuffle(
      things.map((thing) => thing?.makerKey ?? ''),
      seed ?? version,
    );
  }
  const compare = compareThings(thenBy === undefined ? [by] : [by, thenBy], descending);
  return places.sort((one, other) => compare(things[one], things[other]));
}

function moving(
  { playlist, uris }: WholePlaylist,
  params: SortPlaylistParams,
  wanted: readonly string[],
  moves: readonly BlockMove[],
): ItemsPlan {
  const what = `${quoted(playlist.name)} ${inWords(params)} with ${moves.length === 1 ? '1 move' : `${moves.length} moves`}`;
  return {
    ...{ does: `Sort ${what}`, did: `Sorted ${what}`, wanted },
    note: 'When each item was added stays as it is.',
    apply: (context) => makeMoves(context, playlist, uris, moves),
  };
}

function rewriting(
  { playlist, uris }: WholePlaylist,
  params: SortPlaylistParams,
  wanted: readonly string[],
): ItemsPlan {
  const what = `the ${itemCount(uris.length)} of ${quoted(playlist.name)} ${inWords(params)}, so that all of them count as added now`;
  return {
    ...{ does: `Sort ${what}`, did: `Sorted ${what}`, wanted },
    note: `It takes more than ${fewMoves} moves, so the playlist is written anew and the dates of adding are lost; keep_dates: true moves the items one by one.`,
    apply: (context) => rewriteItems(context, playlist.id, wanted),
  };
}

function inWords({ by, then_by: thenBy, descending }: SortPlaylistParams): string {
  if (by === 'reverse') return 'the other way round';
  if (by === 'smart_shuffle') return 'at random without one artist twice in a row';
  return `by ${by}${thenBy === undefined ? '' : `, then ${thenBy}`}${descending === true ? ', descending' : ''}`;
}

function tooManyMoves(moves: number, lost: number): InputError {
  const why =
    lost === 0
      ? 'To keep the dates of adding'
      : `Because of ${lost} local or unavailable entries, which cannot be added again`;
  return new InputError(
    `${why}, it would take ${moves} moves, and so many requests; ${maxMoves} is the most.`,
    {
      hint:
        lost === 0
          ? 'Leave out keep_dates, or sort a copy that spotify_copy_playlist makes.'
          : 'Sort a copy that spotify_copy_playlist makes: it has all but those entries.',
    },
  );
}
