import type {
  SplitPlaylistParams,
  SplitPlaylistResult,
} from '../../../protocol/spotify/playlistPower/splitPlaylist.ts';
import { TimeZone } from '../../analytics/timeZone.ts';
import { CancelledError, InputError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { itemCount } from '../playlists/countWords.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { quoted, shorten, upstreamText } from '../upstreamText.ts';
import type { Applied } from '../writes/plannedWrite.ts';
import { runWrite } from '../writes/runWrite.ts';
import { addableThings, leftOutNote } from './addableThings.ts';
import { groupThings } from './groupThings.ts';
import {
  describeMade,
  holdsAsMany,
  madeState,
  makePlaylist,
  type MadePlaylist,
  type NewPlaylist,
} from './makePlaylist.ts';
import { readWhole } from './readWhole.ts';
import { steadyProgress } from './steadyProgress.ts';

const defaultMinItems = 5;
/** So many are made without a further word. */
const defaultMax = 10;
/** Most playlists that one split makes. */
const mostPlaylists = 50;
/** Longest part of a name that comes from the playlist, and from the group, in characters. */
const longestPrefix = 50;
const longestLabel = 45;
/** Names in a summary. */
const maxNamed = 8;

/** A playlist that was made of what was wanted. */
interface Made extends MadePlaylist {
  readonly wanted: NewPlaylist;
}

/**
 * Answers `spotify.splitPlaylist`: a new playlist for each group; the playlist itself stays as it is. The first failure
 * ends it, and what was not made is named.
 * @throws InputError where it would make more than the caller said; ForbiddenError for one whose contents Spotify hides
 */
export const splitPlaylist: Feature<SplitPlaylistParams, SplitPlaylistResult> = async (given, params) => {
  const context = steadyProgress(given);
  const { by, min_items: minItems = defaultMinItems, public: isPublic = false, dry_run: dryRun } = params;
  const { max_playlists: maxPlaylists = defaultMax } = params;
  const { playlist, entries } = await readWhole(context, params.playlist, { fresh: dryRun !== true });
  const { things, leftOut } = addableThings(entries);
  const groups = groupThings(things, by, minItems, new TimeZone(context.timeZone));
  const prefix = shorten(params.name_prefix ?? upstreamText(playlist.name), longestPrefix) || 'Playlist';
  const wanted = groups.map((group): NewPlaylist => {
    const label = shorten(upstreamText(group.label ?? '') || 'rest', longestLabel);
    return { name: `${prefix} – ${label}`, public: isPublic, uris: group.things.map(({ uri }) => uri) };
  });
  const asking = overLimit(wanted.length, maxPlaylists);
  if (asking !== undefined && (dryRun !== true || wanted.length > mostPlaylists)) throw asking;
  const made: Made[] = [];
  const told = `${wanted.length} ${isPublic ? 'public' : 'private'} playlists of the ${itemCount(things.length)} of ${quoted(playlist.name)}: ${named(wanted)}`;
  const notes = [asking?.hint, leftOutNote(leftOut)].filter((text) => text !== undefined);
  const note = notes.join(' ');
  const result = await runWrite(
    context,
    wanted.length < 2
      ? { nothing: `${quoted(playlist.name)} has no two groups of at least ${itemCount(minItems)}.` }
      : {
          ...{ does: `Make ${told}`, did: `Made ${told}`, note },
          apply: () =>
            makeAll(context, wanted, made, `the playlists that ${quoted(playlist.name)} was split into`),
          verify: allHold(context, made),
        },
    dryRun,
  );
  return {
    ...result,
    ...(result.outcome === 'planned' && {
      groups: wanted.map(({ name, uris }) => ({ name, items: uris.length })),
    }),
    ...(made.length > 0 && { playlists: made.map((one) => describeMade(one, one.wanted.uris)) }),
  };
};

/** The number is the user's to decide on; a dry run only says so. */
function overLimit(count: number, limit: number): InputError | undefined {
  if (count <= limit) return undefined;
  return new InputError(`That would make ${count} playlists.`, {
    hint:
      count > mostPlaylists
        ? `One split makes ${mostPlaylists} at most: pass a larger min_items, so that smaller groups go together.`
        : `Ask the user; after a yes pass max_playlists: ${count}. A larger min_items makes fewer.`,
  });
}

function named(wanted: readonly NewPlaylist[]): string {
  const names = wanted.slice(0, maxNamed).map(({ name, uris }) => `${quoted(name)} (${uris.length})`);
  const more = wanted.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/**
 * Makes them one after the other.
 * @param made what is there so far, also when it ends early
 * @throws what the first creation throws
 */
async function makeAll(
  context: SpotifyContext,
  wanted: readonly NewPlaylist[],
  made: Made[],
  label: string,
): Promise<Applied> {
  for (const [at, one] of wanted.entries()) {
    const rest = wanted.slice(at + 1).map(({ name }) => ({ item: quoted(name), why: 'Not made.' }));
    try {
      const { failed, ...done } = await makePlaylist(context, one);
      made.push({ ...done, failed, wanted: one });
      if (failed.length > 0) return { made: madeState(label, made), failed: [...failed, ...rest] };
    } catch (error) {
      if (at === 0) throw error;
      return {
        made: madeState(label, made),
        failed: [{ item: quoted(one.name), why: whyOf(error) }, ...rest],
      };
    }
    context.progress({ done: at + 1, total: wanted.length, message: 'Making playlists' });
  }
  const notes = made.flatMap(({ note }) => note ?? []);
  return { made: madeState(label, made), ...(notes.length > 0 && { note: notes.join(' ') }) };
}

function whyOf(error: unknown): string {
  if (CancelledError.is(error)) return 'Cancelled before it was made.';
  if (OutcomeUnknown.is(error)) return 'Spotify did not answer; it may have been made or not.';
  return toUserMessage(error);
}

/** Whether all hold what they shall; one that was seen to is not looked at again. */
function allHold(context: SpotifyContext, made: readonly Made[]): () => Promise<boolean> {
  const seen = new Set<Made>();
  return async () => {
    for (const one of made) {
      if (seen.has(one)) continue;
      if (!(await holdsAsMany(context, one.playlist, one.wanted))) return false;
      seen.add(one);
    }
    return made.length > 0;
  };
}
