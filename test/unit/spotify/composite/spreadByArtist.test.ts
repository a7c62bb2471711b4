import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atMostPerArtist, spreadByArtist } from '../../../../src/core/spotify/composite/spreadByArtist.ts';

const own = (item: string): string => item.charAt(0).replace('-', '');
const neighbours = (items: readonly string[]): number =>
  items.filter((item, at) => at > 0 && own(item) !== '' && own(item) === own(items[at - 1] ?? '')).length;

describe('spreading by artist', () => {
  it('keeps the order where it can', () => {
    expect(spreadByArtist(['a1', 'a2', 'b1', 'c1', 'c2', '-1', '-2'], own)).toEqual([
      'a1',
      'b1',
      'a2',
      'c1',
      '-1',
      'c2',
      '-2',
    ]);
  });

  it('lets an artist follow itself only where nobody else is left, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', '-'), { maxLength: 20 }), (artists) => {
        const items = artists.map((artist, at) => `${artist}${at}`);
        const spread = spreadByArtist(items, own);
        expect([...spread].sort()).toEqual([...items].sort());
        const most = Math.max(
          0,
          ...['a', 'b', 'c'].map((artist) => artists.filter((one) => one === artist).length),
        );
        expect(neighbours(spread)).toBe(Math.max(0, 2 * most - artists.length - 1));
      }),
    );
  });

  it('takes the first ones of each artist', () => {
    expect(atMostPerArtist(['a1', 'a2', 'b1', 'a3', '-1', '-2'], own, 2)).toEqual([
      'a1',
      'a2',
      'b1',
      '-1',
      '-2',
    ]);
  });
});
