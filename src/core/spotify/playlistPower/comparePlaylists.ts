import type {
  ComparePlaylistsParams,
  ComparePlaylistsResult,
} from '../../../protocol/spotify/playlistPower/comparePlaylists.ts';
import { toRatio } from '../../analytics/format.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import type { Feature } from '../spotifyContext.ts';
import { describeThing, shortText, shortUri } from './describeThing.ts';
import { readAll, type WholePlaylist } from './readWhole.ts';
import { steadyProgress } from './steadyProgress.ts';
import { sameThings } from './sameThings.ts';
import { thingsOf, type Thing } from './things.ts';

const defaultLimit = 30;

/** Something that at least one of the playlists holds. */
interface Shared {
  /** The first of the entries that are the same. */
  readonly thing: Thing;
  /** Numbers of the playlists that hold it, from 1, rising. */
  readonly numbers: readonly number[];
}

/**
 * Answers `spotify.comparePlaylists`: what is in all comes first, then what is in several, then the rest, each in the
 * order of the playlists.
 * @throws what `readAll` throws
 */
export const comparePlaylists: Feature<ComparePlaylistsParams, ComparePlaylistsResult> = async (
  given,
  params,
) => {
  const context = steadyProgress(given);
  const { by = 'recording', show, limit = defaultLimit, cursor } = params;
  const whole = await readAll(context, params.playlists, { fresh: false });
  const ids = whole.map(({ playlist }) => playlist.id);
  const mark = listMark(...ids, by, show, ...whole.map(({ playlist }) => playlist.snapshot_id));
  const offset = readCursor(mark, cursor);
  const shared = sharedThings(
    whole.map(({ entries }) => thingsOf(entries)),
    by,
  );
  const inAll = shared.filter(({ numbers }) => numbers.length === whole.length);
  const inSeveral = shared.filter(({ numbers }) => numbers.length > 1 && numbers.length < whole.length);
  const inOne = shared.filter(({ numbers }) => numbers.length === 1);
  const lists = { all: inAll, several: inSeveral, single: inOne };
  const wanted = show === undefined ? [...inAll, ...inSeveral, ...inOne] : lists[show];
  const items = wanted.slice(offset, offset + limit);
  const next = offset + items.length;
  const hidden = hiddenEntries(whole);
  return {
    playlists: whole.map(({ playlist, entries }, at) => ({
      number: at + 1,
      name: shortText(playlist.name),
      items: entries.length,
      different: shared.filter(({ numbers }) => numbers.includes(at + 1)).length,
      only_here: inOne.filter(({ numbers }) => numbers.includes(at + 1)).length,
      uri: playlist.uri,
    })),
    in_all: inAll.length,
    in_several: inSeveral.length,
    overlap: toRatio(inAll.length, shared.length),
    pairs: pairsOf(shared, whole.length),
    items: items.map(({ thing, numbers }) => ({
      ...describeThing(thing),
      in: [...numbers],
      uri: shortUri(thing.uri),
    })),
    ...(next < wanted.length && { next_cursor: writeCursor(mark, next) }),
    note: `Items: ${pageNote(offset, items.length, wanted.length)}${hidden}`,
  };
};

/** What the lists hold, each thing once, in the order in which it is met first. */
export function sharedThings(
  lists: readonly (readonly Thing[])[],
  by: 'uri' | 'recording',
): readonly Shared[] {
  const all = lists.flatMap((things, at) => things.map((thing) => ({ thing, number: at + 1 })));
  const firsts = sameThings(
    all.map(({ thing }) => thing),
    by,
  );
  const shared = new Map<number, { readonly thing: Thing; readonly numbers: number[] }>();
  all.forEach(({ thing, number }, at) => {
    const known = shared.get(firsts[at] ?? at);
    if (known === undefined) shared.set(at, { thing, numbers: [number] });
    else if (known.numbers.at(-1) !== number) known.numbers.push(number);
  });
  return [...shared.values()];
}

function pairsOf(shared: readonly Shared[], lists: number): ComparePlaylistsResult['pairs'] {
  const pairs: ComparePlaylistsResult['pairs'] = [];
  for (let one = 1; one <= lists; one += 1) {
    for (let other = one + 1; other <= lists; other += 1) {
      const either = shared.filter(({ numbers }) => numbers.includes(one) || numbers.includes(other));
      const common = either.filter(({ numbers }) => numbers.includes(one) && numbers.includes(other)).length;
      pairs.push({ between: [one, other], common, share: toRatio(common, either.length) });
    }
  }
  return pairs;
}

function hiddenEntries(whole: readonly WholePlaylist[]): string {
  const hidden = whole.reduce((sum, { entries }) => sum + entries.length - thingsOf(entries).length, 0);
  return hidden === 0 ? '' : ` ${hidden} entries that Spotify shows nothing of were left out.`;
}
