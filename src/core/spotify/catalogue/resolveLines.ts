import { throwIfCancelled } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { chooseTrack, ranked } from './chooseTrack.ts';
import { addFromHistory, addFromLibrary, type Line } from './knownTracks.ts';
import { readLine } from './readLine.ts';
import {
  defaultMaxSearches,
  type LineMatch,
  type ResolvedLine,
  type ResolvedLines,
  type ResolveOptions,
  type WantedTrack,
} from './resolvedLine.ts';
import { countQuestions, searchLines, type SearchOutcome } from './searchLines.ts';

/** From here on what is known needs no search. */
const settledFrom = 0.9;
/** A title by itself says no more, whoever is asked. */
const settledAlone = 0.74;

/**
 * Finds the tracks that lines of text mean, such as 'artist – title': first in the user's own history, then among the
 * latest saved tracks, then by a search a line. The searches are made only if they fit into `maxSearches`; otherwise
 * the answer says how many are needed. URIs and links stay as they are. The recording on the record is preferred
 * unless a line asks for a live version, a remix and the like.
 *
 * A quota, a rate limit or a sign-in that is missing ends the searches, not the answer: lines that were not reached
 * say why.
 * @throws CancelledError; the error that ended the searches where no line at all was found
 */
export async function resolveLines(
  context: SpotifyContext,
  given: readonly (string | WantedTrack)[],
  { maxSearches = defaultMaxSearches }: ResolveOptions = {},
): Promise<ResolvedLines> {
  const lines = given.map((line): Line => ({ given: line, read: readLine(line), tracks: [] }));
  const asked = lines.filter(({ read }) => read.readings.length > 0);
  const report = (message: string): void => {
    const open = asked.filter((line) => !isSettled(line)).length;
    context.progress({ done: lines.length - open, total: lines.length, message });
  };
  if (asked.length > 0) await addFromHistory(context, asked);
  throwIfCancelled(context.signal);
  report('Looked into your history');
  const unknown = asked.filter((line) => !isSettled(line));
  if (unknown.length > 0) await addFromLibrary(context, unknown);
  const open = unknown.filter((line) => !isSettled(line));
  const needed = countQuestions(open);
  if (needed === 0 || needed > maxSearches) {
    return { lines: lines.map((line) => answer(line, open, needed)), searches: 0, searchesNeeded: needed };
  }
  report('Searching');
  let done = lines.length - open.length;
  const outcome = await searchLines(context, open, {
    most: maxSearches,
    onLine: () => {
      done += 1;
      context.progress({ done, total: lines.length, message: 'Searching' });
    },
  });
  const resolved = lines.map((line) => answer(line, open, 0, outcome));
  const { stopped, searches } = outcome;
  if (stopped !== undefined && resolved.every(({ match }) => match === undefined)) throw stopped;
  return {
    lines: resolved,
    searches,
    searchesNeeded: 0,
    ...(stopped !== undefined && { stopped: toUserMessage(stopped) }),
  };
}

/** Whether what is known by now is good enough to spare a search. */
function isSettled({ read, tracks }: Line): boolean {
  const [best] = ranked(tracks);
  if (best === undefined) return false;
  return best.score >= (read.readings.every(({ by }) => by.length === 0) ? settledAlone : settledFrom);
}

function answer(line: Line, open: readonly Line[], needed: number, outcome?: SearchOutcome): ResolvedLine {
  const { read, tracks } = line;
  if (read.given !== undefined) return { match: { uri: read.given.uri, confidence: 1, source: 'given' } };
  if (read.refusal !== undefined) return { why: read.refusal };
  const failure = outcome?.failed.get(line);
  const isUnsearched = needed > 0 && open.includes(line);
  // What did not settle the line before the search does not settle it now.
  const chosen = chooseTrack(tracks, nothingFits(line, outcome));
  if (failure !== undefined && chosen.match === undefined)
    return { ...chosen, why: `Not searched: ${failure}` };
  if (!isUnsearched) return chosen;
  const { match, runnerUp } = chosen;
  const nearest = match ?? runnerUp;
  return {
    why: 'Not in your history or among your latest saved tracks; a search is needed.',
    ...(nearest !== undefined && { runnerUp: withoutSource(nearest) }),
  };
}

function withoutSource({ name, by, uri, confidence }: LineMatch): LineMatch {
  return { ...(name !== undefined && { name }), ...(by !== undefined && { by }), uri, confidence };
}

function nothingFits(line: Line, outcome: SearchOutcome | undefined): string {
  const why = line.tracks.length === 0 ? 'Nothing was found.' : 'Nothing fits well enough.';
  return outcome?.unrepeated.has(line) === true
    ? `${why} A second search was left out: max_searches is used up.`
    : why;
}
