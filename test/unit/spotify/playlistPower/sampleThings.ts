import fc from 'fast-check';
import type { Thing } from '../../../../src/core/spotify/playlistPower/things.ts';

let made = 0;

/** A track of which only what matters is told. */
export function thing(known: Partial<Thing> = {}): Thing {
  made += 1;
  return {
    ...{
      position: made,
      uri: `spotify:track:${String(made).padStart(22, '0')}`,
      kind: 'track',
      name: 'Song',
    },
    ...{ makers: ['Somebody'], makerKey: 'somebody', album: undefined, albumKey: undefined },
    ...{ disc: undefined, trackNumber: undefined, durationMs: undefined, isrc: undefined, explicit: false },
    ...{ released: undefined, addedAt: undefined, playable: true },
    ...known,
  };
}

const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });
const word = fc.constantFrom('Rain', 'rain', 'The Rain', 'Rain - Remastered 2011', 'Räin', 'Tin', '');

/** Tracks of a small world, so that many are the same in something. */
export const arbitraryThing: fc.Arbitrary<Thing> = fc
  .record({
    uri: fc.nat(8).map((id) => `spotify:track:${String(id).padStart(22, '0')}`),
    name: word,
    makers: fc.uniqueArray(fc.constantFrom('Ann', 'Ben', 'Cho'), { maxLength: 2 }),
    album: maybe(word),
    durationMs: maybe(fc.nat(6_000).map((ms) => 180_000 + ms)),
    isrc: maybe(fc.constantFrom('X1', 'X2', 'X3')),
    explicit: fc.boolean(),
    released: maybe(fc.constantFrom('1999', '1999-05', '2001-02-03', '2020')),
    addedAt: maybe(fc.nat(4e11).map((ms) => 1_300_000_000_000 + ms)),
  })
  .map((known) => thing({ ...known, albumKey: known.album, makerKey: known.makers[0] ?? '' }));

/** Some of them, with their places as positions. */
export const arbitraryThings: fc.Arbitrary<readonly Thing[]> = fc
  .array(arbitraryThing, { maxLength: 25 })
  .map((things) => things.map((one, position) => ({ ...one, position })));
