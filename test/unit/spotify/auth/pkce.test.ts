import { createHash } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64, base64url } from '../../../../src/core/spotify/base64.ts';
import { createPkce, createState, sameSecret } from '../../../../src/core/spotify/auth/pkce.ts';

describe('pkce', () => {
  it('makes a verifier of 43 characters and its S256 challenge', () => {
    const { verifier, challenge } = createPkce(randomBytes);
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
  });

  it('never makes the same verifier or state twice', () => {
    const made = Array.from({ length: 100 }, () => [
      createPkce(randomBytes).verifier,
      createState(randomBytes),
    ]);
    expect(new Set(made.flat()).size).toBe(200);
  });

  it('compares secrets', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abd')).toBe(false);
    expect(sameSecret('abc', 'abcd')).toBe(false);
    expect(sameSecret('', '')).toBe(true);
  });
});

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 31, 32, 33, 255])('encodes %i bytes as Node does', (length) => {
    const bytes = randomBytes(length);
    expect(base64(bytes)).toBe(bytes.toString('base64'));
    expect(base64url(bytes)).toBe(bytes.toString('base64url'));
  });
});
