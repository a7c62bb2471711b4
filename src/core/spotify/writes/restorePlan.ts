import { maxPlaylistUris } from '../operations/playlistItems.ts';
import { joinMoves, movesBetween, type BlockMove } from '../playlists/moves.ts';
import { isLocalUri } from '../playlists/playableUri.ts';
import { sameOrder } from '../playlists/rewriteItems.ts';

/**
 * One request of a restoration. Positions count in the list as it is after the steps before; `entries` is how many leave,
 * which is more than there are URIs where some are equal.
 */
export type RestoreStep =
  | { readonly kind: 'replace'; readonly uris: readonly string[] }
  | { readonly kind: 'remove'; readonly uris: readonly string[]; readonly entries: number }
  | ({ readonly kind: 'move' } & BlockMove)
  | { readonly kind: 'insert'; readonly uris: readonly string[]; readonly at: number };

/** How a list of entries becomes what it was. */
export interface RestorePlan {
  readonly steps: readonly RestoreStep[];
  /** The same without `replace`, for items that Spotify does not take back; absent where `steps` is that. */
  readonly gentler?: readonly RestoreStep[];
  /** What the playlist holds afterwards. */
  readonly target: readonly string[];
  /** Entries that were there and that no request can add again. */
  readonly gone: readonly string[];
  /** How many entries came since that no request can remove; they go to the end. */
  readonly left: number;
  /** How many entries more and how many less there will be of what differs. */
  readonly added: number;
  readonly removed: number;
}

/**
 * So many requests more may be spent on keeping the entries that are right: they keep the date on which they were added
 * and who added them, and at no time is the playlist empty.
 */
const worthKeeping = 5;

/**
 * Plans to bring a list of entries back with few requests. Local files, and entries of which Spotify shows nothing
 * (`''`), can be moved, but neither added nor removed.
 */
export function planRestore(current: readonly string[], wanted: readonly string[]): RestorePlan {
  const { kept, gone } = splitGone(current, wanted);
  const left = surplus(current, kept).filter(isFixed);
  const target = [...kept, ...left];
  const plan = {
    ...{ target, gone, left: left.length },
    added: surplus(target, current).length,
    removed: surplus(current, target).length,
  };
  if (sameOrder(current, target)) return { ...plan, steps: [] };
  const edit = editSteps(current, target, new Set(surplus(current, target)));
  const rewrite = target.some(isFixed)
    ? editSteps(current, target, new Set(current.filter((uri) => !isFixed(uri))))
    : replaceSteps(target);
  if (edit.length <= rewrite.length + worthKeeping) return { ...plan, steps: edit };
  return { ...plan, steps: rewrite, gentler: edit };
}

function isFixed(uri: string): boolean {
  return uri === '' || isLocalUri(uri);
}

/** What was there, without the fixed entries that are there no longer: of equal ones the last count as gone. */
function splitGone(
  current: readonly string[],
  wanted: readonly string[],
): { readonly kept: readonly string[]; readonly gone: readonly string[] } {
  const standing = counts(current);
  const gone: string[] = [];
  const kept = wanted.filter((uri) => {
    if (!isFixed(uri)) return true;
    const count = standing.get(uri) ?? 0;
    standing.set(uri, count - 1);
    if (count <= 0) gone.push(uri);
    return count > 0;
  });
  return { kept, gone };
}

/** What one list holds more of than the other: the last of equal ones. */
function surplus(list: readonly string[], other: readonly string[]): readonly string[] {
  const spare = counts(other);
  return list.filter((uri) => {
    const count = spare.get(uri) ?? 0;
    spare.set(uri, count - 1);
    return count <= 0;
  });
}

function counts(uris: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const uri of uris) found.set(uri, (found.get(uri) ?? 0) + 1);
  return found;
}

function replaceSteps(target: readonly string[]): readonly RestoreStep[] {
  const first = target.slice(0, maxPlaylistUris);
  return [{ kind: 'replace', uris: first }, ...insertSteps(target, (at) => at < first.length)];
}

/**
 * Removes, then moves, then adds.
 * @param removed URIs of which every entry goes, as Spotify removes them; those that belong there are added again
 */
function editSteps(
  current: readonly string[],
  target: readonly string[],
  removed: ReadonlySet<string>,
): readonly RestoreStep[] {
  const standing = current.filter((uri) => !removed.has(uri));
  const uris = [...removed];
  const times = counts(current);
  const remove = chunksOf(uris).map((chunk) => {
    const entries = chunk.reduce((sum, uri) => sum + (times.get(uri) ?? 0), 0);
    return { kind: 'remove', uris: chunk, entries } as const;
  });
  // Which of several equal places one that still stands is meant for is open; one choice may need fewer moves.
  const [first, second] = [false, true].map((last) => {
    const places = placesOf(standing, target, last);
    const moves = joinMoves(
      movesBetween(
        standing,
        target.filter((_, at) => places.has(at)),
      ),
    );
    return [
      ...moves.map((move) => ({ kind: 'move', ...move }) as const),
      ...insertSteps(target, (at) => places.has(at)),
    ];
  }) as [RestoreStep[], RestoreStep[]];
  return [...remove, ...(second.length < first.length ? second : first)];
}

/** The places of the target that the standing entries are for: of equal places the first, or the last. */
function placesOf(
  standing: readonly string[],
  target: readonly string[],
  last: boolean,
): ReadonlySet<number> {
  const spare = counts(standing);
  const places = new Set<number>();
  const order = target.map((_, at) => (last ? target.length - 1 - at : at));
  for (const at of order) {
    const uri = target[at] ?? '';
    const count = spare.get(uri) ?? 0;
    if (count === 0) continue;
    spare.set(uri, count - 1);
    places.add(at);
  }
  return places;
}

/** Adds what does not stand, neighbours together. */
function insertSteps(target: readonly string[], stands: (at: number) => boolean): readonly RestoreStep[] {
  const steps: RestoreStep[] = [];
  for (let at = 0; at < target.length; at += 1) {
    if (stands(at)) continue;
    let end = at + 1;
    while (end < target.length && end - at < maxPlaylistUris && !stands(end)) end += 1;
    steps.push({ kind: 'insert', uris: target.slice(at, end), at });
    at = end - 1;
  }
  return steps;
}

function chunksOf(uris: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(uris.length / maxPlaylistUris) }, (_, at) =>
    uris.slice(at * maxPlaylistUris, (at + 1) * maxPlaylistUris),
  );
}
