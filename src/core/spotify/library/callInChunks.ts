import { CancelledError } from '../../errors.ts';
import { OutcomeUnknown } from '../http/outcomeUnknown.ts';
import { maxLibraryUris } from '../operations/library.ts';
import { AuthError, ForbiddenError, NotFound, SpotifyRefused } from '../spotifyErrors.ts';

/** Calls that finding the bad ones among refused URIs may cost: one bad URI of 40 takes up to 12. */
const maxNarrowing = 30;

/** A call about any number of URIs, of which each request carries a few. */
export interface ChunkedCall<T> {
  /** What the requests carry, in their order. */
  readonly chunks: readonly (readonly string[])[];
  /** Makes one request. @returns what it says of each URI */
  readonly call: (uris: readonly string[]) => Promise<Iterable<readonly [string, T]>>;
  /** The permission that a URI needs: what needs the same is refused together. */
  readonly scopeOf: (uri: string) => string;
  /** Where one alone is refused, all that need the same permission are, as long as none was taken. */
  readonly allOrNone?: (uri: string) => boolean;
  /** Told after each request: how many URIs are through. */
  readonly onProgress?: (through: number) => void;
}

/** Why a URI has no answer. */
export interface Refused {
  readonly error: unknown;
  /** False: it was refused together with others, and which of them are at fault was not found out. */
  readonly alone: boolean;
}

/** What became of each URI. */
export interface ChunkedOutcome<T> {
  readonly answers: ReadonlyMap<string, T>;
  readonly refused: ReadonlyMap<string, Refused>;
  /** What ended it before all were through, such as a limit. */
  readonly stopped?: {
    readonly error: unknown;
    /** Sent, and not known whether it was carried out. */
    readonly unanswered: readonly string[];
    readonly unsent: readonly string[];
  };
}

/** URIs in requests as large as Spotify takes them. */
export function chunksOf(uris: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(uris.length / maxLibraryUris) }, (_, at) =>
    uris.slice(at * maxLibraryUris, (at + 1) * maxLibraryUris),
  );
}

/** URIs in groups of one key each. */
export function groupsOf(
  uris: readonly string[],
  keyOf: (uri: string) => string,
): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const uri of uris) {
    const key = keyOf(uri);
    groups.set(key, [...(groups.get(key) ?? []), uri]);
  }
  return [...groups.values()];
}

/**
 * Makes the requests one after the other. One that Spotify refuses for what it carries is cut in halves until the bad
 * URIs stand alone; one for which the sign-in lacks a permission fails for the URIs that need it. Anything else, such
 * as a limit, ends it: what is left is not sent, and nothing is sent twice.
 */
export async function callInChunks<T>(calls: ChunkedCall<T>): Promise<ChunkedOutcome<T>> {
  const { scopeOf, allOrNone = () => false } = calls;
  const waiting = [...calls.chunks];
  const answers = new Map<string, T>();
  const refused = new Map<string, Refused>();
  const closed = new Map<string, unknown>();
  let narrowing = maxNarrowing;

  const open = (uri: string): boolean => {
    const error = closed.get(scopeOf(uri));
    if (error !== undefined) refused.set(uri, { error, alone: true });
    return error === undefined;
  };

  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const chunk = next.filter(open);
    const [first] = chunk;
    if (first === undefined) continue;
    try {
      for (const [uri, answer] of await calls.call(chunk)) answers.set(uri, answer);
    } catch (error) {
      if (isMissingScope(error)) {
        const groups = groupsOf(chunk, scopeOf);
        if (groups.length === 1) closed.set(scopeOf(first), error);
        waiting.unshift(...groups);
      } else if (!isRefusal(error)) {
        return { answers, refused, stopped: stoppedBy(error, chunk, waiting) };
      } else if (chunk.length > 1 && narrowing > 1) {
        narrowing -= 2;
        const middle = allOrNone(first) ? 1 : Math.ceil(chunk.length / 2);
        waiting.unshift(chunk.slice(0, middle), chunk.slice(middle));
      } else {
        for (const uri of chunk) refused.set(uri, { error, alone: chunk.length === 1 });
        const isNone = [...answers.keys()].every((uri) => scopeOf(uri) !== scopeOf(first));
        if (chunk.length === 1 && allOrNone(first) && isNone) closed.set(scopeOf(first), error);
      }
    }
    calls.onProgress?.(answers.size + refused.size);
  }
  return { answers, refused };
}

function stoppedBy(
  error: unknown,
  chunk: readonly string[],
  waiting: readonly (readonly string[])[],
): NonNullable<ChunkedOutcome<never>['stopped']> {
  const mayBeDone = OutcomeUnknown.is(error) || CancelledError.is(error);
  const rest = waiting.flat();
  return mayBeDone
    ? { error, unanswered: chunk, unsent: rest }
    : { error, unanswered: [], unsent: [...chunk, ...rest] };
}

function isMissingScope(error: unknown): boolean {
  return AuthError.is(error, 'missingScope') || ForbiddenError.is(error, 'missingScope');
}

/** Whether Spotify refuses what the request carries, and might take it without some of that. */
function isRefusal(error: unknown): boolean {
  return SpotifyRefused.is(error) || NotFound.is(error) || ForbiddenError.is(error, 'other');
}
