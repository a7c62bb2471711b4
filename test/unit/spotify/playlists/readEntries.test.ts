import { afterEach, beforeEach, expect, it } from 'vitest';
import { readEntries, urisOf } from '../../../../src/core/spotify/playlists/readEntries.ts';
import { ForbiddenError, Unavailable } from '../../../../src/core/spotify/spotifyErrors.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const makeLong = (): SimPlaylist => {
  const { tracks } = bed.simulator.catalogue;
  const uris = Array.from({ length: 520 }, (_, at) => tracks[at % tracks.length]?.uri ?? '');
  return bed.user.playlists.create({ name: 'Long', uris });
};

it('reads every entry in order and tells how far it is', async () => {
  const { id, entries } = makeLong();
  const read = await readEntries(bed.context, id);
  expect(read.total).toBe(520);
  expect(urisOf(read.entries)).toEqual(entries.map(({ uri }) => uri));
  expect(read.entries.map(({ position }) => position)).toEqual([...entries.keys()]);
  expect(bed.progress.map(({ done }) => done)).toEqual([250, 450, 520]);
});

it('keeps the places of what Spotify no longer shows', async () => {
  const odds = bed.user.playlists.byName('Odds and Ends');
  const { entries } = await readEntries(bed.context, odds?.id ?? '');
  expect(urisOf(entries)).toEqual(odds?.entries.map(({ uri }) => uri ?? ''));
});

it('is of one time: a playlist that changes meanwhile is read again', async () => {
  const playlist = makeLong();
  let changes = 1;
  const progress = (): void => {
    if (changes > 0) playlist.insert([playlist.entries[0]?.uri ?? ''], 0, 0, bed.user.id);
    changes -= 1;
  };
  const read = await readEntries({ ...bed.context, progress }, playlist.id);
  expect(urisOf(read.entries)).toEqual(playlist.entries.map(({ uri }) => uri));
  expect(read.total).toBe(521);
});

it('gives up on one that keeps changing', async () => {
  const playlist = makeLong();
  const progress = (): void => playlist.insert([playlist.entries[0]?.uri ?? ''], 0, 0, bed.user.id);
  const error = await errorOf(readEntries({ ...bed.context, progress }, playlist.id));
  expect(Unavailable.is(error)).toBe(true);
});

it('reads no playlist of others', async () => {
  const foreign = bed.simulator.playlists.all.find(({ name }) => name === 'Harbour Nights');
  expect(ForbiddenError.is(await errorOf(readEntries(bed.context, foreign?.id ?? '')))).toBe(true);
});
