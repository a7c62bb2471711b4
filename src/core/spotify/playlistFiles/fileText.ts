import { InputError } from '../../errors.ts';

const utf8Mark = [0xef, 0xbb, 0xbf];
/** So many bytes are looked at to tell UTF-16 without a mark. */
const lookedAt = 1_000;

/**
 * The text of a file in the encodings that players and spreadsheets write: UTF-8, UTF-16 of either order with a mark
 * or without, else Windows-1252. Without the mark at its start.
 * @throws InputError for what is no text
 */
export function fileText(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (!/[\0\uFFFE\uFFFF]/.test(text)) return text.startsWith('\uFEFF') ? text.slice(1) : text;
  throw new InputError(
    bytes[0] === 0x50 && bytes[1] === 0x4b
      ? 'This is a ZIP or a spreadsheet, not a text file.'
      : 'This is not a text file.',
    { hint: 'Save the list as CSV, M3U, JSON or plain text, one track a line.' },
  );
}

function decoded(bytes: Uint8Array): string {
  const encoding = utf16Of(bytes);
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    // With the mark it said that it is UTF-8: then only some of it is damaged.
    const marked = utf8Mark.every((byte, at) => bytes[at] === byte);
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder(marked ? 'utf-8' : 'windows-1252').decode(bytes);
  }
}

/** Latin text in UTF-16 has a zero in every other byte. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const length = Math.min(bytes.length, lookedAt);
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length / 4 && even === 0) return 'utf-16le';
  if (even > length / 4 && odd === 0) return 'utf-16be';
  return undefined;
}
