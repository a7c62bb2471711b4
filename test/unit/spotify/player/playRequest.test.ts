import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { playRequest } from '../../../../src/core/spotify/player/playRequest.ts';
import { NoActiveDevice, NotFound, QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import {
  spotifyPlayParams,
  spotifyPlayResult,
  type SpotifyPlayParams,
  type SpotifyPlayResult,
} from '../../../../src/protocol/spotify/player.ts';
import type { SimTrack } from '../../../spotify/catalogue.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const play = async (params: SpotifyPlayParams): Promise<SpotifyPlayResult> =>
  spotifyPlayResult.strict().parse(await playRequest(bed.context, spotifyPlayParams.parse(params)));
const searches = (): number => bed.newRequests().filter((request) => request === 'GET /search').length;

/** A track whose title is no other's, by an artist with a plain name. */
function plainTrack(): SimTrack {
  const { tracks } = bed.simulator.catalogue;
  const found = tracks.find(
    ({ name, artists, playable, album }) =>
      playable &&
      /^[\w ]+$/.test(name) &&
      /^[\w ]+$/.test(artists[0]?.name ?? '') &&
      album.name !== name &&
      tracks.filter((other) => other.name.startsWith(name)).length === 1,
  );
  if (found === undefined) throw new Error('no such track');
  return found;
}

describe('what is played', () => {
  it('is the track of that title by that artist', async () => {
    const track = plainTrack();
    const result = await play({ query: `${track.name} by ${track.artists[0]?.name ?? ''}` });
    expect(result).toMatchObject({
      outcome: 'verified',
      match: 'exact',
      playing: { uri: track.uri, type: 'track', url: `https://open.spotify.com/track/${track.id}` },
      device: { name: 'Desk' },
    });
    expect(bed.user.player.item?.uri).toBe(track.uri);
  });

  it('is the same for "artist - title"', async () => {
    const track = plainTrack();
    const result = await play({ query: `${track.artists[0]?.name ?? ''} - ${track.name}` });
    expect(result).toMatchObject({ match: 'exact', playing: { uri: track.uri } });
  });

  it('is an artist for an artist, an album for an album', async () => {
    const artist = await play({ query: 'Tin Observatory' });
    expect(artist).toMatchObject({ match: 'exact', playing: { type: 'artist', name: 'Tin Observatory' } });
    expect(artist.alternatives?.length).toBeLessThanOrEqual(5);
    const album = bed.simulator.catalogue.albums.find(({ name }) => /^[\w ]+$/.test(name));
    const result = await play({ query: `album ${album?.name ?? ''}` });
    expect(result).toMatchObject({ match: 'exact', playing: { type: 'album', name: album?.name } });
    expect(bed.user.player.contextUri).toBe(result.playing.uri);
  });

  it('is the own playlist of that name, without a search', async () => {
    for (const query of ['deep work', 'Deep Work', 'my Deep Work playlist', 'playlist "Deep Work"']) {
      bed.newRequests();
      const result = await play({ query });
      expect(result, query).toMatchObject({
        outcome: 'verified',
        match: 'exact',
        playing: { type: 'playlist', name: 'Deep Work', by: ['Ada'], items: 130 },
      });
      expect(searches()).toBe(0);
    }
  });

  it('is looked for among the first 50 playlists, and on page by page only where a playlist is named', async () => {
    const uris = [plainTrack().uri];
    // Newest first: made in the same millisecond they would have no order.
    for (let count = 0; count < 400; count += 1) {
      bed.simulator.clock.advance(1);
      bed.user.playlists.create({ name: `List ${count}`, uris });
    }
    const lists = (): number => bed.newRequests().filter((request) => request === 'GET /me/playlists').length;
    await play({ query: 'Tin Observatory' });
    expect(lists()).toBe(1);
    expect(await play({ query: 'playlist List 330' })).toMatchObject({
      match: 'exact',
      playing: { name: 'List 330' },
    });
    expect(lists()).toBe(1);
    const beyond = await play({ query: 'my List 7 playlist' });
    expect(beyond.note).toContain('Only the first 250 of');
    expect(lists()).toBe(3);
  });

  it('is what a URI names even while the catalogue must not be asked', async () => {
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /tracks' });
    const { uri } = plainTrack();
    const result = await play({ query: uri });
    expect(result).toMatchObject({ outcome: 'verified', playing: { uri, type: 'track' } });
    expect(bed.user.player.item?.uri).toBe(uri);
  });

  it('is what a URI or a link names', async () => {
    const [show] = bed.simulator.catalogue.shows;
    expect(await play({ query: `https://open.spotify.com/show/${show?.id ?? ''}?si=x` })).toMatchObject({
      match: 'exact',
      playing: { type: 'show', name: show?.name },
    });
    const track = plainTrack();
    expect(await play({ query: track.uri })).toMatchObject({ playing: { name: track.name } });
    expect(searches()).toBe(0);
  });

  it('is a playlist of Spotify that newer apps are not told about', async () => {
    const editorial = bed.simulator.playlists.all.find((playlist) => playlist.editorial);
    const result = await play({ query: editorial?.uri ?? '' });
    expect(result).toMatchObject({ playing: { type: 'playlist', uri: editorial?.uri } });
    expect(bed.user.player.contextUri).toBe(editorial?.uri);
  });

  it('is the newest of the liked songs, and says that it is not all of them', async () => {
    const newest = bed.user.library.list('track').slice(0, 50);
    const result = await play({ query: 'my liked songs' });
    expect(result.playing.uri).toBe(newest[0]?.uri);
    expect(result.note).toMatch(
      /^Apps cannot start the liked songs as a whole: these are the newest 50 of \d+\.$/,
    );
  });

  it('is the nearest thing for a slip of the pen, and says that it is a guess where it is one', async () => {
    expect(await play({ query: 'tin observatry' })).toMatchObject({
      match: 'close',
      playing: { name: 'Tin Observatory' },
    });
    const guess = await play({ query: 'Tin Observatory Zebra Quokka' });
    expect(guess.match).toBe('guess');
    expect(guess.note).toContain('nearest thing');
  });

  it('is a podcast where nothing else is called so', async () => {
    const [show] = bed.simulator.catalogue.shows;
    expect(await play({ query: show?.name ?? '' })).toMatchObject({ playing: { type: 'show' } });
  });

  it('is of the kind that was asked for', async () => {
    expect(await play({ query: 'Tin Observatory', type: 'album' })).toMatchObject({
      playing: { type: 'album' },
    });
  });

  it('is nothing where nothing is found', async () => {
    const error = await errorOf(play({ query: 'Qqqqqq Zzzzzz' }));
    expect(NotFound.is(error)).toBe(true);
    expect(error).toMatchObject({ message: 'Nothing was found for "Qqqqqq Zzzzzz".' });
    expect((error as NotFound).hint).not.toContain('Qqqqqq');
  });

  it.each([
    ['spotify:user:ada-lovelace', 'query: a URI of kind user does not fit here.'],
    ['spotify:track:tooshort', 'query: this is not a Spotify URI or link.'],
    ['https://spotify.link/AbCdEf', 'query: this is not a Spotify URI or link.'],
  ])('is not %s', async (query, message) => {
    const error = await errorOf(play({ query }));
    expect(InputError.is(error)).toBe(true);
    expect(error).toMatchObject({ message });
  });

  it.each([
    ['   ', 'Nothing is named to play.'],
    ['\u200b\u2060', 'Nothing is named to play.'],
    ['x'.repeat(280), 'A query has 280 characters; Spotify reads 250.'],
  ])('is not %j, which costs no request', async (query, message) => {
    const error = await errorOf(play({ query }));
    expect(InputError.is(error)).toBe(true);
    expect(error).toMatchObject({ message });
    expect(bed.newRequests()).toEqual([]);
  });

  it('fails with the reason where the catalogue cannot be asked', async () => {
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /search' });
    expect(QuotaExceeded.is(await errorOf(play({ query: 'Tin Observatory' })))).toBe(true);
    expect(await play({ query: 'deep works' })).toMatchObject({
      match: 'close',
      playing: { name: 'Deep Work' },
    });
  });

  it('does not need the playlists, but says that they could not be read', async () => {
    bed.simulator.troubles.once({ kind: '500' }, { match: 'GET /me/playlists' });
    const result = await play({ query: 'Tin Observatory' });
    expect(result).toMatchObject({ outcome: 'verified', playing: { type: 'artist' } });
    expect(result.note).toContain("The account's playlists could not be read");
  });
});

describe('where it is played', () => {
  it('wakes the only device and says so', async () => {
    bed.user.player.activeDeviceId = undefined;
    bed.user.player.devices.shift();
    expect(await play({ query: 'Deep Work' })).toMatchObject({
      outcome: 'verified',
      device: { name: 'Kitchen' },
      note: 'Woke "Kitchen", the only device there is.',
    });
  });

  it('lists the devices where there are several', async () => {
    bed.user.player.activeDeviceId = undefined;
    const error = await errorOf(play({ query: 'Deep Work' }));
    expect(NoActiveDevice.is(error)).toBe(true);
    expect((error as NoActiveDevice).message).toContain('"Desk" (Computer), "Kitchen" (Speaker)');
  });

  it('plays on the device that is named', async () => {
    expect(await play({ query: 'Deep Work', device: 'kitchen' })).toMatchObject({
      device: { name: 'Kitchen' },
    });
  });
});

describe('shuffle', () => {
  it('is set before the start where something plays, so that it chooses the first track as well', async () => {
    await play({ query: 'Deep Work', shuffle: true });
    expect(bed.user.player.shuffle).toBe(true);
    const writes = bed.newRequests().filter((request) => request.startsWith('PUT'));
    expect(writes).toEqual(['PUT /me/player/shuffle', 'PUT /me/player/play']);
  });

  it('is set afterwards on a device that had to be woken', async () => {
    bed.user.player.activeDeviceId = undefined;
    bed.user.player.devices.pop();
    const result = await play({ query: 'Deep Work', shuffle: true });
    expect(bed.user.player.shuffle).toBe(true);
    expect(result.note).toBe('Woke "Desk", the only device there is.');
  });

  it('says so where it could not be set', async () => {
    bed.simulator.troubles.always(
      { kind: '403', reason: 'restrictionViolated' },
      { match: 'PUT /me/player/shuffle' },
    );
    const result = await play({ query: 'Deep Work', shuffle: true });
    expect(result).toMatchObject({ outcome: 'verified' });
    expect(result.note).toContain('Shuffle could not be set');
  });
});
