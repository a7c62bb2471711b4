/** At most `length` characters; what is cut ends with `…`. Pairs of one character stay together. */
export function clipped(text: string, length: number): string {
  const characters = [...text.slice(0, length * 2 + 2)];
  if (characters.length <= length && characters.join('') === text) return text;
  return `${characters.slice(0, Math.max(1, length - 1)).join('')}…`;
}

/** A name between words of another direction, isolated for drawings as `<bdi>` does it in the page. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
