import type {
  DuplicateGroup,
  FindDuplicatesParams,
  FindDuplicatesResult,
} from '../../../protocol/spotify/playlistPower/findDuplicates.ts';
import { listMark, pageNote, readCursor, writeCursor } from '../pageCursor.ts';
import { describePlaylist } from '../playlists/findPlaylist.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';
import { describeThing, shortUri } from './describeThing.ts';
import { readWhole } from './readWhole.ts';
import { groupsOf, samenessOf, sameThings } from './sameThings.ts';
import { thingsOf, type Thing } from './things.ts';

const defaultLimit = 15;
/** Entries of one group that are listed. */
const maxListed = 6;
/** Positions in one answer; after they are removed, another look finds the rest. */
const maxPositions = 2_000;
const longestAlbum = 60;

/**
 * Answers `spotify.findPlaylistDuplicates`. The positions hold for the version that the answer names; entries that
 * Spotify shows nothing of are never duplicates.
 * @throws InputError for a cursor of another version; what `readWhole` throws
 */
export const findDuplicates: Feature<FindDuplicatesParams, FindDuplicatesResult> = async (
  context,
  params,
) => {
  const { by = 'recording', limit = defaultLimit, cursor } = params;
  // Later pages are of what the first one read, as long as that is kept; the mark notices a newer version.
  const { playlist, entries } = await readWhole(context, params.playlist, { fresh: cursor === undefined });
  const mark = listMark(playlist.id, by, playlist.snapshot_id);
  const offset = readCursor(mark, cursor);
  const things = thingsOf(entries);
  const groups = duplicateGroups(things, by);
  const shown = groups.slice(offset, offset + limit);
  const next = offset + shown.length;
  const removable = groups.flatMap(({ remove }) => remove).sort((a, b) => a - b);
  const positions = removable.slice(0, maxPositions);
  const notes = [
    groups.length === 0 ? 'No duplicates.' : `Groups: ${pageNote(offset, shown.length, groups.length)}`,
    removable.length > positions.length &&
      `Only the first ${maxPositions} of ${removable.length} positions are given; look again after they are removed.`,
    groups.some(({ kept }) => kept.kind === 'local') &&
      'Local files are not among the positions: an app cannot put one back.',
  ];
  return {
    playlist: describePlaylist(playlist),
    groups: shown.map((group) => describeGroup(context, group)),
    total_groups: groups.length,
    ...(cursor === undefined && positions.length > 0 && { positions_to_remove: positions }),
    ...(playlist.snapshot_id !== undefined && { snapshot_id: playlist.snapshot_id }),
    ...(next < groups.length && { next_cursor: writeCursor(mark, next) }),
    note: notes.filter((note) => note !== false).join(' '),
  };
};

/** Entries that are the same. */
interface Duplicates {
  readonly things: readonly Thing[];
  readonly kept: Thing;
  /** Positions of the others, as far as they can be removed. */
  readonly remove: readonly number[];
}

/** Groups of entries that are the same, in the order of the playlist. */
export function duplicateGroups(things: readonly Thing[], by: 'uri' | 'recording'): readonly Duplicates[] {
  return groupsOf(sameThings(things, by)).map((places) => {
    const members = places.flatMap((at) => things[at] ?? []);
    const kept = members.reduce((best, one) => (isBetter(one, best) ? one : best));
    const remove = members
      .filter((one) => one !== kept && one.kind !== 'local')
      .map(({ position }) => position);
    return { things: members, kept, remove };
  });
}

/** What can be played before what cannot; then what was added first, which in very old playlists has no date. */
function isBetter(one: Thing, other: Thing): boolean {
  if (one.playable !== other.playable) return one.playable;
  return (one.addedAt ?? 0) < (other.addedAt ?? 0);
}

function describeGroup({ localTime }: SpotifyContext, { things, kept }: Duplicates): DuplicateGroup {
  const listed = things.slice(0, maxListed);
  return {
    ...describeThing(kept),
    same: samenessOf(things),
    keep: kept.position,
    entries: listed.map(({ position, uri, album, addedAt }) => ({
      position,
      ...(album !== undefined && { album: upstreamText(album, longestAlbum) }),
      ...(addedAt !== undefined && { added_at: localTime(new Date(addedAt).toISOString()) }),
      uri: shortUri(uri),
    })),
    ...(things.length > listed.length && { more_entries: things.length - listed.length }),
  };
}
