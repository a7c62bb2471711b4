import fc from 'fast-check';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';

const minute = 60_000;

/** Few names, so that ties, repeats and missing fields all occur. */
const songs: readonly Omit<ListenFixture, 'endedAt'>[] = [
  { title: 'Alpha', artist: 'Ana', album: 'One', uri: 'spotify:track:1', artistUri: 'spotify:artist:1' },
  { title: 'Beta', artist: 'Ana', album: 'One', uri: 'spotify:track:2', artistUri: 'spotify:artist:1' },
  { title: 'Gamma', artist: 'Björk', album: 'Two', uri: 'spotify:track:3' },
  { title: 'Delta', artist: 'Cleo', album: 'Two' },
  { title: 'Epsilon', artist: 'Dario', uri: 'spotify:track:5' },
  { title: 'Zeta', artist: '', uri: 'spotify:track:6' },
];

/** What a listen has beside its end and its length. */
type Details = Omit<ListenFixture, 'endedAt' | 'msPlayed' | 'title' | 'artist'>;

/** Up to 60 listens of a few songs within some days of an instant, some of them short or of unknown length. */
export function mixedListens(
  around: string,
  days = 5,
  details: fc.Arbitrary<Details> = fc.constant({}),
): fc.Arbitrary<ListenFixture[]> {
  const centre = Date.parse(around);
  const minutes = days * 24 * 60;
  const listen = fc
    .record({
      endedAt: fc.integer({ min: -minutes, max: minutes }).map((at) => centre + at * minute),
      msPlayed: fc.oneof(
        fc.constantFrom(-1, 0, 2999, 3000, 29_999, 30_000, 120_000, 120_001),
        fc.integer({ min: 0, max: 600_000 }),
      ),
      song: fc.constantFrom(...songs),
      details,
    })
    .map(({ song, details: more, ...rest }) => ({ ...song, ...rest, ...more }));
  return fc.array(listen, { maxLength: 60 });
}
