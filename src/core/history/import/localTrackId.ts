import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Id of a track that no source gives a URI for: `local:` and the SHA-1 of its names in hexadecimal. The names
 * are those of an observation (already cleaned); a missing one is empty.
 */
export function localTrackId(artist: string, title: string, album: string): string {
  return `local:${bytesToHex(sha1(utf8ToBytes(`${artist}|${title}|${album}`)))}`;
}
