import type { ResolveTracksParams, ResolveTracksResult } from '../../../protocol/spotify/resolveTracks.ts';
import type { Feature } from '../spotifyContext.ts';
import { shorten, upstreamText } from '../upstreamText.ts';
import { defaultMaxSearches, type LineMatch, type ResolvedLine, type ResolvedLines } from './resolvedLine.ts';
import { resolveLines } from './resolveLines.ts';

type ResolvedTrack = ResolveTracksResult['tracks'][number];

/** How much of names an answer shows: all of most, less where many lines have long ones. */
const lengths = [120, 40] as const;
/** Characters of an answer that may show long names. */
const roomy = 60_000;
const mostNames = 3;
const longestReason = 160;

/** Answers `spotify.resolveTracks`, see {@link resolveLines}. */
export const resolveTracks: Feature<ResolveTracksParams, ResolveTracksResult> = async (context, params) => {
  const found = await resolveLines(context, params.lines, { maxSearches: params.max_searches });
  const tracks = (longest: number): ResolvedTrack[] =>
    found.lines.map((line, at) => trackOf(params.lines[at] ?? '', line, longest));
  const whole = tracks(lengths[0]);
  const note = noteOf(found, params.max_searches ?? defaultMaxSearches);
  return {
    tracks: JSON.stringify(whole).length > roomy ? tracks(lengths[1]) : whole,
    resolved: found.lines.filter(({ match }) => match !== undefined).length,
    searches: found.searches,
    ...(found.searchesNeeded > 0 && { searches_needed: found.searchesNeeded }),
    ...(note !== undefined && { note }),
  };
};

function trackOf(line: string, { match, runnerUp, why }: ResolvedLine, longest: number): ResolvedTrack {
  return {
    line: upstreamText(line, longest),
    ...(match !== undefined && { ...fieldsOf(match, longest), source: match.source }),
    ...(runnerUp !== undefined && { runner_up: fieldsOf(runnerUp, longest) }),
    ...(why !== undefined && { why: shorten(why, longestReason) }),
  };
}

function fieldsOf(
  { name, by = [], uri, confidence }: LineMatch,
  longest: number,
): ResolvedTrack['runner_up'] {
  const names = by.slice(0, longest === lengths[0] ? mostNames : 1).map((one) => shorten(one, longest));
  return {
    ...(name !== undefined && { name: shorten(name, longest) }),
    ...(names.length > 0 && { by: names }),
    uri,
    confidence,
  };
}

function noteOf({ lines, searchesNeeded, stopped }: ResolvedLines, most: number): string | undefined {
  if (searchesNeeded > 0) {
    return `${searchesNeeded} searches are needed, more than max_searches (${most}), so none was made; Spotify allows a few hundred a day. Ask the user, then call again with max_searches: ${searchesNeeded}, or with fewer lines.`;
  }
  if (stopped !== undefined) return `The search ended early. ${stopped}`;
  const unsure = lines.filter(({ match }) => match !== undefined && match.confidence < sure).length;
  return unsure === 0 ? undefined : `${unsure} of the matches have a confidence below ${sure}: check these.`;
}

const sure = 0.8;
