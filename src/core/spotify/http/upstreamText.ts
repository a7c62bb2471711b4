const longest = 200;
/** Controls, lone surrogates, and marks that reorder or hide text. */
const unsafe =
  /[\p{Cs}\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{e0000}-\u{e007f}]/gu;

/** What Spotify wrote, as one harmless line of at most 200 characters without a full stop: part of a sentence. */
export function upstreamText(text: string): string {
  const line = text
    .slice(0, 10 * longest)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(unsafe, '')
    .trim();
  const characters = [...line.replace(/\.+$/, '')];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
}
