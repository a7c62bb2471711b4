import { cleanText } from './exportText.ts';

const maxWords = 1000;
const maxCharacters = 64;

/** The few words that rows repeat, such as the reasons for a start or an end: cleaned once, shared by all rows. */
export class WordCache {
  readonly #known = new Map<string, string>();

  /** The word, cleaned and bounded; `undefined` for an empty one and for what is no text. */
  wordOf(value: unknown): string | undefined {
    if (typeof value !== 'string') return undefined;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const word = cleanText(value).slice(0, maxCharacters);
    if (word === '') return undefined;
    if (this.#known.size < maxWords) this.#known.set(value, word);
    return word;
  }
}
