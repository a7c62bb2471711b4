import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { RandomBytes } from '../../ports.ts';
import { base64url } from '../base64.ts';

/** Proof that who redeems a code is who asked for it (RFC 7636, method S256). */
export interface Pkce {
  /** Kept here until the code is redeemed; never part of an address. */
  readonly verifier: string;
  /** Part of the address that the browser opens. */
  readonly challenge: string;
}

/** A new verifier of 256 random bits and its challenge. */
export function createPkce(random: RandomBytes): Pkce {
  const verifier = base64url(random(32));
  return { verifier, challenge: base64url(sha256(utf8ToBytes(verifier))) };
}

/** A new `state`: 128 random bits that tie the callback to the sign-in that asked for it. */
export function createState(random: RandomBytes): string {
  return base64url(random(16));
}

/** Whether two secrets are the same text, in a time that does not depend on where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const left = sha256(utf8ToBytes(one));
  const right = sha256(utf8ToBytes(other));
  let difference = 0;
  for (const [at, byte] of left.entries()) difference |= byte ^ (right[at] ?? 0);
  return difference === 0;
}
