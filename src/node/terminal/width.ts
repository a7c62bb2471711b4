import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cells that the text takes in a terminal: two for CJK and emoji, none for escape codes. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Fills up with spaces to `width` cells; a longer text stays as it is. */
export function padTo(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/**
 * Cuts between characters as a reader sees them, so that `width` cells hold the rest and the `mark` in place of
 * what is gone.
 */
export function cutTo(text: string, width: number, mark: string, cutEnd: 'end' | 'start' = 'end'): string {
  if (displayWidth(text) <= width) return text;
  const room = width - displayWidth(mark);
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  if (cutEnd === 'start') letters.reverse();
  const kept: string[] = [];
  let used = 0;
  for (const letter of letters) {
    used += displayWidth(letter);
    if (used > room) break;
    kept.push(letter);
  }
  return cutEnd === 'start' ? mark + kept.reverse().join('').trimStart() : kept.join('').trimEnd() + mark;
}
