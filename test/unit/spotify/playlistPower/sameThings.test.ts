import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeZone } from '../../../../src/core/analytics/timeZone.ts';
import { sharedThings } from '../../../../src/core/spotify/playlistPower/comparePlaylists.ts';
import { duplicateGroups } from '../../../../src/core/spotify/playlistPower/findDuplicates.ts';
import { groupThings } from '../../../../src/core/spotify/playlistPower/groupThings.ts';
import { groupsOf, samenessOf, sameThings } from '../../../../src/core/spotify/playlistPower/sameThings.ts';
import { sameBy } from '../../../../src/protocol/spotify/playlistPower/sameness.ts';
import { groupings } from '../../../../src/protocol/spotify/playlistPower/splitPlaylist.ts';
import { arbitraryThings, thing } from './sampleThings.ts';

const by = fc.constantFrom(...sameBy);

describe('what is the same', () => {
  const same = (...things: readonly ReturnType<typeof thing>[]): boolean => {
    const firsts = sameThings(things, 'recording');
    return firsts.every((first) => first === firsts[0]);
  };
  const song = { name: 'Rain on Tin', makers: ['Ann', 'Ben'], durationMs: 200_000 };

  it('is a recording on another album, whatever the release adds to its name', () => {
    expect(
      same(thing(song), thing({ ...song, name: 'Rain On Tin - Remastered 2011', durationMs: 202_000 })),
    ).toBe(true);
    expect(
      same(thing(song), thing({ ...song, name: 'Rain on Tin (feat. Cho)', makers: ['Ben', 'Ann'] })),
    ).toBe(true);
    expect(same(thing({ name: 'A', isrc: 'X1' }), thing({ name: 'B', isrc: 'X1' }))).toBe(true);
  });

  it('is not another length, artist or version, nor the clean one of an explicit one', () => {
    expect(same(thing(song), thing({ ...song, durationMs: 202_001 }))).toBe(false);
    expect(same(thing(song), thing({ ...song, makers: ['Ann'] }))).toBe(false);
    expect(same(thing(song), thing({ ...song, name: 'Rain on Tin - Live' }))).toBe(false);
    expect(same(thing(song), thing({ ...song, explicit: true }))).toBe(false);
    expect(same(thing({ ...song, durationMs: undefined }), thing(song))).toBe(false);
  });

  it('is for episodes and local files the URI alone', () => {
    for (const kind of ['episode', 'local'] as const) {
      expect(same(thing({ ...song, kind }), thing({ ...song, kind }))).toBe(false);
      const uri = 'spotify:x:1';
      expect(same(thing({ ...song, kind, uri }), thing({ ...song, kind, uri }))).toBe(true);
    }
    expect(same(thing({ ...song, kind: 'local' }), thing(song))).toBe(false);
  });

  it('grows no chain of near lengths', () => {
    const things = [0, 1500, 3000].map((more) => thing({ ...song, durationMs: 200_000 + more }));
    expect(sameThings(things, 'recording')).toEqual([0, 0, 2]);
  });

  it('tells by what', () => {
    const [a, b] = [thing({ isrc: 'X1' }), thing({ isrc: 'X1' })];
    expect(samenessOf([a, a])).toBe('uri');
    expect(samenessOf([a, b])).toBe('isrc');
    expect(samenessOf([a, b, thing()])).toBe('name_and_length');
  });

  it('names the first of each group, and never less of the same by recording than by URI', () => {
    fc.assert(
      fc.property(arbitraryThings, by, (things, way) => {
        const firsts = sameThings(things, way);
        firsts.forEach((first, at) => {
          expect(first).toBeLessThanOrEqual(at);
          expect(firsts[first]).toBe(first);
        });
        const firstOfUri = things.map(({ uri }) => things.findIndex((other) => other.uri === uri));
        if (way === 'uri') expect(firsts).toEqual(firstOfUri);
        else firstOfUri.forEach((first, at) => expect(firsts[at]).toBe(firsts[first]));
      }),
    );
  });
});

describe('duplicates', () => {
  it('leave exactly one of each group, the one that was added first of those that can be played', () => {
    fc.assert(
      fc.property(arbitraryThings, by, (things, way) => {
        const groups = duplicateGroups(things, way);
        expect(groups).toHaveLength(groupsOf(sameThings(things, way)).length);
        for (const group of groups) {
          expect([...group.remove, group.kept.position].sort((a, b) => a - b)).toEqual(
            group.things.map(({ position }) => position),
          );
          const oldest = Math.min(...group.things.map(({ addedAt }) => addedAt ?? 0));
          expect(group.kept.addedAt ?? 0).toBe(oldest);
        }
        const removed = new Set(groups.flatMap(({ remove }) => remove));
        const left = things.filter(({ position }) => !removed.has(position));
        expect(new Set(sameThings(things, way)).size).toBe(left.length);
      }),
    );
  });

  it('keep what can be played, and never ask to remove a local file', () => {
    const uri = 'spotify:local:a:b:c:1';
    const [group] = duplicateGroups([thing({ kind: 'local', uri }), thing({ kind: 'local', uri })], 'uri');
    expect(group?.remove).toEqual([]);
    const gone = thing({ position: 0, isrc: 'X1', addedAt: 1, playable: false });
    const there = thing({ position: 1, isrc: 'X1', addedAt: 2 });
    expect(duplicateGroups([gone, there], 'recording')[0]?.remove).toEqual([0]);
  });
});

describe('what several lists hold', () => {
  it('is there once, with all lists that have it', () => {
    fc.assert(
      fc.property(fc.array(arbitraryThings, { minLength: 2, maxLength: 4 }), (lists) => {
        const shared = sharedThings(lists, 'uri');
        const uris = shared.map(({ thing: { uri } }) => uri);
        expect(new Set(uris).size).toBe(uris.length);
        expect(new Set(uris)).toEqual(new Set(lists.flat().map(({ uri }) => uri)));
        for (const { thing: found, numbers } of shared) {
          const holding = lists.flatMap((list, at) =>
            list.some(({ uri }) => uri === found.uri) ? [at + 1] : [],
          );
          expect(numbers).toEqual(holding);
        }
      }),
    );
  });
});

describe('splitting', () => {
  const zone = new TimeZone('Europe/Berlin');

  it('puts each thing into exactly one group, none but the rest smaller than asked', () => {
    fc.assert(
      fc.property(
        arbitraryThings,
        fc.constantFrom(...groupings),
        fc.integer({ min: 1, max: 6 }),
        (things, way, min) => {
          const groups = groupThings(things, way, min, zone);
          const positions = groups.flatMap((group) => group.things.map(({ position }) => position));
          expect(positions.sort((a, b) => a - b)).toEqual(things.map(({ position }) => position));
          for (const { label, things: members } of groups) {
            expect(members.length).toBeGreaterThanOrEqual(label === undefined ? 1 : min);
            expect(members).toEqual([...members].sort((a, b) => a.position - b.position));
          }
          expect(groups.slice(0, -1).every(({ label }) => label !== undefined)).toBe(true);
        },
      ),
    );
  });

  it('begins a year where the zone does', () => {
    const addedAt = Date.parse('2023-12-31T23:30:00Z');
    expect(groupThings([thing({ addedAt })], 'added_year', 1, zone)[0]?.label).toBe('2024');
  });

  it('names decades, and knows none for what has no date', () => {
    const things = ['1999-12-31', '1990', undefined, '0000', '2003'].map((released) => thing({ released }));
    const groups = groupThings(things, 'decade', 1, zone);
    expect(groups.map(({ label, things: { length } }) => [label, length])).toEqual([
      ['1990s', 2],
      ['2000s', 1],
      [undefined, 2],
    ]);
  });
});
