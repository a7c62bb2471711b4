import type { Translation } from './translations.ts';

/** Collects the manifest's texts: in their place stands a key, which VS Code looks up in package.nls.*.json. */
export class ManifestTexts {
  readonly #english = new Map<string, string>();

  /**
   * What stands in the manifest for an English text.
   * @throws Error if another text has this key
   */
  key(name: string, english: string): string {
    const known = this.#english.get(name);
    if (known !== undefined && known !== english)
      throw new Error(`two texts of the manifest have the key ${name}`);
    this.#english.set(name, english);
    return `%${name}%`;
  }

  /** package.nls.json */
  english(): Translation {
    return Object.fromEntries(this.#english);
  }

  /** package.nls.LANGUAGE.json; what is not translated is left out, for VS Code then takes the English. */
  translated(translation: Translation): Translation {
    return Object.fromEntries(
      [...this.#english].flatMap(([name, english]) => {
        const text = translation[english];
        return text === undefined ? [] : [[name, text]];
      }),
    );
  }
}
