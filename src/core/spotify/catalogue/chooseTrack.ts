import type { LineMatch, LineSource, ResolvedLine } from './resolvedLine.ts';
import { spokenText } from './spokenName.ts';
import type { NamedTrack } from './trackScore.ts';
import { nameParts } from './versions.ts';

/** A track that may be meant. */
export interface ScoredTrack extends NamedTrack {
  readonly uri: string;
  readonly source: Exclude<LineSource, 'given'>;
  /** How well it fits the line, 0 to 1. */
  readonly score: number;
  /** Decides between tracks that fit alike: plays in the history, rank in a search (less is better), 0 to 1. */
  readonly favour: number;
}

/** From here a track is what the line means. */
export const goodFrom = 0.65;
/** Spread of scores within which the favour decides. */
const even = 0.02;
/** Another one is close that scores no more than this below. */
const close = 0.1;
/** The most that confidence suffers by another one that fits as well. */
const doubt = 0.15;

/** The best first. */
export function ranked(tracks: readonly ScoredTrack[]): readonly ScoredTrack[] {
  const sum = ({ score, favour }: ScoredTrack): number => score + even * favour;
  return tracks
    .map((track, at) => ({ track, at }))
    .sort((a, b) => sum(b.track) - sum(a.track) || a.at - b.at)
    .map(({ track }) => track);
}

/** What a line stands for, of the tracks that were found for it. @param none why nothing fits, where nothing does */
export function chooseTrack(tracks: readonly ScoredTrack[], none: string): ResolvedLine {
  const [best, ...others] = ranked(tracks);
  if (best === undefined) return { why: none };
  if (best.score < goodFrom)
    return { why: none, ...(best.score > 0.3 && { runnerUp: matchOf(best, best.score) }) };
  const second = others.find((other) => best.score - other.score < close && isAnother(best, other));
  if (second === undefined) return { match: { ...matchOf(best, best.score), source: best.source } };
  const clearlyHeardMore = best.source === 'history' && best.favour - second.favour > 0.5;
  const share = (close - Math.max(0, best.score - second.score)) / close;
  const confidence = best.score - (clearlyHeardMore ? 0.3 : 1) * doubt * share;
  return {
    match: { ...matchOf(best, confidence), source: best.source },
    runnerUp: matchOf(second, second.score - (best.score - confidence)),
  };
}

/** Whether two tracks are two songs or two versions, not one recording on two records. */
function isAnother(one: NamedTrack, other: NamedTrack): boolean {
  const [a, b] = [nameParts(one.name), nameParts(other.name)];
  const versions = (parts: typeof a): string => [...parts.versions].filter((v) => v !== 'remaster').join();
  const makers = new Set(one.by.map(spokenText));
  return (
    spokenText(a.core) !== spokenText(b.core) ||
    versions(a) !== versions(b) ||
    !other.by.some((name) => makers.has(spokenText(name)))
  );
}

function matchOf({ name, by, uri }: ScoredTrack, confidence: number): LineMatch {
  return { name, by, uri, confidence: Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100 };
}
