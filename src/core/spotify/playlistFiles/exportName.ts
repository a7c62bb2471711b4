/** Names that Windows keeps for devices, with any ending (Microsoft, naming files). */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i;

/** Bytes of the name without its ending: file systems end at 255, and copies get a number. */
const maxBytes = 120;

/** A file's name out of a playlist's name, good on every system. */
export function exportName(playlist: string, ending: string): string {
  const plain = playlist
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/\s+/gu, ' ');
  const name = trimmed(shortened(trimmed(plain)));
  if (name === '') return `playlist.${ending}`;
  return `${reserved.test(name) ? '_' : ''}${name}.${ending}`;
}

/** Windows drops spaces and dots at the end; elsewhere a dot in front hides a file. */
function trimmed(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '');
}

function shortened(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
