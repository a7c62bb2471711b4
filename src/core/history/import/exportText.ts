const maxCharacters = 500;
const spaces = /[\t\n\v\f\r\u2028\u2029]+/g;
// Controls, lone surrogates, marks that turn the direction of writing; zero-width spaces, fillers, tag letters and extra
// variation selectors, in which words can be hidden from a reader and not from a model. Joiners stay.
const unwanted =
  /[\p{Cc}\p{Cs}\u{ad}\u{61c}\u{115f}\u{1160}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}]|\u{34f}|[\u{180b}-\u{180f}]|[\u{fe00}-\u{fe0d}]|[\u{1d173}-\u{1d17a}]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * A name out of an export, made safe to store, compare and show: without control, direction and invisible tag
 * characters, in Unicode form NFC, trimmed, at most 500 characters. Empty for anything that is no text.
 */
export function cleanText(value: unknown): string {
  if (typeof value !== 'string' || value === '') return '';
  return isClean(value) ? value : cleaned(value, maxCharacters);
}

/** A file's name for reports: as {@link cleanText}, at most `limit` characters, the end kept. */
export function cleanFileName(name: string, limit = 200): string {
  const text = cleaned(name, Number.MAX_SAFE_INTEGER);
  return text.length <= limit ? text : `…${text.slice(1 - limit)}`;
}

function cleaned(text: string, limit: number): string {
  const kept = text.replace(spaces, ' ').replace(unwanted, '').normalize('NFC').trim();
  if (kept.length <= limit) return kept;
  const endsInsidePair = (kept.charCodeAt(limit - 1) & 0xfc00) === 0xd800;
  return kept.slice(0, endsInsidePair ? limit - 1 : limit).trimEnd();
}

/** Whether cleaning would change nothing: true for nearly every name, at a fraction of the cost of cleaning. */
function isClean(text: string): boolean {
  const last = text.length - 1;
  if (last >= maxCharacters || text.charCodeAt(0) <= 0x20 || text.charCodeAt(last) <= 0x20) return false;
  for (let index = 0; index <= last; index += 1) {
    const unit = text.charCodeAt(index);
    if ((unit < 0x20 || unit > 0x7e) && !isInert(unit)) return false;
  }
  return text.charCodeAt(0) !== 0xa0 && text.charCodeAt(last) !== 0xa0;
}

/** Ranges in which NFC changes nothing and no character is unwanted: Latin, Cyrillic, quotes, kana, CJK, Hangul. */
function isInert(unit: number): boolean {
  return (
    (unit >= 0xa0 && unit <= 0x2ff && unit !== 0xad) ||
    (unit >= 0x400 && unit <= 0x481) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  );
}
