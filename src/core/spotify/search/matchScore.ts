import type { Item } from '../../../protocol/spotify/items.ts';
import { fold } from '../../analytics/folding.ts';

/** A reading of what somebody asked for. */
export interface Wanted {
  readonly title: string;
  /** Artist, author, owner or show, if one was named. */
  readonly by?: string;
}

/** How well a thing fits: as named, nearly, or merely the best there is. */
export type Match = 'exact' | 'close' | 'guess';

const exactFrom = 0.95;
const closeFrom = 0.7;
/** Of names that are equal but for what a release adds to them. */
const sameSong = 0.97;
/** Title and artist are both named in full, in whatever order. */
const bothNamed = 0.96;
/** Similar is never equal. */
const similar = 0.9;
const titleWeight = 0.65;

export function matchOf(score: number): Match {
  return score >= exactFrom ? 'exact' : score >= closeFrom ? 'close' : 'guess';
}

/**
 * How well a thing fits what was wanted, from 0 to 1: the same for the same words, whatever else was found.
 *
 * Names are compared without case, accents and punctuation. Equal = 1; equal but for `feat. …`, `Remastered 2011` and
 * the like = 0.97; otherwise 0.9 times the larger of the shares of common words and of common pairs of letters, so
 * that a slip of the pen costs little. With an artist, the title counts 65 % and the artist 35 %. Without one, words
 * that name title and artist together count 0.96, or 0.85 times the share of common words.
 */
export function matchScore(
  { title, by }: Wanted,
  { name, by: makers = [] }: Pick<Item, 'name' | 'by'>,
): number {
  if (by !== undefined) {
    const maker = Math.max(0, ...makers.map((one) => similarity(by, one)));
    return titleWeight * similarity(title, name) + (1 - titleWeight) * maker;
  }
  const alone = similarity(title, name);
  const words = wordsOf(title);
  const together = Math.max(
    0,
    ...makers.map((maker) => {
      const named = wordsOf(`${withoutRelease(name)} ${maker}`);
      return sameWords(words, named) ? bothNamed : 0.85 * dice(words, named);
    }),
  );
  return Math.max(alone, together);
}

/** How alike two names are, from 0 to 1. */
export function similarity(one: string, other: string): number {
  const [a, b] = [spoken(one), spoken(other)];
  if (a === b) return a === '' ? 0 : 1;
  const [shortA, shortB] = [spoken(withoutRelease(one)), spoken(withoutRelease(other))];
  if (shortA === shortB && shortA !== '') return sameSong;
  const alike = Math.max(
    dice(a.split(' '), b.split(' ')),
    dice(shortA.split(' '), shortB.split(' ')),
    dice(letterPairs(shortA), letterPairs(shortB)),
  );
  return similar * alike;
}

/** What releases add to a name without making it another recording: guests, remasters, editions. */
const release =
  'remaster(?:ed)?|deluxe|expanded|anniversary|mono|stereo|bonus track|album version|single version|radio edit|explicit|clean';
const additions = [
  /\s*[([](?:feat|ft|featuring|with)\b[^)\]]*[)\]]/giu,
  new RegExp(`\\s*[([][^)\\]]*\\b(?:${release})\\b[^)\\]]*[)\\]]`, 'giu'),
  new RegExp(`\\s+[-–—]\\s+[^-–—]*\\b(?:${release})\\b.*$`, 'iu'),
  /\s+(?:feat|ft|featuring)\b\.?\s.*$/iu,
];

/** A name without {@link additions}; as it is if nothing else would be left. */
export function withoutRelease(name: string): string {
  const rest = additions.reduce((text, addition) => text.replace(addition, ''), name).trim();
  return rest === '' ? name : rest;
}

/** A name as it is said: folded, `&` as a word, everything else between words a space. */
export function spoken(name: string): string {
  const folded = fold(name).replaceAll('&', ' and ').replaceAll(/['’]/g, '');
  const words = folded.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim();
  return words === '' ? folded.trim() : words.replace(/^the (?=\S)/, '');
}

function wordsOf(text: string): readonly string[] {
  return spoken(text).split(' ');
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  const [a, b] = [new Set(some), new Set(others)];
  for (const filler of ['by', 'the']) {
    a.delete(filler);
    b.delete(filler);
  }
  return a.size === b.size && [...a].every((word) => b.has(word));
}

function letterPairs(text: string): readonly string[] {
  const letters = [...text.replaceAll(' ', '')];
  return letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`);
}

/** Twice what both have, by the length of both (Dice 1945); members that come twice count twice. */
function dice(some: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  let common = 0;
  for (const one of some) {
    const count = left.get(one) ?? 0;
    if (count === 0) continue;
    left.set(one, count - 1);
    common += 1;
  }
  return some.length + others.length === 0 ? 0 : (2 * common) / (some.length + others.length);
}
