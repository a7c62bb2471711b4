import { cleanText } from './exportText.ts';
import type { Item } from './extendedRow.ts';
import type { Row } from './rowFields.ts';

/**
 * What a row of the account package was of. It has names only, and the names of its keys tell the kind. Old files
 * mix podcasts in under `artistName` and `trackName`: nothing tells those from music.
 */
export function accountItem(row: Row): Item {
  if (row.podcastName !== undefined || row.episodeName !== undefined) {
    const artist = cleanText(row.podcastName);
    return { kind: 'podcast', uri: undefined, title: cleanText(row.episodeName), artist, album: '' };
  }
  if (row.audiobookName !== undefined || row.chapterName !== undefined) {
    const album = cleanText(row.audiobookName);
    const title = cleanText(row.chapterName) || album;
    return { kind: 'audiobook', uri: undefined, title, artist: cleanText(row.authorName), album };
  }
  const artist = cleanText(row.artistName);
  return { kind: 'music', uri: undefined, title: cleanText(row.trackName), artist, album: '' };
}
