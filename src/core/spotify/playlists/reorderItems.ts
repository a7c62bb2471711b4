import type * as z from 'zod';
import type {
  PlaylistItemsResult,
  reorderPlaylistItemsParams,
} from '../../../protocol/spotify/playlistItems.ts';
import { InputError } from '../../errors.ts';
import { reorderPlaylistItems } from '../operations/playlistItems.ts';
import type { Feature } from '../spotifyContext.ts';
import { requireReference } from '../spotifyReference.ts';
import { quoted } from '../upstreamText.ts';
import { changeItems } from './changeItems.ts';
import { itemCount } from './countWords.ts';
import type { BlockMove } from './moves.ts';
import { isLocalUri } from './playableUri.ts';
import type { WholePlaylist } from './readPlaylist.ts';

type Params = z.output<typeof reorderPlaylistItemsParams>;

/** Most positions that an error names. */
const maxNamed = 10;

/**
 * Answers `spotify.reorderPlaylistItems`: moves one stretch in one call, so that all entries keep who added them and
 * when, and local files stay. Without `snapshot_id` the positions are those of now.
 * @throws InputError for arguments that do not say what moves where, for positions that are not there, for an item
 *   that is not there or several times, and for positions in an older version
 */
export const reorderItems: Feature<Params, PlaylistItemsResult> = async (context, params) => {
  checkArguments(params);
  return changeItems(context, params, (whole) => {
    const { playlist, entries, uris } = whole;
    const from = startOf(whole, params);
    const length = params.range_length ?? 1;
    const end = from + length;
    if (end > uris.length) {
      throw new InputError(`There is no position ${end - 1}: the playlist has ${itemCount(uris.length)}.`, {
        hint: 'Positions count from 0; spotify_get_playlist shows them.',
      });
    }
    const before = targetOf(params, { from, length, count: uris.length });
    const name = quoted(playlist.name);
    if (before >= from && before <= end) return { nothing: `It stands there in ${name} already.` };
    const what = length === 1 ? quoted(entries[from]?.item?.name ?? `position ${from}`) : itemCount(length);
    const to = before < from ? before : before - length;
    const clause = `${what} in ${name} from position ${from} to ${to}`;
    const others = [...uris.slice(0, from), ...uris.slice(end)];
    return {
      ...{ does: `Move ${clause}`, did: `Moved ${clause}` },
      wanted: [...others.slice(0, to), ...uris.slice(from, end), ...others.slice(to)],
      touched: [Math.min(from, before), Math.max(end, before)],
      apply: async ({ send }) => {
        const version = { id: playlist.id, snapshotId: playlist.snapshot_id };
        await send(reorderPlaylistItems, {
          ...version,
          ...{ rangeStart: from, rangeLength: length, insertBefore: before },
        });
        return {};
      },
    };
  });
};

function checkArguments(params: Params): void {
  const { range_start: start, range_length: length, uri, insert_before: before, to_position: to } = params;
  if ((start === undefined) === (uri === undefined)) {
    throw new InputError('What to move is said by either range_start or uri.', {
      hint: 'Pass range_start for a position, or uri for an item that is in the playlist once.',
    });
  }
  if (uri !== undefined) movedUri(uri);
  if (uri !== undefined && length !== undefined) {
    throw new InputError('range_length needs range_start.', { hint: 'Pass range_start in place of uri.' });
  }
  if ((before === undefined) === (to === undefined)) {
    throw new InputError('Where to move it is said by either insert_before or to_position.', {
      hint: 'Pass to_position for the position that it shall have, such as 0 for the top.',
    });
  }
}

/** The URI as the playlist has it. @throws InputError for one that no playlist has */
function movedUri(uri: string): string {
  return isLocalUri(uri) ? uri.trim() : requireReference('uri', uri, ['track', 'episode']).uri;
}

/** Where the first item to move is. */
function startOf({ playlist, uris }: WholePlaylist, { range_start: start, uri }: Params): number {
  if (uri === undefined) return start ?? 0;
  const wanted = movedUri(uri);
  const found = uris.flatMap((each, at) => (each === wanted ? [at] : []));
  const [only, ...others] = found;
  if (only === undefined) {
    throw new InputError(`This item is not in ${quoted(playlist.name)}.`, {
      hint: 'spotify_get_playlist shows what it holds; spotify_add_playlist_items adds it.',
    });
  }
  if (others.length > 0) {
    const more = found.length > maxNamed ? ' and more' : '';
    throw new InputError(`This item is in ${quoted(playlist.name)} ${found.length} times.`, {
      hint: `Pass range_start for the one that is meant: ${found.slice(0, maxNamed).join(', ')}${more}.`,
    });
  }
  return only;
}

/** What the items go in front of, as positions are before the move. A place past the end is the end. */
function targetOf(
  { insert_before: before, to_position: to = 0 }: Params,
  { from, length, count }: Pick<BlockMove, 'from' | 'length'> & { readonly count: number },
): number {
  if (before !== undefined) return Math.min(before, count);
  return to <= from ? to : Math.min(to + length, count);
}
