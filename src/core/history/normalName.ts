const printableAscii = /^[ -~]*$/;
const spaces = /\s{2,}|[^\S ]/g;

/**
 * A name as it is compared: composed (NFC), in lower case, with single spaces. Two names that differ by more are
 * two names: 'Song' and 'Song (Acoustic)' stay apart.
 */
export function normalName(name: string): string {
  const composed = printableAscii.test(name) ? name : name.normalize('NFC');
  return composed.toLowerCase().replace(spaces, ' ').trim();
}
