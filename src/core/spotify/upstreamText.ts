/**
 * What cannot be seen and yet does something: controls, marks that reorder text, zero-width spaces, the tag letters
 * and extra variation selectors in which words can be hidden from a reader and not from a model. Joiners stay: emoji
 * and several scripts need them.
 */
const unsafe =
  /[\p{Cc}\p{Cs}\u00AD\u061C\u115F\u1160\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|\u034F|[\u180B-\u180F]|[\uFE00-\uFE0D]|[\u{1D173}-\u{1D17A}]|[\u{E0000}-\u{E0FFF}]/gu;
const lineBreaks = /[\t-\r\x85\u2028\u2029]/g;

/** Longest name that leaves in an answer, in characters. */
const maxLength = 200;

/** Of a text without end, such as a page in place of an error, so much is looked at for each character that is kept. */
const lookedAt = 10;

/**
 * What a stranger wrote, as one harmless line of bounded length, fit for an agent, an editor or a terminal. It is data
 * all the same: it never becomes part of an error's hint.
 */
export function upstreamText(text: string, longest = maxLength): string {
  const line = text
    .slice(0, lookedAt * longest)
    .replace(lineBreaks, ' ')
    .replace(unsafe, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return shorten(line, longest);
}

/** The first `longest` characters, the last of which is an ellipsis where something was cut off. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

/** A name in quotes, for a sentence. */
export function quoted(name: string): string {
  return `"${upstreamText(name, 80).replaceAll('"', "'")}"`;
}
