import { describe, expect, it } from 'vitest';
import { recordingsOf, tallyRecordings } from '../../../src/core/analytics/recordings.ts';
import { playColumns, type ListenFixture } from '../../fixtures/playColumns.ts';

type Track = Omit<ListenFixture, 'endedAt'>;

const at = (n: number): number => Date.UTC(2025, 0, 1) + n * 60_000;
const catalogueOf = (tracks: readonly Track[]) =>
  playColumns(tracks.map((track, n) => ({ ...track, endedAt: at(n) }))).catalogue;
/** The recordings of tracks, each of them another one by its URI unless that is given. */
const groups = (...tracks: Partial<Track>[]): number[] => {
  const full = tracks.map((track, n) => ({
    title: 'Song',
    artist: 'Ann',
    uri: `spotify:track:${n}`,
    ...track,
  }));
  return [...recordingsOf(catalogueOf(full)).recordingOf];
};

describe('tracks are one recording', () => {
  it('with one title and artist, whatever the case and form of the letters', () => {
    expect(groups({ title: 'Déjà  vu' }, { title: 'DÉJÀ VU'.normalize('NFD') }, { title: 'Other' })).toEqual([
      0, 0, 1,
    ]);
  });

  it('but not by another artist, nor with anything more in the title', () => {
    expect(groups({}, { artist: 'Bob' }, { title: 'Song (Acoustic)' }, { title: 'Song - Live' })).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('with lengths up to two seconds apart', () => {
    expect(groups({ duration: 200_000 }, { duration: 202_000 }, { duration: 202_001 })).toEqual([0, 0, 1]);
  });

  it('where a length is not known and the others are of one length', () => {
    expect(groups({ duration: 200_000 }, {}, { duration: 201_000 })).toEqual([0, 0, 0]);
    expect(groups({}, {})).toEqual([0, 0]);
  });

  it('but nobody knows of which, where the others are of several lengths', () => {
    expect(groups({ duration: 200_000 }, {}, { duration: 300_000 }, {})).toEqual([0, 1, 2, 1]);
  });

  it('but not where nobody is named, and not episodes', () => {
    expect(groups({ artist: '' }, { artist: '' })).toEqual([0, 1]);
    expect(groups({ uri: 'spotify:episode:1' }, { uri: 'spotify:episode:2' })).toEqual([0, 1]);
  });

  it('in whichever order they come', () => {
    const tracks = [200_000, 201_500, 203_000, 204_500, undefined].map((duration, n) => ({
      duration,
      album: `${n}`,
    }));
    const named = (order: readonly number[]): string[] => {
      const found = groups(
        ...order.map((n) => ({
          uri: `spotify:track:${n}`,
          ...(tracks[n]!.duration !== undefined && { duration: tracks[n]!.duration }),
        })),
      );
      const sets = new Map<number, number[]>();
      order.forEach((n, i) => sets.set(found[i]!, [...(sets.get(found[i]!) ?? []), n].sort()));
      return [...sets.values()].map(String).sort();
    };
    expect(named([0, 1, 2, 3, 4])).toEqual(['0,1', '2,3', '4']);
    expect(named([3, 4, 1, 0, 2])).toEqual(['0,1', '2,3', '4']);
  });
});

describe('a recording', () => {
  const catalogue = catalogueOf([
    { title: 'Song', artist: 'Ann', uri: 'spotify:track:a' },
    { title: 'Song', artist: 'Ann', uri: 'spotify:track:b' },
    { title: 'Song', artist: 'Ann' },
    { title: 'Other', artist: 'Ann' },
  ]);
  const tally = (plays: number[], ms: number[] = plays) =>
    tallyRecordings(catalogue, { plays: Int32Array.from(plays), ms: Float64Array.from(ms) });

  it('has the plays and the time of its tracks', () => {
    expect(tally([1, 2, 4, 8], [10, 20, 40, 80])).toMatchObject({
      plays: Int32Array.of(7, 8),
      ms: Float64Array.of(70, 80),
      releases: Int32Array.of(3, 1),
    });
  });

  it('goes by its most played track with a URI', () => {
    expect([...tally([1, 2, 9, 1]).track]).toEqual([1, 3]);
    expect([...tally([2, 2, 9, 0], [5, 4, 0, 0]).track]).toEqual([0, -1]);
    expect([...tally([0, 0, 9, 0]).track]).toEqual([2, -1]);
  });
});
