import type * as z from 'zod';
import type { addPlaylistItemsParams, PlaylistItemsResult } from '../../../protocol/spotify/playlistItems.ts';
import { InputError } from '../../errors.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { Feature } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import { appendRest } from './appendItems.ts';
import { changeItems, type ItemsPlan, type NothingPossible } from './changeItems.ts';
import { itemCount } from './countWords.ts';
import { failedItems } from './missingItems.ts';
import { playableUri } from './playableUri.ts';
import type { WholePlaylist } from './readPlaylist.ts';
import { showsItems } from './showsItems.ts';

type Params = z.output<typeof addPlaylistItemsParams>;

/** Most items that a note names. */
const maxNamed = 5;

/**
 * Answers `spotify.addPlaylistItems`: adds in order, compared with the whole playlist and with the other items given;
 * see `addPlaylistItemsParams` for what becomes of duplicates.
 * @throws InputError for what is no track or episode, and for a position past the end
 */
export const addItems: Feature<Params, PlaylistItemsResult> = async (context, params) => {
  const given = params.uris.map((uri) => playableUri('uris', uri));
  return changeItems(context, { ...params, snapshot_id: undefined }, (whole) => {
    const { position } = params;
    if (position !== undefined && position > whole.uris.length) {
      throw new InputError(
        `position ${position} is past the end: there are ${itemCount(whole.uris.length)}.`,
        {
          hint: 'Pass a position up to that number, or none to add at the end.',
        },
      );
    }
    if (params.duplicates === 'allow') return adding(whole, given, position);
    const sorted = sortOut(whole, given);
    if (params.duplicates === 'refuse' && sorted.there.length + sorted.twice.length > 0) {
      return refusal(whole, sorted);
    }
    const note = skippedNote(whole, sorted);
    if (sorted.fresh.length === 0) {
      return { nothing: `All of it is in ${quoted(whole.playlist.name)} already.`, note };
    }
    return { ...adding(whole, sorted.fresh, position), ...(note !== '' && { note }) };
  });
};

function adding({ playlist, uris }: WholePlaylist, items: readonly string[], position?: number): ItemsPlan {
  const at = position ?? uris.length;
  const what = `${itemCount(items.length)} to ${quoted(playlist.name)}`;
  const withItems = (count: number): readonly string[] => [
    ...uris.slice(0, at),
    ...items.slice(0, count),
    ...uris.slice(at),
  ];
  const where = at === uris.length ? '' : ` at position ${at}`;
  return {
    does: `Add ${what}${where}`,
    did: `Added ${what}${where}`,
    wanted: withItems(items.length),
    touched: [at, at + items.length],
    apply: async (context) =>
      appendRest(context, playlist.id, items, {
        ...{ done: 0, position },
        shows: (count) => showsItems(context, playlist.id, withItems(count), [at, at + count]),
      }),
  };
}

/** What was given, by what is there. */
interface Sorted {
  /** Not there, each once. */
  readonly fresh: readonly string[];
  /** There already. */
  readonly there: readonly string[];
  /** Given again, and not there. */
  readonly twice: readonly string[];
}

function sortOut({ uris }: WholePlaylist, given: readonly string[]): Sorted {
  const present = new Set(uris);
  const fresh = new Set<string>();
  const there = new Set<string>();
  const twice = new Set<string>();
  for (const uri of given) {
    if (present.has(uri)) there.add(uri);
    else if (fresh.has(uri)) twice.add(uri);
    else fresh.add(uri);
  }
  return { fresh: [...fresh], there: [...there], twice: [...twice] };
}

function refusal({ playlist }: WholePlaylist, { there, twice }: Sorted): NothingPossible {
  const count = there.length + twice.length;
  return {
    nothing: `Nothing was added to ${quoted(playlist.name)}: ${count === 1 ? '1 item is a duplicate' : `${count} items are duplicates`}.`,
    failed: [...failedItems(there, 'Already there.'), ...failedItems(twice, 'Given more than once.')],
    note: 'duplicates skip adds the others.',
  };
}

function skippedNote(whole: WholePlaylist, { there, twice }: Sorted): string {
  const sentences: string[] = [];
  if (there.length > 0) {
    const first = new Map<string, PlaylistEntry>();
    for (const entry of whole.entries) {
      const uri = entry.item?.uri;
      if (uri !== undefined && !first.has(uri)) first.set(uri, entry);
    }
    const names = there.slice(0, maxNamed).map((uri) => {
      const entry = first.get(uri);
      return `${quoted(entry?.item?.name ?? uri)} (position ${entry?.position ?? 0})`;
    });
    const more = there.length > maxNamed ? ` and ${there.length - maxNamed} more` : '';
    sentences.push(`Already there: ${names.join(', ')}${more}.`);
  }
  if (twice.length > 0) sentences.push(`Given more than once, added once: ${itemCount(twice.length)}.`);
  return sentences.join(' ');
}
