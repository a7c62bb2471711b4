import type { ItemType } from '../../../protocol/spotify/items.ts';
import type { Wanted } from './matchScore.ts';

/** One way to understand a request to play. */
export interface PlayReading {
  /** The words to search for. */
  readonly text: string;
  /** Ways to read them; a thing's score is its best one. */
  readonly wanted: readonly Wanted[];
  /** The kind that was named beside them, as in 'album Weather Maps'; it then means things of this kind only. */
  readonly type?: ItemType;
}

const kindWords: Readonly<Record<string, ItemType>> = {
  song: 'track',
  track: 'track',
  album: 'album',
  record: 'album',
  ep: 'album',
  artist: 'artist',
  band: 'artist',
  playlist: 'playlist',
  podcast: 'show',
  show: 'show',
  episode: 'episode',
  audiobook: 'audiobook',
};
const kinds = Object.keys(kindWords).join('|');
const kindFirst = new RegExp(`^(?:(?:the|my|an?)\\s+)?(${kinds})\\s*:?\\s+(?=\\S)`, 'iu');
/** Behind the name only the words that seldom end a name. */
const kindLast = /\s+(album|playlist|podcast|audiobook)$/iu;
const likedSongs =
  /^(?:(?:the|my|all)\s+)*(?:(?:liked|saved|favou?rite)\s+(?:songs|tracks|music)|likes|favou?rites)(?:\s+playlist)?$/iu;

/** Whether the user's liked songs are meant, which are no playlist. */
export function meansLikedSongs(query: string): boolean {
  return likedSongs.test(query.trim());
}

/**
 * Reads what somebody asked to be played: as it stands, and without the word that names the kind. Both are needed:
 * 'Song 2' is a song, 'song Paper Lantern' is called otherwise.
 */
export function playReadings(query: string): readonly PlayReading[] {
  const text = query.replace(/\s+/gu, ' ').trim();
  const whole: PlayReading = { text: unquoted(text), wanted: wantedOf(unquoted(text)) };
  const first = kindFirst.exec(text);
  const match = first ?? kindLast.exec(text);
  const type = kindWords[match?.[1]?.toLowerCase() ?? ''];
  if (match === null || type === undefined) return [whole];
  const rest = text.replace(match[0], '');
  const named = unquoted(first === null ? rest.replace(/^(?:my|the)\s+/iu, '') : rest);
  return named === '' ? [whole] : [whole, { text: named, wanted: wantedOf(named), type }];
}

/** The words as a name, as 'title by artist', and as 'artist - title' either way round. */
function wantedOf(text: string): readonly Wanted[] {
  const readings: Wanted[] = [{ title: text }];
  const by = text.toLowerCase().lastIndexOf(' by ');
  if (by > 0) readings.push({ title: unquoted(text.slice(0, by)), by: unquoted(text.slice(by + 4)) });
  const parts = /^(.+?)\s+[-–—|]\s+(.+)$/u.exec(text);
  if (parts !== null) {
    const [, left = '', right = ''] = parts;
    readings.push({ title: unquoted(right), by: left }, { title: unquoted(left), by: right });
  }
  return readings;
}

function unquoted(text: string): string {
  return text.trim().replace(/^["'“„«‘](.+)["'”“»’]$/u, '$1');
}
