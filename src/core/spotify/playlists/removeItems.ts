import type * as z from 'zod';
import type {
  PlaylistItemsResult,
  removePlaylistItemsParams,
} from '../../../protocol/spotify/playlistItems.ts';
import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { InputError } from '../../errors.ts';
import type { PlaylistEntry } from '../schemas/playlistEntry.ts';
import type { Feature } from '../spotifyContext.ts';
import { requireReference } from '../spotifyReference.ts';
import { quoted, upstreamText } from '../upstreamText.ts';
import { changeItems } from './changeItems.ts';
import { itemCount } from './countWords.ts';
import { failedItems } from './missingItems.ts';
import { isLocalUri } from './playableUri.ts';
import type { WholePlaylist } from './readPlaylist.ts';
import { planRemoval } from './removal.ts';
import { carryOutRemoval } from './removalCalls.ts';
import { rewriteItems } from './rewriteItems.ts';

type Params = z.output<typeof removePlaylistItemsParams>;

/** Most items that a sentence names. */
const maxNamed = 3;
const maxUriLength = 300;

/**
 * Answers `spotify.removePlaylistItems`. Spotify removes by URI only, so where one of several equal entries shall go,
 * all of them go and those that stay are put back at their places: these count as added now, all others keep who
 * added them and when. Local files and entries that Spotify shows nothing of cannot be removed; they are named.
 * @throws InputError for what is no track or episode, for positions that are not there, without a version or in an
 *   older one
 */
export const removeItems: Feature<Params, PlaylistItemsResult> = async (context, params) => {
  const wanted = readArguments(params);
  return changeItems(context, params, (whole) => {
    const { playlist, entries, uris } = whole;
    const name = quoted(playlist.name);
    const found = find(whole, wanted);
    const note = found.absent > 0 ? `Not in it: ${itemCount(found.absent)}.` : '';
    if (found.drop.size === 0) {
      const why = found.unreachable > 0 ? 'Nothing can be removed from' : 'None of it is in';
      return { nothing: `${why} ${name}.`, failed: found.failed, note: found.unreachable > 0 ? note : '' };
    }
    const plan = planRemoval(uris, found.drop);
    const what = `${found.drop.size} of ${itemCount(uris.length)} from ${name}: ${namesOf(entries, found.drop)}`;
    const notes = [note, found.unreachable > 0 && cannot(found.unreachable), plan.note];
    return {
      ...{ does: `Remove ${what}`, did: `Removed ${what}` },
      ...{ wanted: plan.wanted, failed: found.failed },
      note: notes.filter((sentence) => sentence !== false && sentence !== '').join(' '),
      apply: async (sender) =>
        plan.rewrites
          ? rewriteItems(sender, playlist.id, plan.wanted)
          : carryOutRemoval(sender, { id: playlist.id, snapshotId: playlist.snapshot_id, uris }, found.drop),
    };
  });
};

interface Arguments {
  readonly uris: readonly string[];
  readonly localUris: readonly string[];
  readonly positions: readonly number[];
}

function readArguments({ uris = [], positions = [], snapshot_id: version }: Params): Arguments {
  if (uris.length === 0 && positions.length === 0) {
    throw new InputError('What to remove is said by uris or positions.', {
      hint: 'Pass uris for items wherever they occur, or positions with the snapshot_id of spotify_get_playlist.',
    });
  }
  if (positions.length > 0 && version === undefined) {
    throw new InputError('positions need the snapshot_id of the answer that showed them.', {
      hint: 'Read the playlist with spotify_get_playlist and pass its snapshot_id.',
    });
  }
  return {
    uris: uris
      .filter((uri) => !isLocalUri(uri))
      .map((uri) => requireReference('uris', uri, ['track', 'episode']).uri),
    localUris: uris.filter(isLocalUri),
    positions,
  };
}

/** What of a playlist is meant. */
interface Found {
  /** Positions that go. */
  readonly drop: ReadonlySet<number>;
  readonly failed: readonly FailedPart[];
  /** How many cannot be removed at all. */
  readonly unreachable: number;
  /** How many URIs are not in it. */
  readonly absent: number;
}

function find({ entries, uris }: WholePlaylist, wanted: Arguments): Found {
  const given = new Set(wanted.uris);
  const present = new Set(uris);
  const drop = new Set<number>();
  uris.forEach((uri, at) => {
    if (given.has(uri)) drop.add(at);
  });
  const local = wanted.localUris.map((uri) => upstreamText(uri, maxUriLength));
  const hidden: string[] = [];
  for (const position of new Set(wanted.positions)) {
    const entry = entries[position];
    if (entry === undefined) {
      throw new InputError(
        `There is no position ${position}: the playlist has ${itemCount(entries.length)}.`,
        {
          hint: 'Positions count from 0; spotify_get_playlist shows them.',
        },
      );
    }
    if (entry.is_local) local.push(`position ${position}`);
    else if (entry.item === undefined) hidden.push(`position ${position}`);
    else drop.add(position);
  }
  return {
    drop,
    failed: [...failedItems(local, localReason), ...failedItems(hidden, hiddenReason)],
    unreachable: local.length + hidden.length,
    absent: [...given].filter((uri) => !present.has(uri)).length,
  };
}

const localReason = "A local file: Spotify's Web API cannot remove it, the Spotify app can.";
const hiddenReason =
  'Spotify shows nothing of this entry, so it cannot be named; the Spotify app can remove it.';

function cannot(count: number): string {
  return `${itemCount(count)} cannot be removed (local or unavailable).`;
}

function namesOf(entries: readonly PlaylistEntry[], drop: ReadonlySet<number>): string {
  const names = new Set(
    [...drop].sort((a, b) => a - b).map((at) => quoted(entries[at]?.item?.name ?? 'no name')),
  );
  const more = names.size > maxNamed ? ` and ${names.size - maxNamed} more` : '';
  return [...names].slice(0, maxNamed).join(', ') + more;
}
