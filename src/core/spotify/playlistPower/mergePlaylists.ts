import type { MergePlaylistsParams } from '../../../protocol/spotify/playlistPower/mergePlaylists.ts';
import type { PlaylistItemsResult } from '../../../protocol/spotify/playlistItems.ts';
import { InputError } from '../../errors.ts';
import { appendRest } from '../playlists/appendItems.ts';
import { changeItems } from '../playlists/changeItems.ts';
import { playlistReference } from '../playlists/findPlaylist.ts';
import { itemCount } from '../playlists/countWords.ts';
import { showsItems } from '../playlists/showsItems.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import { addableThings, leftOutNote, newThings } from './addableThings.ts';
import { interleave } from './interleave.ts';
import { readAll, type WholePlaylist } from './readWhole.ts';
import { steadyProgress } from './steadyProgress.ts';
import { thingsOf, type Thing } from './things.ts';
import { writeNewPlaylist } from './writeNewPlaylist.ts';

/** Most items that a playlist of Spotify holds. */
const maxItems = 10_000;
/** Names in a summary. */
const maxNamed = 4;

/** What is put together, and in which words. */
interface Merged {
  readonly things: readonly Thing[];
  readonly leftOut: number;
  /** `"A" and "B", one of each in turn`. */
  readonly sources: string;
}

/**
 * Answers `spotify.mergePlaylists`: into a new playlist, or behind what an existing one holds. Of a duplicate the
 * first one counts.
 * @throws InputError for a playlist that is named twice, for neither or both of `into` and `name`, and for more than a
 *   playlist holds; ForbiddenError for one whose contents Spotify hides or that the user may not change
 */
export const mergePlaylists: Feature<MergePlaylistsParams, PlaylistItemsResult> = async (given, params) => {
  const context = steadyProgress(given);
  const { into, name, dry_run: dryRun } = params;
  if ((into === undefined) === (name === undefined)) {
    throw new InputError('Where the items go is said by either into or name.', {
      hint: 'Pass name for a new playlist, or into for one that is there.',
    });
  }
  if (into !== undefined) playlistReference(into); // one that cannot be read costs no request
  const whole = await readAll(context, params.playlists, { fresh: dryRun !== true });
  return name === undefined
    ? mergeInto(context, into ?? '', whole, params)
    : mergeAnew(context, name, whole, params);
};

async function mergeAnew(
  context: SpotifyContext,
  name: string,
  whole: readonly WholePlaylist[],
  params: MergePlaylistsParams,
): Promise<PlaylistItemsResult> {
  const { public: isPublic = false, dry_run: dryRun } = params;
  const merged = merge(whole, [], params);
  checkLength(merged.things.length);
  const uris = merged.things.map(({ uri }) => uri);
  const what = `${itemCount(uris.length)} of ${merged.sources} in a new ${isPublic ? 'public' : 'private'} playlist ${quoted(name)}`;
  const words = { does: `Put ${what}`, did: `Put ${what}`, note: noteOf(whole, merged), dryRun };
  return writeNewPlaylist(context, { name, public: isPublic, uris }, words);
}

async function mergeInto(
  context: SpotifyContext,
  into: string,
  whole: readonly WholePlaylist[],
  params: MergePlaylistsParams,
): Promise<PlaylistItemsResult> {
  return changeItems(context, { playlist: into, dry_run: params.dry_run }, ({ playlist, entries, uris }) => {
    const others = whole.filter((one) => one.playlist.id !== playlist.id);
    const merged = merge(others, thingsOf(entries), params);
    const added = merged.things.map(({ uri }) => uri);
    const note = noteOf(others, merged);
    if (added.length === 0) {
      const nothing = `${quoted(playlist.name)} holds all of that already.`;
      return { nothing, ...(note !== undefined && { note }) };
    }
    checkLength(uris.length + added.length);
    const what = `${itemCount(added.length)} of ${merged.sources} to ${quoted(playlist.name)}`;
    const end = uris.length;
    const withItems = (count: number): readonly string[] => [...uris, ...added.slice(0, count)];
    return {
      ...{ does: `Add ${what}`, did: `Added ${what}`, ...(note !== undefined && { note }) },
      wanted: withItems(added.length),
      touched: [end, end + added.length],
      apply: (sender) =>
        appendRest(sender, playlist.id, added, {
          done: 0,
          shows: (count) => showsItems(sender, playlist.id, withItems(count), [end, end + count]),
        }),
    };
  });
}

function merge(
  whole: readonly WholePlaylist[],
  there: readonly Thing[],
  params: MergePlaylistsParams,
): Merged {
  const { order = 'append', allow_duplicates: allow = false, by = 'uri' } = params;
  const lists = whole.map(({ entries }) => addableThings(entries));
  const things =
    order === 'append' ? lists.flatMap((list) => list.things) : interleave(lists.map((list) => list.things));
  const names = whole.slice(0, maxNamed).map(({ playlist }) => quoted(playlist.name));
  const more = whole.length - names.length;
  return {
    things: allow ? things : newThings(there, things, by),
    leftOut: lists.reduce((sum, { leftOut }) => sum + leftOut, 0),
    sources: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}${order === 'append' ? '' : ', one of each in turn'}`,
  };
}

/** What of the sources is not in it, in words. */
function noteOf(whole: readonly WholePlaylist[], { things, leftOut }: Merged): string | undefined {
  const all = whole.reduce((sum, { entries }) => sum + entries.length, 0);
  const duplicates = all - leftOut - things.length;
  const notes = [
    duplicates > 0 && `${duplicates === 1 ? '1 duplicate is' : `${duplicates} duplicates are`} dropped.`,
    leftOutNote(leftOut) ?? false,
  ].filter((note) => note !== false);
  return notes.length === 0 ? undefined : notes.join(' ');
}

function checkLength(count: number): void {
  if (count <= maxItems) return;
  throw new InputError(`That would be ${count} items, and a playlist of Spotify holds ${maxItems}.`, {
    hint: 'Merge fewer playlists.',
  });
}
