import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { localTrackId } from '../../../../src/core/history/import/localTrackId.ts';

describe('localTrackId', () => {
  it('is local: and the SHA-1 of artist|track|album in UTF-8', () => {
    const hash = createHash('sha1').update('Björk|Jóga|Homogenic').digest('hex');
    expect(localTrackId('Björk', 'Jóga', 'Homogenic')).toBe(`local:${hash}`);
  });

  it('takes a missing album as empty', () => {
    const hash = createHash('sha1').update('Artist|Track|').digest('hex');
    expect(localTrackId('Artist', 'Track', '')).toBe(`local:${hash}`);
  });
});
