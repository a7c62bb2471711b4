import type { CoListeningParams, CoListeningResult } from '../../protocol/history/coListening.ts';
import { resolveLongWindow } from './artistHistoryWindow.ts';
import type { AnalysisContext, Catalogue } from './columns.ts';
import { minTogether, scoreSongs, type SongScores } from './coListeningScores.ts';
import { findSeeds, type SeedSongs } from './coListeningSeeds.ts';
import {
  findSessions,
  sessionGapMs,
  sessionRange,
  type SessionRange,
  type Sessions,
} from './coListeningSessions.ts';
import { artistNames, compareTracks, uriField } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { rankIds } from './ranking.ts';

const defaultLimit = 25;

const rule =
  `A session is a stretch of plays with no more than ${sessionGapMs / 60_000} minutes of silence in between and two ` +
  'or more different songs; releases of one song count as one. Closeness is the cosine of the sessions in which two ' +
  `songs were heard: long sessions count less, ${minTogether} common ones are the least, and what comes with the seed ` +
  'no more often than by chance is left out.';

/**
 * Tracks that the user hears in the same sessions as some tracks or artists, closest first.
 *
 * @throws InputError for a window that cannot be
 */
export function coListening(context: AnalysisContext, params: CoListeningParams): CoListeningResult {
  const window = resolveLongWindow(context, params);
  const { catalogue } = context.columns;
  const sessions = findSessions(context.columns, window.history);
  const range = sessionRange(sessions, window);
  const seeds = findSeeds(catalogue, params.seeds);
  const scores = scoreSongs(sessions, seeds, range);
  const tracks = toRows(catalogue, sessions, scores, params.limit ?? defaultLimit);
  const reason = tracks.length === 0 ? reasonOf(seeds, scores, range) : undefined;
  return {
    ...windowAnswer(window),
    rule,
    sessions: range.to - range.from,
    seeds: seeds.map(({ name, songs }, at) => ({
      ...(name !== undefined && { name }),
      plays: songs.reduce((sum, song) => sum + sessions.plays[song]!, 0),
      sessions: scores.seedSessions[at]!,
    })),
    tracks,
    ...(reason !== undefined && { reason }),
  };
}

function toRows(
  catalogue: Catalogue,
  { plays, track }: Sessions,
  { ids, score, seed, together, seedSessions }: SongScores,
  limit: number,
): CoListeningResult['tracks'] {
  const compare = compareTracks(catalogue);
  const byLabel = (a: number, b: number): number => compare(track[a]!, track[b]!);
  const ranked = rankIds(ids, score, plays, byLabel, { offset: 0, limit });
  const known = seedSessions.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return Array.from(ranked.ids, (song) => {
    const id = track[song]!;
    return {
      name: catalogue.trackName[id]!,
      artists: artistNames(catalogue, catalogue.trackArtist[id]!),
      ...uriField(catalogue.trackUri[id]),
      plays: plays[song]!,
      score: Math.round((score[song]! / known) * 10_000) / 10_000,
      seed: seed[song]!,
      together: together[song]!,
      seed_sessions: seedSessions[seed[song]!]!,
    };
  });
}

function reasonOf(seeds: readonly SeedSongs[], { seedSessions }: SongScores, range: SessionRange): string {
  const known = seeds.filter(({ songs }) => songs.length > 0).length;
  if (known === 0) {
    return seeds.length === 1
      ? 'The listening history does not have it.'
      : `The listening history has none of the ${seeds.length} seeds.`;
  }
  const most = Math.max(...seedSessions);
  if (most < minTogether) {
    const heard = most === 0 ? 'in no session' : 'in one session only';
    return `It was heard ${heard} together with something else; ${minTogether} are the least.`;
  }
  return `In its ${most} sessions (of ${range.to - range.from}) nothing else was heard ${minTogether} times or more and more often than by chance.`;
}
