/** Letters that Unicode does not take apart into a base and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '−': '-',
};
const special = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');
/** Marks of Latin, Greek and Cyrillic only: in other scripts marks are letters. */
const accents = /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]/gu;
const plain = /^[ -~]*$/u;

/** Text as search compares it: without case, accents, width, typographic marks and line breaks. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .replace(special, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC')
    .replace(/\s+/gu, ' ');
}

/** The words of a query, folded. */
export function foldWords(text: string): string[] {
  return fold(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}
