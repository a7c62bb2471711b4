import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { describePlaylist, findPlaylist } from '../../../../src/core/spotify/playlists/findPlaylist.ts';
import { NotFound } from '../../../../src/core/spotify/spotifyErrors.ts';
import { toUserMessage } from '../../../../src/core/toUserMessage.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

describe('a playlist is meant', () => {
  it('by its name without case, accents and punctuation, the exact name first', async () => {
    const plain = bed.user.playlists.create({ name: 'road trip' });
    const exact = bed.user.playlists.create({ name: 'Road Trip' });
    expect((await findPlaylist(bed.context, 'Road Trip')).id).toBe(exact.id);
    expect((await findPlaylist(bed.context, 'road trip')).id).toBe(plain.id);
    expect((await findPlaylist(bed.context, 'the deep, work!')).name).toBe('Deep Work');
  });

  it('by no name that several have', async () => {
    const some = [1, 2].map(() => bed.user.playlists.create({ name: 'Twins' }));
    const error = await errorOf(findPlaylist(bed.context, 'twins'));
    expect(InputError.is(error)).toBe(true);
    for (const { uri } of some) expect(toUserMessage(error)).toContain(uri);
  });

  it('by no URI of another kind, and nothing is asked then', async () => {
    const [track] = bed.simulator.catalogue.tracks;
    for (const text of [
      track?.uri ?? '',
      'spotify:playlist:../../me',
      'https://open.spotify.com/playlist/..%2fme',
    ]) {
      expect(InputError.is(await errorOf(findPlaylist(bed.context, text)))).toBe(true);
    }
    expect(bed.newRequests()).toEqual([]);
  });

  it('or it is not found, with the way to find it', async () => {
    const error = await errorOf(findPlaylist(bed.context, 'Nope \u202e'));
    expect(NotFound.is(error)).toBe(true);
    expect(toUserMessage(error)).toBe(
      'No playlist of the account is called "Nope". spotify_list_playlists shows them with their URIs, and finds them by a part of their name.',
    );
  });
});

it('is read past the cache where that matters', async () => {
  const { id, uri } = bed.user.playlists.byName('Deep Work') ?? { id: '', uri: '' };
  await findPlaylist(bed.context, uri);
  await findPlaylist(bed.context, uri);
  await findPlaylist(bed.context, uri, { fresh: true });
  await findPlaylist(bed.context, 'Deep Work', { fresh: true });
  const reads = bed.newRequests().filter((request) => request === `GET /playlists/${id}`);
  expect(reads).toHaveLength(3);
});

it('is named in answers with its length', async () => {
  const playlist = await findPlaylist(bed.context, 'Deep Work');
  expect(describePlaylist(playlist)).toEqual({
    name: 'Deep Work',
    uri: playlist.uri,
    url: `https://open.spotify.com/playlist/${playlist.id}`,
    items: 130,
  });
});
