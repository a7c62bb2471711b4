import { describe, expect, it } from 'vitest';
import {
  matchOf,
  matchScore,
  similarity,
  spoken,
  withoutRelease,
} from '../../../../src/core/spotify/search/matchScore.ts';

const song = { name: 'Paper Lantern', by: ['Tin Observatory', 'Ada Quillfeather'] };

describe('how well a thing fits', () => {
  it.each([
    ['the very name', { title: 'Paper Lantern' }, song, 'exact'],
    ['another case and accents', { title: 'señora  COMETA' }, { name: 'Senora Cometa' }, 'exact'],
    ['title and artist', { title: 'paper lantern', by: 'tin observatory' }, song, 'exact'],
    ['title and a guest', { title: 'paper lantern', by: 'ada quillfeather' }, song, 'exact'],
    ['title and artist in one', { title: 'tin observatory paper lantern' }, song, 'exact'],
    ['a remaster', { title: 'Paper Lantern' }, { name: 'Paper Lantern - 2011 Remaster' }, 'exact'],
    [
      'a guest in the name',
      { title: 'Paper Lantern' },
      { name: 'Paper Lantern (feat. Los Paraguas)' },
      'exact',
    ],
    ['& for and', { title: 'Wren and the Weighbridge' }, { name: 'Wren & the Weighbridge' }, 'exact'],
    ['a slip of the pen', { title: 'Papper Lantern' }, song, 'close'],
    ['another recording', { title: 'Paper Lantern' }, { name: 'Paper Lantern (Live)' }, 'close'],
    ['another artist', { title: 'Paper Lantern', by: 'Kettle Forecast' }, song, 'guess'],
    ['something else', { title: 'Salted Window' }, song, 'guess'],
    ['other scripts', { title: '夜行図書室' }, { name: '夜行図書室' }, 'exact'],
    ['a name of marks', { title: '!!!' }, { name: '!!!' }, 'exact'],
  ] as const)('%s', (_, wanted, found, match) => {
    expect(matchOf(matchScore(wanted, found))).toBe(match);
  });

  it('lies between 0 and 1 and is the same both ways', () => {
    const names = ['Paper Lantern', 'paper', '', '(feat. x)', '夜', 'a b c d e f'];
    for (const a of names) {
      for (const b of names) {
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('names', () => {
  it('are said without marks', () => {
    expect(spoken("The Municipal Swans' “Ballet”, Pt. 2")).toBe('municipal swans ballet pt 2');
    expect(spoken('The The')).toBe('the');
  });

  it('lose what a release adds, never everything', () => {
    expect(withoutRelease('Lantern (Deluxe Edition) [feat. Ada]')).toBe('Lantern');
    expect(withoutRelease('Lantern - Radio Edit')).toBe('Lantern');
    expect(withoutRelease('Lantern ft. Ada')).toBe('Lantern');
    expect(withoutRelease('(Remastered)')).toBe('(Remastered)');
    expect(withoutRelease('Lantern (Acoustic)')).toBe('Lantern (Acoustic)');
  });
});
