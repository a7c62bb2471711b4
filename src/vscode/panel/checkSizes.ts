import { ImportError, InputError } from '../../core/errors.ts';
import { cleanFileName } from '../../core/history/import/exportText.ts';
import type { AnnouncedFile } from './droppedFiles.ts';

const mebibyte = 1024 * 1024;

/**
 * Refuses files before they are copied.
 * @param limitMb for all of them together, MiB: as large as a ZIP may be
 * @throws ImportError `tooLarge`, InputError
 */
export function checkSizes(files: readonly AnnouncedFile[], limitMb: number): void {
  if (files.some(({ bytes }) => !Number.isSafeInteger(bytes) || bytes < 0)) {
    throw new InputError('A dropped file has no size that could be.', { hint: 'Choose it instead.' });
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= limitMb * mebibyte) return;
  const [first] = files;
  const what =
    files.length === 1 ? `${cleanFileName(first?.name ?? '')} has` : `The ${files.length} files have`;
  throw new ImportError(
    'tooLarge',
    `${what} ${Math.ceil(total / mebibyte)} MB; the limit is ${limitMb} MB.`,
    {
      hint: 'Raise the setting backbeat.import.maxZipSizeMb, or unpack the ZIP and choose the folder.',
    },
  );
}
