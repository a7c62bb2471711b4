import type { CopyPlaylistParams } from '../../../protocol/spotify/playlistPower/copyPlaylist.ts';
import type { PlaylistWriteResult } from '../../../protocol/spotify/writes.ts';
import { itemCount } from '../playlists/countWords.ts';
import { descriptionText } from '../playlists/descriptionText.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { quoted, shorten, upstreamText } from '../upstreamText.ts';
import { addableThings, leftOutNote } from './addableThings.ts';
import { readWhole } from './readWhole.ts';
import { steadyProgress } from './steadyProgress.ts';
import { writeNewPlaylist } from './writeNewPlaylist.ts';

/** Longest name of a playlist, in characters. */
const longestName = 100;

/**
 * Answers `spotify.copyPlaylist`: a playlist of the user's own with the same items, duplicates included.
 * @throws ForbiddenError for one whose contents Spotify hides
 */
export const copyPlaylist: Feature<CopyPlaylistParams, PlaylistWriteResult> = async (given, params) => {
  const context = steadyProgress(given);
  const { archive = false, public: isPublic = false, dry_run: dryRun } = params;
  const { playlist, entries } = await readWhole(context, params.playlist, { fresh: dryRun !== true });
  const { things, leftOut } = addableThings(entries);
  const name = params.name ?? nameOf(playlist.name, archive ? todayIn(context) : 'copy');
  const description = descriptionText(playlist.description);
  const what = `the ${itemCount(things.length)} of ${quoted(playlist.name)} to a new ${isPublic ? 'public' : 'private'} playlist ${quoted(name)}`;
  return writeNewPlaylist(
    context,
    {
      ...{ name, public: isPublic, uris: things.map(({ uri }) => uri) },
      ...(description !== '' && { description }),
    },
    { does: `Copy ${what}`, did: `Copied ${what}`, note: leftOutNote(leftOut), dryRun },
  );
};

/** The name of the original with something in brackets, never longer than Spotify takes it. */
function nameOf(name: string, addition: string): string {
  const longest = longestName - addition.length - 3;
  return `${shorten(upstreamText(name), longest) || 'Playlist'} (${addition})`;
}

/** The user's local day, `2026-03-01`. */
function todayIn({ clock, localTime }: SpotifyContext): string {
  return localTime(new Date(clock.now()).toISOString()).slice(0, 10);
}
