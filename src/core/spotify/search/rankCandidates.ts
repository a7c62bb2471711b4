import type { Item, ItemType } from '../../../protocol/spotify/items.ts';
import { matchOf, matchScore, similarity, type Match } from './matchScore.ts';
import type { PlayReading } from './playReadings.ts';

/** A thing that may be meant. */
export interface Candidate {
  readonly item: Item;
  /** Place among the things of its kind as Spotify ranked them, from 0. */
  readonly rank: number;
  /** One of the user's own playlists: they are meant before those of strangers. */
  readonly own?: boolean;
}

export interface RankedCandidate extends Candidate {
  readonly match: Match;
  /** How well the words fit, 0 to 1. */
  readonly score: number;
}

/** Rather the user's own than a stranger's; rather what Spotify has first; rather a song than its album. */
const ownBonus = 0.06;
const rankBonus = 0.05;
const rankSpan = 10;
const kindBonus: Readonly<Partial<Record<ItemType, number>>> = { track: 0.02, album: 0.01 };
/** A word that is an artist's name means the artist if Spotify's first track is by that artist. */
const artistBonus = 0.04;

/** The candidates, the best one first. Bonuses only decide between things that fit about equally well. */
export function rankCandidates(
  readings: readonly PlayReading[],
  candidates: readonly Candidate[],
): readonly RankedCandidate[] {
  const firstTrack = candidates.find(({ item, rank }) => item.type === 'track' && rank === 0)?.item;
  return candidates
    .map((candidate, at) => {
      const score = Math.max(0, ...readings.map((reading) => scoreOf(reading, candidate.item)));
      return { ...candidate, score, match: matchOf(score), at, sum: score + bonusOf(candidate, firstTrack) };
    })
    .sort((a, b) => b.sum - a.sum || a.at - b.at)
    .map(({ item, rank, own, score, match }) => ({ item, rank, score, match, ...(own === true && { own }) }));
}

function scoreOf({ type, wanted }: PlayReading, item: Item): number {
  if (type !== undefined && type !== item.type) return 0;
  return Math.max(...wanted.map((one) => matchScore(one, item)));
}

function bonusOf({ item, rank, own }: Candidate, firstTrack: Item | undefined): number {
  const ranked = rankBonus * Math.max(0, 1 - rank / rankSpan);
  if (own === true) return ownBonus + rankBonus;
  if (item.type !== 'artist') return ranked + (kindBonus[item.type] ?? 0);
  const isFirst = firstTrack?.by?.some((artist) => similarity(artist, item.name) === 1) === true;
  return ranked + (isFirst ? artistBonus : 0);
}
