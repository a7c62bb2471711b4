import { shorten } from '../upstreamText.ts';
import { labelText } from './strangersText.ts';

/** The parts that a format may name. */
export const formatParts = ['title', 'artist', 'artists', 'album', 'progress', 'duration', 'device'] as const;
export type FormatPart = (typeof formatParts)[number];

/** Default of the setting `statusBar.format`. */
export const defaultFormat = '{title} – {artist}';

/** Characters of one name, and of the whole text. */
const maxName = 40;
const maxText = 80;

const partPattern = new RegExp(`\\{(${formatParts.join('|')})\\}`);
const separator = /^[\p{P}\p{S}\s]*$/u;
const brackets: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** Whether the text changes while a track plays. */
export const showsProgress = (format: string): boolean => format.includes('{progress}');

/**
 * Fills in a format such as `{title} – {artist}`. A part without a value takes the separator before it along,
 * and brackets around it. What is no known part stays as it was typed.
 */
export function fillFormat(format: string, values: Readonly<Partial<Record<FormatPart, string>>>): string {
  // A pattern with one group makes literals and names of parts alternate, a literal first.
  const pieces = format.split(partPattern);
  let text = '';
  let pending = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index += 2) {
    const value = labelText(values[pieces[index] as FormatPart] ?? '', maxName);
    const literal = pieces[index + 1] ?? '';
    if (value !== '') {
      text += pending + value;
      pending = literal;
    } else if (separator.test(pending)) {
      pending = afterMissing(text, pending, literal);
    } else {
      pending += literal;
    }
  }
  return shorten((text + pending).replace(/\s+/g, ' ').trim(), maxText);
}

/** The literal that stands between what is written and the next part, once a part between is missing. */
function afterMissing(text: string, before: string, after: string): string {
  const closing = brackets[before.trimEnd().at(-1) ?? ''];
  const rest =
    closing !== undefined && after.startsWith(closing)
      ? before.trimEnd().slice(0, -1).trimEnd() + after.slice(1)
      : after;
  // At the beginning there is nothing to separate from.
  return text === '' ? rest.replace(/^[\s\p{Pd}|·•:,;/~]+/u, '') : rest;
}
