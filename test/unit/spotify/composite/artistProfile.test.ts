import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError, InputError } from '../../../../src/core/errors.ts';
import { artistProfile } from '../../../../src/core/spotify/composite/artistProfile.ts';
import { NotFound, QuotaExceeded } from '../../../../src/core/spotify/spotifyErrors.ts';
import { artistProfileResult } from '../../../../src/protocol/spotify/compositeArtistProfile.ts';
import type { SimArtist } from '../../../spotify/catalogue.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { heard, ownHistory } from './ownHistory.ts';

let bed: SpotifyBed;
let artist: SimArtist;
beforeEach(async () => {
  bed = await openSpotifyBed();
  const [first] = bed.simulator.catalogue.artists;
  if (first === undefined) throw new Error('no artist');
  artist = first;
  const now = bed.simulator.clock.now();
  const tracks = bed.simulator.catalogue.tracks.filter(({ artists }) => artists.includes(artist)).slice(0, 3);
  bed.history = ownHistory(
    tracks.flatMap((track, at) => [heard(track, now - (at + 1) * 1e7), heard(track, now - (at + 1) * 1e9)]),
    now,
  );
});
afterEach(() => bed.close());

describe('the profile of an artist', () => {
  it('is the catalogue by groups beside the own history', async () => {
    const profile = await artistProfile(bed.context, { artist: artist.name, limit: 2 });
    expect(profile).toMatchObject({
      name: artist.name,
      uri: artist.uri,
      history: { plays: 6, rank: 1, of_artists: 1, share: 1 },
    });
    expect(profile.history?.top_tracks).toHaveLength(2);
    expect(profile.history?.top_albums[0]).toMatch(/\(\d+ plays?\)$/);
    const albums = profile.catalogue?.groups.find(({ group }) => group === 'album');
    expect(albums?.total).toBeGreaterThan(10);
    expect(albums?.releases).toHaveLength(2);
    const dates = profile.catalogue?.groups.flatMap(({ releases }) => releases[0]?.released ?? []) ?? [];
    expect(profile.catalogue?.newest).toContain([...dates].sort().at(-1));
    expect(profile).not.toHaveProperty('missing');
    expect(artistProfileResult.parse(profile)).toEqual(profile);
  });

  it('costs a search and a request for each group, and nothing the second time', async () => {
    await artistProfile(bed.context, { artist: artist.name });
    expect(bed.newRequests()).toEqual([
      'GET /search',
      ...Array.from({ length: 4 }, () => `GET /artists/${artist.id}/albums`),
    ]);
    await artistProfile(bed.context, { artist: artist.name });
    expect(bed.newRequests()).toEqual([]);
  });

  it('takes a URI or a link', async () => {
    const link = `https://open.spotify.com/artist/${artist.id}?si=1`;
    expect(await artistProfile(bed.context, { artist: link })).toMatchObject({ name: artist.name });
    expect(bed.newRequests()[0]).toBe(`GET /artists/${artist.id}`);
  });

  it('is still the catalogue where there is no history, and names what is missing', async () => {
    bed.history = () => Promise.reject(new HistoryError('unknownAccount', 'No history of that name.'));
    const profile = await artistProfile(bed.context, { artist: artist.uri });
    expect(profile.catalogue?.groups.length).toBeGreaterThan(0);
    expect(profile.missing).toEqual([{ item: 'history', why: 'No history of that name.' }]);
    expect(profile).not.toHaveProperty('history');
  });

  it('is still the history where Spotify refuses to be asked', async () => {
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 80_000 }, { match: 'GET /search' });
    const profile = await artistProfile(bed.context, { artist: artist.name.toUpperCase() });
    expect(profile).toMatchObject({ name: artist.name, history: { plays: 6 } });
    expect(profile.missing?.map(({ item }) => item)).toEqual(['catalogue']);
    expect(profile).not.toHaveProperty('catalogue');
  });

  it('is still what could be read where one group cannot be', async () => {
    bed.simulator.troubles.once({ kind: '500' }, { match: 'GET /artists/{id}/albums' });
    const profile = await artistProfile(bed.context, { artist: artist.name });
    expect(profile.missing).toHaveLength(1);
    expect(profile.catalogue).toBeDefined();
  });

  it('says when the name is only near, and asks the history for the one that was given', async () => {
    const asked: unknown[] = [];
    const { history } = bed;
    bed.history = (method, params) => {
      asked.push(params);
      return history(method, params);
    };
    const half = artist.name.split(' ')[0] ?? '';
    const profile = await artistProfile(bed.context, { artist: half });
    expect(profile.note).toContain(`no artist called "${half}"; this is the nearest name`);
    expect(asked).toEqual([{ artist: half, limit: 5 }]);
    expect(profile.history?.plays).toBe(0);
  });

  it('fails where neither side has the artist', async () => {
    const error = await errorOf(artistProfile(bed.context, { artist: 'Qqqq Zzzz' }));
    expect(NotFound.is(error)).toBe(true);
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 80_000 });
    const closed = await errorOf(artistProfile(bed.context, { artist: 'Somebody Else' }));
    expect(QuotaExceeded.is(closed)).toBe(true);
  });

  it('sends nothing for a URI of another kind', async () => {
    const uri = bed.simulator.catalogue.tracks[0]?.uri ?? '';
    const error = await errorOf(artistProfile(bed.context, { artist: uri }));
    expect(InputError.is(error)).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });
});
