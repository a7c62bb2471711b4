import type { WorkProgress } from '../../../protocol/progress.ts';
import type { PlaylistItemsResult } from '../../../protocol/spotify/playlistItems.ts';
import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { InputError } from '../../errors.ts';
import type { Send } from '../operation.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { quoted } from '../upstreamText.ts';
import type { Applied, NothingToDo, PlannedWrite } from '../writes/plannedWrite.ts';
import { runWrite } from '../writes/runWrite.ts';
import { describePlaylist } from './findPlaylist.ts';
import { playlistIdOf, readPlaylist, type WholePlaylist } from './readPlaylist.ts';
import { showsItems, type Stretch } from './showsItems.ts';

/** Which playlist a change is about, and how it is asked for. */
export interface ItemsChange {
  readonly playlist: string;
  readonly dry_run?: boolean | undefined;
  /** The version whose positions are meant; absent = no positions are given, or those of now are meant. */
  readonly snapshot_id?: string | undefined;
}

/** A change of a playlist's items that was worked out. */
export interface ItemsPlan extends Pick<PlannedWrite, 'does' | 'did' | 'note'> {
  /** URIs of all entries afterwards. */
  readonly wanted: readonly string[];
  /** What of it the change can touch, where that is not all: so much is read back. */
  readonly touched?: Stretch;
  /** What cannot be done at all. */
  readonly failed?: readonly FailedPart[];
  /** Carries it out; `context` is the one to send with. */
  apply(context: SpotifyContext): Promise<Applied>;
}

/** There is nothing to do, and perhaps something that cannot be done. */
export interface NothingPossible extends NothingToDo {
  readonly failed?: readonly FailedPart[];
}

/**
 * Changes the items of one playlist, while no other change of it runs: reads it, works the change out, keeps what was
 * there, carries it out and reads it back. A dry run may work with what was read a short while ago, except to say that
 * there is nothing to do: that would be the last word.
 * @throws ForbiddenError for a playlist of others; InputError for positions in an older version; what `plan` throws
 */
export async function changeItems(
  given: SpotifyContext,
  change: ItemsChange,
  plan: (whole: WholePlaylist) => ItemsPlan | NothingPossible,
): Promise<PlaylistItemsResult> {
  const context = { ...given, progress: onward(given.progress) };
  const id = await playlistIdOf(context, change.playlist);
  return context.inTurn(id, async () => {
    const { whole, planned } = await workOut(context, id, change, plan);
    const { playlist, uris } = whole;
    const failed = planned.failed ?? [];
    if ('nothing' in planned) {
      const result = await runWrite(context, planned, change.dry_run);
      return {
        ...result,
        ...(failed.length > 0 && { failed: [...failed] }),
        playlist: describePlaylist(playlist),
      };
    }
    const { does, did, note, wanted, touched } = planned;
    let version: string | undefined;
    const send: Send = async (operation, params, options) => {
      const answer = await context.send(operation, params, options);
      if (operation.method !== 'GET') version = versionIn(answer) ?? version;
      return answer;
    };
    const result = await runWrite(
      context,
      {
        ...{ does, did, ...(note !== undefined && { note }) },
        undo: {
          label: `the items of ${quoted(playlist.name)}`,
          subject: playlist.uri,
          content: { kind: 'playlistItems', playlistId: id, uris },
        },
        apply: () => planned.apply({ ...context, send }),
        verify: () => showsItems(context, id, wanted, touched),
      },
      change.dry_run,
    );
    const { outcome } = result;
    const done = outcome === 'verified' || outcome === 'accepted';
    const { items, ...ref } = describePlaylist(playlist);
    const count = done ? wanted.length : outcome === 'planned' ? items : undefined;
    return {
      ...result,
      ...(failed.length > 0 && {
        failed: [...(result.failed ?? []), ...failed],
        ...(done && { outcome: 'partial' as const }),
      }),
      playlist: { ...ref, ...(count !== undefined && { items: count }) },
      ...(outcome === 'verified' && version !== undefined && { snapshot_id: version }),
    };
  });
}

interface WorkedOut {
  readonly whole: WholePlaylist;
  readonly planned: ItemsPlan | NothingPossible;
}

async function workOut(
  context: SpotifyContext,
  id: string,
  { dry_run: dryRun, snapshot_id: wanted }: ItemsChange,
  plan: (whole: WholePlaylist) => ItemsPlan | NothingPossible,
): Promise<WorkedOut> {
  const isMeant = ({ playlist }: WholePlaylist): boolean =>
    wanted === undefined || playlist.snapshot_id === wanted;
  if (dryRun === true) {
    const kept = await readPlaylist(context, id, { fresh: false });
    const planned = isMeant(kept) ? plan(kept) : undefined;
    if (planned !== undefined && !('nothing' in planned)) return { whole: kept, planned };
  }
  const whole = await readPlaylist(context, id);
  if (isMeant(whole)) return { whole, planned: plan(whole) };
  throw new InputError(`${quoted(whole.playlist.name)} has changed since its positions were read.`, {
    hint: 'Read it again with spotify_get_playlist and pass the new positions with the new snapshot_id.',
  });
}

function versionIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('snapshot_id' in answer)) return undefined;
  return typeof answer.snapshot_id === 'string' ? answer.snapshot_id : undefined;
}

/** Progress over several kinds of work in a row, each of which counts from 0: what was done only grows. */
function onward(report: (progress: WorkProgress) => void): (progress: WorkProgress) => void {
  let before = 0;
  let last = 0;
  return ({ done, total, ...rest }) => {
    if (done < last) before += last;
    last = done;
    report({ ...rest, done: before + done, ...(total !== undefined && { total: before + total }) });
  };
}
