import { ImportError } from '../../errors.ts';
import { parsedOrUndefined } from './carefulReader.ts';
import type { ExportFile } from './exportFile.ts';
import { cleanText } from './exportText.ts';
import type { NamedTrack } from './importSink.ts';
import { isItemUri, uriType } from './spotifyUri.ts';

const maxBytes = 64 * 1024 * 1024;

/**
 * Tracks that a `YourLibrary.json` or `Playlist….json` names together with their URI. Whatever else is in the file
 * (collaborators, followers, descriptions) is not looked at.
 * @throws ImportError `tooLarge`, `unreadable`
 */
export async function readNamedTracks(file: ExportFile): Promise<readonly NamedTrack[]> {
  const content = parsedOrUndefined(await textOf(file));
  if (content === undefined) throw new ImportError('unreadable', 'It is not readable JSON.');
  const tracks = [
    ...list(content, 'tracks').map((entry) => named(entry, 'uri', 'track', 'artist', 'album')),
    ...list(content, 'playlists')
      .flatMap((playlist) => list(playlist, 'items'))
      .map((item) => named(field(item, 'track'), 'trackUri', 'trackName', 'artistName', 'albumName')),
  ];
  return tracks.filter((track) => track !== undefined);
}

async function textOf(file: ExportFile): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of file.open()) {
    size += chunk.length;
    if (size > maxBytes) throw new ImportError('tooLarge', 'It is larger than 64 MB.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function named(
  entry: unknown,
  uriKey: string,
  titleKey: string,
  artistKey: string,
  albumKey: string,
): NamedTrack | undefined {
  const uri = field(entry, uriKey);
  const title = cleanText(field(entry, titleKey));
  if (typeof uri !== 'string' || uriType(uri) !== 'track' || !isItemUri(uri) || title === '')
    return undefined;
  return { uri, title, artist: cleanText(field(entry, artistKey)), album: cleanText(field(entry, albumKey)) };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function list(value: unknown, key: string): readonly unknown[] {
  const entries = field(value, key);
  return Array.isArray(entries) ? (entries as unknown[]) : [];
}
