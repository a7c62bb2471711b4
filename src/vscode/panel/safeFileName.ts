import { cleanFileName } from '../../core/history/import/exportText.ts';

/** What no file system takes, or what some read as something else than a name. */
const forbidden = /[<>:"|?*]/g;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** File systems count bytes; most take 255. */
const maxBytes = 200;

/**
 * A file's name as a stranger gave it, made safe to be written: without folders, controls and reserved names, short
 * enough for every file system; the ending is kept. Never empty.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = cleanFileName(last, 1_000)
    .replace(forbidden, '_')
    .replace(/^[.\s…]+|[.\s]+$/g, '');
  const safe = reserved.test(plain) ? `_${plain}` : plain;
  return safe === '' ? 'file' : shortened(safe);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const characters = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(characters.join('')) > maxBytes - ending.length) {
    characters.length -= Math.max(1, Math.floor(characters.length / 16));
  }
  return `${characters.join('')}${ending}`;
}
