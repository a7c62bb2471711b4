/**
 * Whether Spotify put words in place of names it no longer had. Only the exact pair counts: there are artists
 * whose real name begins with 'Unknown'.
 */
export function isPlaceholder(title: string, artist: string, book: string): boolean {
  if (!title.startsWith('Unknown ')) return false;
  if (title === 'Unknown Track') return artist === 'Unknown Artist';
  return title === 'Unknown Chapter' && book === 'Unknown Book';
}
