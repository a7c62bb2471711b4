import type { ImportPlaylistParams } from '../../../protocol/spotify/playlistFile.ts';
import { InputError } from '../../errors.ts';
import type { LocalFiles } from '../../ports.ts';
import { stemOf, type FileContent } from './fileRow.ts';
import { fileText } from './fileText.ts';
import { readPlaylistFile } from './readPlaylistFile.ts';

const maxFileBytes = 10 * 1024 * 1024;

/** Lists of tracks; what else lies on the machine is not for the search of a service. */
const listFile = /\.(?:csv|tsv|m3u8?|json|txt)$/i;

/** @throws InputError for no or two sources, for a file of another kind and for what is no list */
export async function importSource(
  files: LocalFiles,
  { text, path }: Pick<ImportPlaylistParams, 'text' | 'path'>,
): Promise<FileContent> {
  if (text !== undefined && path === undefined) return readPlaylistFile(text);
  if (text !== undefined || path === undefined) {
    throw new InputError('An import needs one list.', { hint: 'Pass either text or path.' });
  }
  if (!listFile.test(path)) {
    throw new InputError('path: this is no list of tracks.', {
      hint: 'Pass a file that ends in .csv, .tsv, .m3u, .m3u8, .json or .txt.',
    });
  }
  const content = readPlaylistFile(fileText(await files.read(path, maxFileBytes)));
  return { ...content, name: content.name?.trim() || stemOf(path) };
}
