import type { Kind } from '../../../protocol/history/window.ts';
import { cleanText } from './exportText.ts';
import type { Row } from './rowFields.ts';
import { isItemUri, uriId, uriType } from './spotifyUri.ts';

/** What a row says was played. */
export interface Item {
  readonly kind: Kind;
  readonly uri: string | undefined;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
}

/**
 * What an extended row (all generations, audio and video files) was of. The URI that is set decides the kind, then
 * the names; the file never does. Names may all be empty.
 *
 * Rows with a URI but without names (removed tracks) are kept: their title is the id of the URI.
 */
export function extendedItem(row: Row): Item {
  const track = textOf(row.spotify_track_uri);
  if (track !== '') return musicItem(row, track);
  if (isAudiobook(row)) return audiobookItem(row);
  const episode = textOf(row.spotify_episode_uri);
  if (episode !== '' || cleanText(row.episode_name) !== '') return episodeItem(row, episode);
  return musicItem(row, '');
}

function musicItem(row: Row, uri: string): Item {
  const type = uriType(uri);
  if (type === 'episode') return episodeItem(row, uri);
  return item(
    type === '' || type === 'track' || type === 'local' ? 'music' : 'video',
    uri,
    cleanText(row.master_metadata_track_name) || cleanText(row.episode_name),
    cleanText(row.master_metadata_album_artist_name),
    cleanText(row.master_metadata_album_album_name),
  );
}

function episodeItem(row: Row, uri: string): Item {
  const type = uriType(uri);
  return item(
    type === '' || type === 'episode' || type === 'show' ? 'podcast' : type === 'track' ? 'music' : 'video',
    uri,
    cleanText(row.episode_name) || cleanText(row.master_metadata_track_name),
    cleanText(row.episode_show_name) || cleanText(row.master_metadata_album_artist_name),
    cleanText(row.master_metadata_album_album_name),
  );
}

function isAudiobook(row: Row): boolean {
  return (
    textOf(row.audiobook_uri) !== '' ||
    textOf(row.audiobook_chapter_uri) !== '' ||
    cleanText(row.audiobook_title) !== '' ||
    cleanText(row.audiobook_chapter_title) !== ''
  );
}

/** The book's URI stands for the listen only where nothing names a chapter: it would merge all chapters. */
function audiobookItem(row: Row): Item {
  const book = cleanText(row.audiobook_title);
  const chapter = cleanText(row.audiobook_chapter_title);
  const chapterUri = textOf(row.audiobook_chapter_uri);
  const uri = chapterUri === '' && chapter === '' ? textOf(row.audiobook_uri) : chapterUri;
  return item('audiobook', uri, chapter || book, '', book);
}

function item(kind: Kind, uri: string, title: string, artist: string, album: string): Item {
  if (!isItemUri(uri)) return { kind, uri: undefined, title, artist, album };
  return { kind, uri, title: title === '' ? uriId(uri) : title, artist, album };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
