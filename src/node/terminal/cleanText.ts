import { stripVTControlCharacters } from 'node:util';

/** Controls, invisible marks that reorder or hide text, lone surrogates. Joiners stay: emoji need them. */
const unsafe =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E001F}]/gu;
const lineBreaks = /[\t-\r\x85\u2028\u2029]/g;
const maxLength = 300;

/**
 * A stranger's name as one harmless line of bounded length: a track called `\x1b[2J` must not clear anybody's
 * screen.
 */
export function cleanText(name: string): string {
  const line = disarmText(name);
  return line.length > maxLength ? `${[...line].slice(0, maxLength).join('')}...` : line;
}

/** The same for a text that may be long, such as a message that quotes names. */
export function disarmText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(lineBreaks, ' ')
    .replaceAll(unsafe, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
