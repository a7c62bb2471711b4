import type * as z from 'zod';
import type { addToPlaylistParams, addToPlaylistResult } from '../../../protocol/spotify/collection.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { addPlaylistItems, getPlaylistItems } from '../operations/playlistItems.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { requireReference } from '../spotifyReference.ts';

/** Entries at the end of a playlist that are compared, where it is longer. */
const comparedEntries = 500;

/**
 * Answers `spotify.addToPlaylist`: adds at the end, in order, what is not there yet. Sent once: an answer that never
 * comes leaves the outcome to the caller's next look.
 * @throws InputError for what is no track or episode
 */
export const addToPlaylist: Feature<
  z.output<typeof addToPlaylistParams>,
  z.output<typeof addToPlaylistResult>
> = async (context, params) => {
  const { id } = requireReference('playlist_id', params.playlist_id, ['playlist']);
  const wanted = params.uris.map((uri) => requireReference('uris', uri, ['track', 'episode']).uri);
  return context.inTurn(id, () => add(context, id, wanted, params.allow_duplicates === true));
};

async function add(
  context: SpotifyContext,
  id: string,
  wanted: readonly string[],
  allowsDuplicates: boolean,
): Promise<z.output<typeof addToPlaylistResult>> {
  if (allowsDuplicates) {
    await context.send(addPlaylistItems, { id, uris: wanted });
    return { added: true };
  }
  const { uris: present, total } = await readEnd(context, id);
  const missing = [...new Set(wanted)].filter((uri) => !present.has(uri));
  if (missing.length > 0) await context.send(addPlaylistItems, { id, uris: missing });
  const left = wanted.length - missing.length;
  const note = [
    left > 0 && `${left === 1 ? 'One was' : `${left} were`} there already.`,
    total > comparedEntries && `Compared with the last ${comparedEntries} of ${total} entries.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
  return { added: missing.length > 0, ...(note !== '' && { note }) };
}

interface PlaylistEnd {
  readonly uris: ReadonlySet<string>;
  readonly total: number;
}

/** Somebody else may have added just now, so nothing kept is used. */
async function readEnd({ send }: SpotifyContext, id: string): Promise<PlaylistEnd> {
  const page = (offset: number): Promise<PlaylistPage> =>
    send(getPlaylistItems, { id, limit: maxPageLimit, offset }, { fresh: true });
  const first = await page(0);
  const total = first.total ?? first.items.length;
  const start = Math.max(maxPageLimit, total - comparedEntries);
  const offsets: number[] = [];
  for (let offset = start; offset < total; offset += maxPageLimit) offsets.push(offset);
  const pages = [first, ...(await Promise.all(offsets.map(page)))];
  const uris = pages.flatMap(({ items }) =>
    items.flatMap(({ item }) => (item === undefined ? [] : [item.uri])),
  );
  return { uris: new Set(uris), total };
}

type PlaylistPage = z.output<(typeof getPlaylistItems)['response']>;
