import type { FailedPart } from '../../../protocol/spotify/writes.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { addPlaylistItems, maxPlaylistUris, removePlaylistItems } from '../operations/playlistItems.ts';
import { waitsForEffect } from '../player/verifyCommand.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Applied } from '../writes/plannedWrite.ts';
import { failedItems, missingItems } from './missingItems.ts';
import { readEntries, urisOf } from './readEntries.ts';
import { removalOf } from './removal.ts';

/** A playlist as it was read. */
export interface ReadVersion {
  readonly id: string;
  readonly snapshotId: string | undefined;
  /** URIs of all entries. */
  readonly uris: readonly string[];
}

/**
 * Removes entries by their URIs, 100 a call, and puts back those that shall stay. Whether Spotify removes one or every
 * occurrence is not told, so where there are several the list is read in between, and asked again as long as that
 * helps.
 * @param drop positions that go
 * @throws what the first call throws, where nothing was removed or that is unknown
 */
export async function carryOutRemoval(
  context: SpotifyContext,
  list: ReadVersion,
  drop: ReadonlySet<number>,
): Promise<Applied> {
  const { uris } = removalOf(list.uris, drop);
  const sent = await sendRemovals(context, list, uris);
  const gone = new Set(uris.slice(0, sent.done));
  const failed: FailedPart[] = [...sent.failed];
  const times = timesOf(list.uris.filter((uri) => gone.has(uri)));
  const several = [...times].filter(([, count]) => count > 1).map(([uri]) => uri);
  if (several.length > 0) {
    try {
      const count = [...times.values()].reduce((sum, each) => sum + each, 0);
      const left = await removeRest(context, { id: list.id, snapshotId: sent.snapshotId }, gone, count);
      for (const uri of left) gone.delete(uri);
      failed.push(...failedItems([...left], 'Spotify did not remove every one of it.'));
    } catch (error) {
      // From here on something was removed: whatever happens is a part, and no failure of the whole.
      const why = `Removed, but how often is not known: ${toUserMessage(error)} ops_undo brings it back.`;
      return { failed: [...failed, ...failedItems(several, why)] };
    }
  }
  const reached = new Set([...drop].filter((at) => gone.has(list.uris[at] ?? '')));
  failed.push(...(await putBack(context, list, reached)));
  const note = sent.done < uris.length ? `${sent.done} of ${uris.length} were removed.` : undefined;
  return { ...(failed.length > 0 && { failed }), ...(note !== undefined && { note }) };
}

interface Sent {
  /** How many URIs were removed. */
  readonly done: number;
  readonly failed: readonly FailedPart[];
  /** The last version that is known. */
  readonly snapshotId: string | undefined;
}

async function sendRemovals(
  context: SpotifyContext,
  list: ReadVersion,
  uris: readonly string[],
): Promise<Sent> {
  let { snapshotId } = list;
  for (let done = 0; done < uris.length; done += maxPlaylistUris) {
    const chunk = uris.slice(done, done + maxPlaylistUris);
    try {
      const answer = await context.send(removePlaylistItems, { id: list.id, uris: chunk, snapshotId });
      ({ snapshot_id: snapshotId } = answer);
    } catch (error) {
      if (OutcomeUnknown.is(error) && (await areGone(context, list.id, chunk))) {
        snapshotId = undefined;
        continue;
      }
      if (done === 0) throw error;
      return { done, failed: missingItems(uris, done, error, 'removed'), snapshotId };
    }
    if (uris.length > maxPlaylistUris) {
      const then = done + chunk.length;
      context.progress({ done: then, total: uris.length, message: 'Removing items' });
    }
  }
  return { done: uris.length, failed: [], snapshotId };
}

/** A look that fails shows nothing: the call stays without an answer, as it was. */
async function areGone(context: SpotifyContext, id: string, uris: readonly string[]): Promise<boolean> {
  try {
    const there = new Set(urisOf((await readEntries(context, id)).entries));
    return uris.every((uri) => !there.has(uri));
  } catch {
    return false;
  }
}

/**
 * Looks until none of these is there, and removes again what is still there, as long as they become fewer.
 * @param uris what was removed once
 * @param count of the entries with these URIs before
 * @returns what did not go
 */
export async function removeRest(
  context: SpotifyContext,
  { id, snapshotId: begun }: Omit<ReadVersion, 'uris'>,
  uris: ReadonlySet<string>,
  count: number,
): Promise<ReadonlySet<string>> {
  let snapshotId = begun;
  let before = count;
  for (;;) {
    const left = await fewerThan(context, id, uris, before);
    if (left.length === 0 || left.length >= before) return new Set(left);
    before = left.length;
    const again = [...new Set(left)];
    for (let done = 0; done < again.length; done += maxPlaylistUris) {
      const chunk = again.slice(done, done + maxPlaylistUris);
      const answer = await context.send(removePlaylistItems, { id, uris: chunk, snapshotId });
      ({ snapshot_id: snapshotId } = answer);
    }
  }
}

/** The entries with these URIs, read until there are fewer than before; Spotify may show a change a little later. */
async function fewerThan(
  context: SpotifyContext,
  id: string,
  uris: ReadonlySet<string>,
  before: number,
): Promise<readonly string[]> {
  let left: readonly string[] = [];
  for (const wait of [0, ...waitsForEffect]) {
    if (wait > 0) await context.timers.sleep(wait, context.signal);
    left = urisOf((await readEntries(context, id)).entries).filter((uri) => uris.has(uri));
    if (left.length < before) return left;
  }
  return left;
}

/** Puts back what went with its like. @param drop positions that went and shall not come back */
async function putBack(
  context: SpotifyContext,
  { id, uris }: ReadVersion,
  drop: ReadonlySet<number>,
): Promise<readonly FailedPart[]> {
  const { kept } = removalOf(uris, drop);
  const calls = kept.flatMap((run) => chunksOf(run.uris).map((chunk, nth) => ({ ...run, chunk, nth })));
  for (const [at, { position, chunk, nth }] of calls.entries()) {
    try {
      await context.send(addPlaylistItems, { id, uris: chunk, position: position + nth * maxPlaylistUris });
    } catch (error) {
      const missing = calls.slice(at).flatMap((call) => call.chunk);
      return missingItems(missing, 0, error, 'put back').map(({ item, why }) => ({
        item,
        why: `It was to stay and went with its like; ops_undo brings it back. ${why}`,
      }));
    }
  }
  return [];
}

function chunksOf(uris: readonly string[]): readonly (readonly string[])[] {
  const chunks: (readonly string[])[] = [];
  for (let at = 0; at < uris.length; at += maxPlaylistUris) chunks.push(uris.slice(at, at + maxPlaylistUris));
  return chunks;
}

function timesOf(uris: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const uri of uris) times.set(uri, (times.get(uri) ?? 0) + 1);
  return times;
}
