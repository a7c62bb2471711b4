import { afterEach, beforeEach, expect, it } from 'vitest';
import { CancelledError } from '../../../../src/core/errors.ts';
import { appendItems } from '../../../../src/core/spotify/playlists/appendItems.ts';
import { SpotifyRefused } from '../../../../src/core/spotify/spotifyErrors.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
let playlist: SimPlaylist;
let uris: readonly string[];
beforeEach(async () => {
  bed = await openSpotifyBed();
  uris = bed.simulator.catalogue.tracks.slice(0, 250).map(({ uri }) => uri);
  playlist = bed.user.playlists.create({ name: 'Here', uris: uris.slice(0, 2) });
});
afterEach(() => bed.close());

const held = (): readonly (string | undefined)[] => playlist.entries.map(({ uri }) => uri);

it('adds at the end, 100 a call', async () => {
  expect(await appendItems(bed.context, playlist.id, uris)).toEqual({});
  expect(held()).toEqual([...uris.slice(0, 2), ...uris]);
  expect(bed.newRequests()).toHaveLength(3);
});

it('adds in order from a position on', async () => {
  await appendItems(bed.context, playlist.id, uris, 1);
  expect(held()).toEqual([uris[0], ...uris, uris[1]]);
});

it('throws where nothing was added', async () => {
  bed.simulator.troubles.once({ kind: '400', message: 'No.' }, { match: /\/items/ });
  expect(SpotifyRefused.is(await errorOf(appendItems(bed.context, playlist.id, uris)))).toBe(true);
  expect(held()).toHaveLength(2);
});

it('names what is missing after a cancel on the way, and sends no more', async () => {
  const stop = new AbortController();
  const context = { ...bed.contextWith(stop.signal), progress: () => stop.abort(new CancelledError()) };
  const { failed = [] } = await appendItems(context, playlist.id, uris);
  expect(failed).toHaveLength(21);
  expect(failed[0]).toEqual({ item: uris[100], why: 'Cancelled before it was added.' });
  expect(failed[20]?.item).toBe('and 130 more after these');
  expect(held()).toHaveLength(102);
});
