import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { normalName } from './normalName.ts';

/** Id of an artist that no source gives an id for: `local:` and the SHA-1 of the name as it is compared. */
export function localArtistId(name: string): string {
  return `local:${bytesToHex(sha1(utf8ToBytes(normalName(name))))}`;
}
