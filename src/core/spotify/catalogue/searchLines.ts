import type { AppError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { maxSearchLimit } from '../operations/search.ts';
import { similarity } from '../search/matchScore.ts';
import { searchPages } from '../search/searchPages.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { AuthError, ForbiddenError, QuotaExceeded, RateLimited, Unavailable } from '../spotifyErrors.ts';
import { goodFrom, type ScoredTrack } from './chooseTrack.ts';
import { eachAtMost } from './eachAtMost.ts';
import type { Line } from './knownTracks.ts';
import type { ReadLine } from './readLine.ts';
import { comparableTrack, trackScore } from './trackScore.ts';

/** Searches under way at the same time: few, so that a limit is met by few. */
const atOnce = 4;

/** How the searches for some lines went. */
export interface SearchOutcome {
  readonly searches: number;
  /** By line, why its search failed. */
  readonly failed: ReadonlyMap<Line, string>;
  /** Why no more was searched; the lines that were not reached are in `failed`. */
  readonly stopped?: AppError;
  /** Lines whose second search was left out because the budget was used up. */
  readonly unrepeated: ReadonlySet<Line>;
}

export interface SearchBudget {
  /** No less than there are different questions among the lines. */
  readonly most: number;
  /** Called after each line. */
  readonly onLine: () => void;
}

/**
 * Searches for lines: each is one request, and another one with fewer words where the first found nothing good, as far
 * as the budget goes. Lines that ask the same share a request.
 * @throws CancelledError
 */
export async function searchLines(
  context: SpotifyContext,
  lines: readonly Line[],
  { most, onLine }: SearchBudget,
): Promise<SearchOutcome> {
  const failed = new Map<Line, string>();
  const unrepeated = new Set<Line>();
  let searches = 0;
  let stopped: AppError | undefined;

  const search = async (group: readonly Line[], query: string): Promise<void> => {
    searches += 1;
    const { items, error } = await searchPages(context, { text: query, types: ['track'] }, firstPage);
    if (error !== undefined) {
      if (endsSearch(error)) stopped ??= error;
      for (const line of group) failed.set(line, toUserMessage(error));
      return;
    }
    const found = items.get('track') ?? [];
    for (const { read, tracks } of group) {
      for (const [rank, item] of found.entries()) {
        const track = { name: item.name, by: item.by ?? [], album: item.album };
        const score = /^isrc:/.test(query)
          ? 1
          : Math.max(trackScore(read, comparableTrack(track)), otherScript(read, track, rank));
        tracks.push({ ...track, uri: item.uri, score, favour: 1 - rank / maxSearchLimit, source: 'search' });
      }
    }
  };
  const round = (at: 0 | 1, asked: readonly Line[]): Promise<void> =>
    eachAtMost(atOnce, groups(asked, at), async ([query, group]) => {
      if (stopped !== undefined) {
        const why = toUserMessage(stopped);
        if (at === 0) for (const line of group) failed.set(line, why);
      } else if (searches < most) {
        await search(group, query);
      } else {
        for (const line of group) unrepeated.add(line);
      }
      if (at === 0) group.forEach(onLine);
    });

  await round(0, lines);
  await round(
    1,
    lines.filter((line) => !failed.has(line) && !isGood(line.tracks)),
  );
  return { searches, failed, unrepeated, ...(stopped !== undefined && { stopped }) };
}

const firstPage = { offset: 0, limit: maxSearchLimit };

/** The different first questions of some lines: what it costs to search for them. */
export function countQuestions(lines: readonly Line[]): number {
  return groups(lines, 0).length;
}

function groups(lines: readonly Line[], at: 0 | 1): readonly (readonly [string, Line[]])[] {
  const byQuery = new Map<string, Line[]>();
  for (const line of lines) {
    const query = line.read.queries[at];
    if (query === undefined) continue;
    const group = byQuery.get(query);
    if (group === undefined) byQuery.set(query, [line]);
    else group.push(line);
  }
  return [...byQuery];
}

/** Errors after which another search makes no sense, whatever its words; a failure of Spotify's may be one question's. */
function endsSearch(error: AppError): boolean {
  if (Unavailable.is(error)) return !Unavailable.is(error, 'server');
  return [AuthError, ForbiddenError, QuotaExceeded, RateLimited].some((kind) => kind.is(error));
}

function isGood(tracks: readonly ScoredTrack[]): boolean {
  return tracks.some(({ score }) => score >= goodFrom);
}

/** The artist is right, Spotify has it first, and its title is written in letters that the line's are not. */
const transcribed = 0.72;

function otherScript(
  { readings }: ReadLine,
  { name, by }: { readonly name: string; readonly by: readonly string[] },
  rank: number,
): number {
  if (rank > 0 || /\p{Script=Latin}/u.test(name) || !/\p{L}/u.test(name)) return 0;
  const isArtist = readings.some(
    (reading) =>
      /\p{Script=Latin}/u.test(reading.title) &&
      reading.by.some((wanted) => by.some((maker) => similarity(wanted, maker) >= 0.95)),
  );
  return isArtist ? transcribed : 0;
}
