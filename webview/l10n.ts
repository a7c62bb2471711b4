/** The texts of the language in use, by their English. Set once, before the first page is drawn. */
let strings: Readonly<Record<string, string>> = {};
let locale = 'en';

/**
 * Chooses the language of everything that is drawn from now on.
 * @param language BCP 47; what `Intl` does not know falls back to English
 */
export function setLanguage(language: string, texts: Readonly<Record<string, string>>): void {
  locale = isLocale(language) ? language : 'en';
  strings = texts;
  document.documentElement.lang = locale;
}

/** Language for `Intl`, so that numbers and dates read as the words around them. */
export function language(): string {
  return locale;
}

/**
 * A text in the language in use, with `{name}` replaced. The English text is its own key, as in `vscode.l10n.t`, and
 * must be written out where it is called: the translations are checked against what stands there.
 */
export function t(english: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = strings[english] ?? english;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(locale) : value;
  });
}

/** One or many: `plural(n, '{count} play', '{count} plays')`. */
export function plural(count: number, one: string, many: string): string {
  return t(new Intl.PluralRules(locale).select(count) === 'one' ? one : many, { count });
}

function isLocale(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
