import type { ListeningMode } from '../../../protocol/history/tasteSummary.ts';
import { toRatio } from '../format.ts';
import { KeptAnswers } from '../keptAnswers.ts';
import type { PlaySelection } from '../plays.ts';
import type { PlayWindow } from '../window.ts';
import { kMeans, type Clustering } from './kMeans.ts';
import { nameMode, typicalHours, type Traits } from './modeNames.ts';
import { sampleSessions, type SessionFigures } from './sampledSessions.ts';
import { sessionPoints, standardised, traitNames, traitOf } from './sessionPoints.ts';

/** Fewer sessions make no modes. */
export const minSessions = 40;
/** Sessions that a mode must have, and part of all. */
const smallestMode = 5;
const smallestShare = 0.03;
const fewest = 3;
const most = 6;
const namedArtists = 3;
/** One mode more must make the silhouette better by this, or the same habit comes in two. */
const worthwhile = 0.02;

/** The ways in which the user listens, the commonest first. */
export interface ListeningModes {
  readonly modes: readonly ListeningMode[];
  /** How many sessions they were found in, where not all were looked at. */
  readonly note: string | undefined;
}

const answersKept = 8;
const answers = new KeptAnswers<PlaySelection, ListeningModes | undefined>(answersKept);

/**
 * Three to six modes of listening: sessions that are alike in hour, weekend, repeats, variety, novelty, length and in
 * the artists that go together, found by k-means; how many is what gives the best silhouette. At most
 * `maxSessions` sessions are looked at, so the cost does not grow with the history.
 *
 * @returns undefined with fewer than {@link minSessions} sessions, or where they do not fall apart
 */
export function listeningModes(window: PlayWindow): ListeningModes | undefined {
  const { history, firstPlay, rows, zone } = window;
  return answers.get(history, `${firstPlay} ${rows.length} ${zone.name}`, () => findModes(window));
}

function findModes(window: PlayWindow): ListeningModes | undefined {
  const { sessions, total } = sampleSessions(window);
  if (sessions.length < minSessions) return undefined;
  const clustering = bestClustering(sessions);
  if (clustering === undefined) return undefined;
  const { artistName } = window.columns.catalogue;
  return {
    modes: describe(sessions, clustering, artistName),
    note:
      sessions.length < total
        ? `The clusters were found in ${sessions.length} of ${total} sessions, evenly spread.`
        : undefined,
  };
}

function bestClustering(sessions: readonly SessionFigures[]): Clustering | undefined {
  const points = sessionPoints(sessions);
  const least = Math.max(smallestMode, smallestShare * sessions.length);
  let best: Clustering | undefined;
  for (let k = fewest; k <= most; k++) {
    const found = kMeans(points, k);
    if (found.sizes.some((size) => size < least)) continue;
    if (best === undefined || found.silhouette > best.silhouette + worthwhile) best = found;
  }
  return best;
}

function describe(
  sessions: readonly SessionFigures[],
  { k, clusterOf }: Clustering,
  artistName: readonly string[],
): readonly ListeningMode[] {
  const allPlays = playsOf(sessions);
  const unusual = traitNames.map((name) => standardised(sessions.map((session) => traitOf(session, name))));
  const groups = Array.from({ length: k }, (_, cluster) => {
    const places = [...sessions.keys()].filter((place) => clusterOf[place] === cluster);
    const own = places.map((place) => sessions[place]!);
    const traits = Object.fromEntries(
      traitNames.map((name, at) => [name, meanOf(places.map((place) => unusual[at]![place]!))]),
    ) as Traits;
    return { own, traits, plays: playsOf(own) };
  }).sort((a, b) => b.plays - a.plays);
  const taken = new Set<string>();
  return groups.map(({ own, traits, plays }) => {
    const artists = topArtists(own, artistName);
    const names = nameMode(own, traits, artists[0] ?? 'unknown artists');
    const name = names.find((one) => !taken.has(one)) ?? names[names.length - 1]!;
    taken.add(name);
    return { name, share: toRatio(plays, allPlays), when: typicalHours(own), top_artists: artists };
  });
}

function playsOf(sessions: readonly SessionFigures[]): number {
  return sessions.reduce((sum, { plays }) => sum + plays, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Names of those with the most plays. */
function topArtists(sessions: readonly SessionFigures[], artistName: readonly string[]): string[] {
  const plays = new Map<number, number>();
  for (const { artists } of sessions) {
    for (const [artist, count] of artists) plays.set(artist, (plays.get(artist) ?? 0) + count);
  }
  return [...plays]
    .filter(([artist]) => artistName[artist] !== '')
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, namedArtists)
    .map(([artist]) => artistName[artist]!);
}
