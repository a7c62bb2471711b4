import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError, InputError } from '../../../../src/core/errors.ts';
import { radio } from '../../../../src/core/spotify/composite/radio.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { radioResult } from '../../../../src/protocol/spotify/compositeRadio.ts';
import type { SimTrack } from '../../../spotify/catalogue.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { ownHistory, sessionsOf } from './ownHistory.ts';

let bed: SpotifyBed;
/** One track of each of ten artists. */
let tracks: readonly SimTrack[];
const at = (index: number): SimTrack => {
  const track = tracks[index];
  if (track === undefined) throw new Error('no such track');
  return track;
};

beforeEach(async () => {
  bed = await openSpotifyBed();
  const { catalogue, clock } = bed.simulator;
  tracks = catalogue.artists
    .slice(0, 10)
    .flatMap((artist) => catalogue.tracks.find(({ artists }) => artists[0] === artist) ?? []);
  const together = [at(0), at(1), at(2)];
  const others = [at(7), at(8), at(9)];
  const sessions = [together, others, together, others, [at(0), at(3)], others, together, others];
  bed.history = ownHistory(sessionsOf(sessions, clock.now()), clock.now());
});
afterEach(() => bed.close());

describe('a radio', () => {
  it('is what the user hears with a track, with the reason, and without a request', async () => {
    const answer = await radio(bed.context, { seed: at(0).uri });
    expect(answer.seed).toEqual({
      name: `${at(0).name} – ${at(0).artists[0]?.name}`,
      type: 'track',
      uri: at(0).uri,
    });
    expect(answer.tracks.map(({ uri }) => uri).sort()).toEqual([at(1).uri, at(2).uri].sort());
    expect(answer.tracks[0]?.why).toMatch(/^in 3 of 4 sessions with ".+"$/);
    expect(answer.basis).toMatch(/^Spotify has closed its recommendations/);
    expect(answer.sessions).toBe(8);
    expect(radioResult.parse(answer)).toEqual(answer);
    expect(bed.newRequests()).toEqual([]);
  });

  it('starts from what plays now', async () => {
    bed.user.player.play(at(1).album.uri);
    bed.history = ownHistory(
      sessionsOf(
        [
          [at(1).album.tracks[0] ?? at(1), at(5)],
          [at(1).album.tracks[0] ?? at(1), at(5)],
          [at(7), at(8)],
        ],
        bed.simulator.clock.now(),
      ),
      bed.simulator.clock.now(),
    );
    const answer = await radio(bed.context, {});
    expect(answer.note).toContain('what plays now');
    expect(answer.tracks.map(({ uri }) => uri)).toEqual([at(5).uri]);
    expect(bed.newRequests()).toEqual(['GET /me/player']);
  });

  it('starts from an artist, whose own songs are left out', async () => {
    const artist = at(0).artists[0];
    const answer = await radio(bed.context, { seed: artist?.uri ?? '' });
    expect(answer.seed).toMatchObject({ type: 'artist', name: artist?.name });
    expect(answer.tracks).toHaveLength(2);
    expect(bed.newRequests()).toEqual([`GET /artists/${artist?.id}`]);
  });

  it('starts from words', async () => {
    const answer = await radio(bed.context, { seed: `${at(0).name} by ${at(0).artists[0]?.name}` });
    expect(answer.seed.type).toBe('track');
    expect(answer.tracks.length).toBeGreaterThan(0);
  });

  it('starts from a playlist, and says which of its tracks the history does not have', async () => {
    const uris = [at(0).uri, at(7).uri, at(5).uri];
    const playlist = bed.user.playlists.create({ name: 'Start here', uris });
    const answer = await radio(bed.context, { seed: playlist.uri });
    expect(answer.seed).toMatchObject({ type: 'playlist', name: 'Start here' });
    expect(answer.tracks.map(({ uri }) => uri).sort()).toEqual(
      [at(1), at(2), at(8), at(9)].map(({ uri }) => uri).sort(),
    );
    expect(answer.note).toContain('1 of the 3 tracks of the seed');
  });

  it('asks about the first hundred tracks of a long playlist', async () => {
    const uris = Array.from({ length: 130 }, () => at(0).uri);
    const playlist = bed.user.playlists.create({ name: 'Long one', uris });
    const answer = await radio(bed.context, { seed: playlist.uri });
    expect(answer.note).toContain('Of the 130 entries of the playlist the first 100');
    expect(bed.newRequests()).toHaveLength(3);
  });

  it('says why there is nothing', async () => {
    const answer = await radio(bed.context, { seed: at(5).uri });
    expect(answer).toMatchObject({ tracks: [], reason: 'The listening history does not have it.' });
  });

  it('adds what was never played on request, and says what it cost', async () => {
    const answer = await radio(bed.context, { seed: at(0).uri, discover: 4 });
    const fresh = answer.tracks.filter(({ score }) => score === undefined);
    expect(fresh).toHaveLength(4);
    expect(fresh.every(({ why }) => why.startsWith('never played; by "'))).toBe(true);
    expect(fresh.every(({ uri }) => !tracks.some((track) => track.uri === uri))).toBe(true);
    expect(answer.note).toContain('4 of 4 new tracks were found with 2 searches.');
    expect(bed.newRequests()).toEqual(['GET /search', 'GET /search']);
  });

  it('is still what is known where a search is refused', async () => {
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 80_000 }, { match: 'GET /search' });
    const answer = await radio(bed.context, { seed: at(0).uri, discover: 9 });
    expect(answer.tracks).toHaveLength(2);
    expect(answer.note).toMatch(/0 of 9 new tracks were found with 1 search\. .+/);
  });

  it('has no artist twice in a row', async () => {
    const { clock, catalogue } = bed.simulator;
    const [one, two] = [at(1), at(2)].map(({ artists }) =>
      catalogue.tracks.filter((track) => track.artists[0] === artists[0]).slice(0, 4),
    );
    const session = [at(0), ...(one ?? []), ...(two ?? [])];
    bed.history = ownHistory(sessionsOf([session, session, [at(7), at(8)]], clock.now()), clock.now());
    const answer = await radio(bed.context, { seed: at(0).uri });
    const artists = answer.tracks.map((track) => track.artists[0]);
    expect(artists.length).toBeGreaterThan(4);
    expect(artists.filter((artist, index) => artist === artists[index + 1])).toEqual([]);
  });

  it.each([
    ['a show', () => bed.simulator.catalogue.shows[0]?.uri ?? ''],
    ['no Spotify URI', () => 'spotify:track:../../me'],
  ])('cannot start from %s, and sends nothing', async (_, seed) => {
    expect(InputError.is(await errorOf(radio(bed.context, { seed: seed() })))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });

  it('says that the contents of a playlist of others are not shown', async () => {
    const foreign = bed.simulator.playlists.all.find(({ name }) => name === 'Harbour Nights');
    const error = await errorOf(radio(bed.context, { seed: foreign?.uri ?? '' }));
    expect(ForbiddenError.is(error)).toBe(true);
    expect(String(error)).toContain('does not show the contents');
  });

  it('needs a history', async () => {
    bed.history = () => Promise.reject(new HistoryError('empty', 'Empty.'));
    expect(HistoryError.is(await errorOf(radio(bed.context, { seed: at(0).uri })), 'empty')).toBe(true);
  });
});
