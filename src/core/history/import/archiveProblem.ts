import { ImportError } from '../../errors.ts';

const again = 'Download the ZIP from Spotify again and import that file.';

/**
 * Why a ZIP cannot be opened, from its first bytes and from what jszip says about it.
 * @param cause - the error of jszip
 */
export function archiveProblem(bytes: Uint8Array, cause: unknown): ImportError {
  const said = cause instanceof Error ? cause.message : '';
  if (bytes.length === 0) {
    return new ImportError('truncated', 'The ZIP is empty (0 bytes).', { hint: again, cause });
  }
  if (!startsLikeZip(bytes)) {
    const hint = `Choose the ZIP that Spotify sent, one of its JSON files, or the unpacked folder.`;
    return new ImportError('notAnExport', `The file is not a ZIP${lookalike(bytes)}.`, { hint, cause });
  }
  if (/encrypted/i.test(said)) {
    const hint = 'Unpack it with its password, then import the folder. Spotify itself sends no password.';
    return new ImportError('encrypted', 'The ZIP is encrypted.', { hint, cause });
  }
  if (/compression .* unknown/is.test(said)) {
    const hint = 'Unpack it with the program that packed it, then import the folder.';
    return new ImportError('unreadable', 'The ZIP is packed by a method other than deflate.', {
      hint,
      cause,
    });
  }
  if (/end of central directory|end of data|missing \d+ bytes|unexpected signature/i.test(said)) {
    return new ImportError('truncated', 'The ZIP is incomplete: its end or a part of it is missing.', {
      hint: again,
      cause,
    });
  }
  return new ImportError('unreadable', 'The ZIP is damaged.', { hint: again, cause });
}

export function startsLikeZip(bytes: Uint8Array): boolean {
  const isEntry = bytes[2] === 3 && bytes[3] === 4;
  const isEmptyZip = bytes[2] === 5 && bytes[3] === 6;
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (isEntry || isEmptyZip);
}

function lookalike(bytes: Uint8Array): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  if (start.startsWith('<')) return ' but a web page';
  if (start.startsWith('rar!')) return ' but a RAR archive';
  if (start.startsWith('7z')) return ' but a 7z archive';
  if (start.startsWith('\x1f\x8b')) return ' but a gzip file';
  return start.startsWith('%pdf') ? ' but a PDF' : '';
}
