import { maxPlaylistDescription } from '../../../protocol/spotify/playlists.ts';
import { upstreamText } from '../upstreamText.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi;
/** What is written as `<` is markup, such as a link to another playlist; a `<` of the text comes as `&lt;`. */
const markup = /<\/?[a-z][^<>]*>/gi;
const lastCodePoint = 0x10ffff;

/**
 * A playlist's description as people read it: Spotify answers it as HTML (Web API reference). Cleaned as every text of
 * strangers; empty where there is none.
 */
export function descriptionText(html: string | undefined): string {
  const text = (html ?? '').replace(markup, '').replace(entity, decoded);
  return upstreamText(text, maxPlaylistDescription);
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= lastCodePoint ? String.fromCodePoint(code) : whole;
}
