import { spoken } from '../search/matchScore.ts';

/** Words that are written in several ways. */
const sameWords: Readonly<Record<string, string>> = {
  pt: 'part',
  vol: 'volume',
  n: 'and',
};
const romans = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii'];
const numbered = /\b(part|volume) (i{1,3}|iv|vi{0,3})\b/gu;
const maybeNumbered = /\d| [iv]+(?: |$)/;

/** A name as it is compared, with what comparing needs. */
export interface SpokenName {
  readonly text: string;
  readonly words: readonly string[];
  /** Without spaces. */
  readonly joined: string;
  readonly sortedWords: readonly string[];
  /** Pairs of neighbouring letters, as numbers in ascending order. */
  readonly pairs: Uint32Array;
  /** The numbers in it: 'Harbour II' is not 'Harbour'. */
  readonly numbers: string;
}

/** A title or an artist's name as it is said; signs that stand for letters are read as these. */
export function spokenText(name: string): string {
  const lettered = name
    .replaceAll(/[\uFE00-\uFE0F\u200D]/gu, '')
    .replaceAll(/\$(?=\p{L})|(?<=\p{L})\$/gu, 's')
    .replaceAll(/(?<=\p{L})!(?=\p{L})/gu, 'i')
    .replace(/,\s*the$/iu, '');
  return spoken(lettered)
    .split(' ')
    .map((word) => sameWords[word] ?? word)
    .join(' ')
    .replace(numbered, (_, what: string, roman: string) => `${what} ${romans.indexOf(roman) + 1}`);
}

/** See {@link spokenText}. */
export function spokenName(name: string): SpokenName {
  return comparableText(spokenText(name));
}

/** A text that is spoken already. */
export function comparableText(text: string): SpokenName {
  const words = text.split(' ');
  const joined = words.join('');
  const pairs = new Uint32Array(Math.max(0, joined.length - 1));
  for (let at = 0; at < pairs.length; at++) {
    pairs[at] = joined.charCodeAt(at) * 0x10000 + joined.charCodeAt(at + 1);
  }
  return {
    ...{ text, words, joined, pairs: pairs.sort() },
    sortedWords: words.length === 1 ? words : [...words].sort(),
    numbers: maybeNumbered.test(text) ? numbersIn(words) : '',
  };
}

function numbersIn(words: readonly string[]): string {
  return words.filter((word, at) => /^\d+$/.test(word) || (at > 0 && romans.indexOf(word) > 0)).join();
}

/** Equal but for spaces, as 'ACDC' and 'AC/DC'. */
const joinedAlike = 0.98;
/** Equal but for what stands in brackets, as 'Satisfaction' and '(I Can't Get No) Satisfaction'. */
const bareAlike = 0.93;
/** Similar is never equal. */
const similar = 0.9;
const otherNumbers = 0.75;

/**
 * How alike two names are, from 0 to 1: 0.9 times the larger of the shares of common words and of common pairs of
 * letters where they differ, less where their numbers do.
 */
export function alike(one: SpokenName, other: SpokenName): number {
  if (one.text === other.text) return one.text === '' ? 0 : 1;
  if (one.joined === other.joined) return joinedAlike;
  const share = Math.max(dice(one.sortedWords, other.sortedWords), dice(one.pairs, other.pairs));
  return similar * share * (one.numbers === other.numbers ? 1 : otherNumbers);
}

/** Twice what both have, by the length of both (Dice 1945); both in ascending order. */
function dice<T extends string | number>(some: ArrayLike<T>, others: ArrayLike<T>): number {
  let common = 0;
  for (let a = 0, b = 0; a < some.length && b < others.length;) {
    const [one, other] = [some[a] as T, others[b] as T];
    if (one === other) common += 1;
    if (one <= other) a += 1;
    if (other <= one) b += 1;
  }
  const length = some.length + others.length;
  return length === 0 ? 0 : (2 * common) / length;
}

/** A title as it is compared. */
export interface SpokenTitle {
  readonly whole: SpokenName;
  /** Without what stands in brackets and belongs to the title all the same. */
  readonly bare: SpokenName;
}

/** A title as it is compared, see {@link spokenText}. */
export function spokenTitle(title: string): SpokenTitle {
  const whole = spokenName(title);
  return { whole, bare: title.includes('(') ? spokenName(withoutBrackets(title)) : whole };
}

/** How alike two titles are, from 0 to 1: brackets that are part of a title may be missing in one of them. */
export function titlesAlike(one: SpokenTitle, other: SpokenTitle): number {
  const whole = alike(one.whole, other.whole);
  return whole < bareAlike && one.bare.text !== '' && one.bare.text === other.bare.text ? bareAlike : whole;
}

function withoutBrackets(name: string): string {
  return name.replaceAll(/\([^()]*\)/gu, ' ').trim();
}
