import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError, InputError } from '../../../../src/core/errors.ts';
import { createPlaylistWithItems } from '../../../../src/core/spotify/playlists/createPlaylistWithItems.ts';
import type { AskHistory } from '../../../../src/core/spotify/spotifyContext.ts';
import { NotFound, QuotaExceeded, SpotifyRefused } from '../../../../src/core/spotify/spotifyErrors.ts';
import { toUserMessage } from '../../../../src/core/toUserMessage.ts';
import type { TopParams, TopTrack } from '../../../../src/protocol/history/topLists.ts';
import {
  createPlaylistParams,
  createPlaylistResult,
  type CreatePlaylistParams,
  type CreatePlaylistResult,
} from '../../../../src/protocol/spotify/playlists.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const create = async (params: CreatePlaylistParams): Promise<CreatePlaylistResult> =>
  createPlaylistResult
    .strict()
    .parse(await createPlaylistWithItems(bed.context, createPlaylistParams.parse(params)));
const made = (name: string): SimPlaylist | undefined => bed.user.playlists.byName(name);
const urisIn = (name: string): readonly (string | undefined)[] | undefined =>
  made(name)?.entries.map(({ uri }) => uri);
const tracks = (count: number): string[] =>
  bed.simulator.catalogue.tracks.slice(0, count).map(({ uri }) => uri);
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));

describe('a new playlist', () => {
  it('is private and empty unless said otherwise', async () => {
    const result = await create({ name: '  Rainy Day ' });
    const playlist = made('Rainy Day');
    expect(playlist).toMatchObject({ public: false, collaborative: false, description: '' });
    expect(result).toEqual({
      outcome: 'verified',
      summary: 'Created the private playlist "Rainy Day" without items.',
      undo_id: expect.any(String) as string,
      playlist: {
        name: 'Rainy Day',
        uri: playlist?.uri,
        url: `https://open.spotify.com/playlist/${playlist?.id ?? ''}`,
        items: 0,
      },
    });
  });

  it('is public or collaborative where that is wished, but not both', async () => {
    await create({ name: 'Open', public: true, description: 'For <all> & sundry' });
    expect(made('Open')).toMatchObject({ public: true, description: 'For <all> & sundry' });
    await create({ name: 'Ours', collaborative: true });
    expect(made('Ours')).toMatchObject({ public: false, collaborative: true });
    bed.newRequests();
    const both = create({ name: 'Neither', public: true, collaborative: true });
    expect(InputError.is(await errorOf(both))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });

  it('can be undone: what was made is kept', async () => {
    const { undo_id: id } = await create({ name: 'Rainy Day', uris: tracks(1) });
    expect(await bed.context.states.get(id ?? '')).toMatchObject({
      label: 'the new playlist "Rainy Day"',
      content: { kind: 'createdPlaylists', uris: [made('Rainy Day')?.uri] },
    });
  });

  it.each(['', '   ', 'two\nlines', 'bell\u0007', '\u202eturned', 'x'.repeat(101)])(
    'is not called %j',
    (name) => {
      expect(createPlaylistParams.safeParse({ name }).success).toBe(false);
    },
  );

  it('has a description of at most 300 characters on one line', () => {
    for (const description of ['x'.repeat(301), 'two\nlines']) {
      expect(createPlaylistParams.safeParse({ name: 'a', description }).success).toBe(false);
    }
    expect(createPlaylistParams.safeParse({ name: 'a', description: 'x'.repeat(300) }).success).toBe(true);
  });
});

describe('items as URIs', () => {
  it('are added in order, tracks and episodes, as URIs and links', async () => {
    const [one = '', two = ''] = tracks(2);
    const episode = bed.simulator.catalogue.episodes[0];
    const uris = [two, `https://open.spotify.com/episode/${episode?.id ?? ''}`, one];
    const result = await create({ name: 'Mixed', uris });
    expect(urisIn('Mixed')).toEqual([two, episode?.uri, one]);
    expect(result).toMatchObject({ outcome: 'verified', playlist: { items: 3 } });
    expect(result.summary).toBe('Created the private playlist "Mixed" with 3 items.');
  });

  it('are added a hundred at a time, and progress is told', async () => {
    const uris = tracks(250);
    expect(await create({ name: 'Long', uris })).toMatchObject({
      outcome: 'verified',
      playlist: { items: 250 },
    });
    expect(urisIn('Long')).toEqual(uris);
    expect(bed.progress).toEqual(
      [100, 200, 250].map((done) => ({ done, total: 250, message: 'Adding items' })),
    );
  });

  it('are there once, unless duplicates are allowed', async () => {
    const [one = '', two = ''] = tracks(2);
    const { note } = await create({ name: 'Once', uris: [one, two, one] });
    expect(urisIn('Once')).toEqual([one, two]);
    expect(note).toBe('Duplicates were left out: 1 item.');
    await create({ name: 'Twice', uris: [one, two, one], allow_duplicates: true });
    expect(urisIn('Twice')).toEqual([one, two, one]);
  });

  it.each([
    ['spotify:artist:4iV5W9uYEdYUVa79Axb7Rh', 'uris[1]: a URI of kind artist does not fit here.'],
    ['spotify:track:../../me/tracks', 'uris[1]: this is not a Spotify URI or link.'],
    ['spotify:local:a:b:c:1', 'uris[1]: a local file cannot be added'],
  ])('are no %s, and nothing is made then', async (uri, message) => {
    const error = await errorOf(create({ name: 'Wrong', uris: [...tracks(1), uri] }));
    expect(InputError.is(error)).toBe(true);
    expect(toUserMessage(error)).toContain(message);
    expect(bed.newRequests()).toEqual([]);
  });

  it('have no count, and no other source beside them', async () => {
    const uris = tracks(1);
    for (const more of [{ count: 3 }, { query: { text: 'x' } }, { history_days: 3 }]) {
      expect(InputError.is(await errorOf(create({ name: 'Wrong', uris, ...more })))).toBe(true);
    }
    expect(InputError.is(await errorOf(create({ name: 'Wrong', count: 3 })))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });
});

describe('items from a search', () => {
  it('are the first tracks that it finds', async () => {
    const [artist] = bed.simulator.catalogue.artists;
    const result = await create({ name: 'Found', query: { artist: artist?.name }, count: 25 });
    expect(urisIn('Found')).toHaveLength(25);
    expect(result.summary).toMatch(
      /^Created the private playlist "Found" with 25 items: "[^"]+", "[^"]+", "[^"]+" and 22 more\.$/,
    );
    expect(bed.newRequests().filter((request) => request === 'GET /search')).toHaveLength(3);
  });

  it('say so where they are fewer', async () => {
    const album = bed.simulator.catalogue.albums.find((one) => one.tracks.length === 7);
    const query = { album: album?.name, artist: album?.artists[0]?.name };
    const { note } = await create({ name: 'Few', query, count: 100 });
    expect(note).toMatch(/^The search finds \d+ tracks, not 100\.$/);
  });

  it('that finds nothing makes no playlist', async () => {
    const nothing = create({ name: 'None', query: { text: 'qqqq' } });
    expect(NotFound.is(await errorOf(nothing))).toBe(true);
    bed.simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /search' });
    const refused = create({ name: 'None', query: { text: 'harbour' } });
    expect(QuotaExceeded.is(await errorOf(refused))).toBe(true);
    expect(made('None')).toBeUndefined();
  });

  it('are at most 100, because searches are few', async () => {
    const error = await errorOf(create({ name: 'Greedy', query: { text: 'harbour' }, count: 101 }));
    expect(InputError.is(error)).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });
});

describe('items from the history', () => {
  const asked: TopParams[] = [];
  const historyOf = (rows: readonly TopTrack[]): AskHistory => {
    asked.length = 0;
    return (method, params) => {
      if (method !== 'history.topTracks') throw new Error(`unexpected ${method}`);
      const { limit = 20, cursor, ...rest } = params as TopParams;
      asked.push({ limit, ...rest, ...(cursor !== undefined && { cursor }) });
      const offset = Number(cursor?.replace('after-', '') ?? 0);
      const end = offset + limit;
      return Promise.resolve({
        window_start: '2023-01-01T00:00:00+01:00',
        window_end: '2024-01-01T00:00:00+01:00',
        timezone: 'Europe/Berlin',
        play_rule: 'A listen of kind music counts as a play when 30 seconds or more were heard.',
        by: 'plays',
        plays: rows.length,
        total: rows.length,
        top_tracks: rows.slice(offset, end),
        ...(end < rows.length && { next_cursor: `after-${end}` }),
      } as never);
    };
  };
  const rowsOf = (count: number, withUri: (at: number) => boolean = () => true): TopTrack[] =>
    bed.simulator.catalogue.tracks.slice(0, count).map((track, at) => ({
      name: track.name,
      artists: track.artists.map(({ name }) => name),
      plays: count - at,
      hours: 1,
      ...(withUri(at) && { uri: track.uri }),
    }));

  it('are the top tracks of a period: my top 50 of 2023', async () => {
    bed.history = historyOf(rowsOf(80));
    const result = await create({
      name: 'My 2023',
      history_from: '2023-01-01',
      history_to: '2024-01-01',
      history_by: 'plays',
    });
    expect(asked).toEqual([{ from: '2023-01-01', to: '2024-01-01', by: 'plays', limit: 50 }]);
    expect(urisIn('My 2023')).toEqual(tracks(50));
    expect(result.outcome).toBe('verified');
    expect(result.note).toBe(
      'Top tracks by plays from 2023-01-01T00:00:00+01:00 to 2024-01-01T00:00:00+01:00. A listen of kind music counts as a play when 30 seconds or more were heard.',
    );
  });

  it('are read page by page', async () => {
    bed.history = historyOf(rowsOf(230));
    await create({ name: 'Much', history_days: 365, count: 210 });
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'after-100', 'after-200']);
    expect(urisIn('Much')).toEqual(tracks(210));
  });

  it('are looked for by title and artist where the history has no URI of them', async () => {
    const plain = bed.simulator.catalogue.tracks.findIndex(({ name }) =>
      /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name),
    );
    bed.history = historyOf([
      ...rowsOf(plain + 1, (at) => at !== plain),
      { name: 'Never Released', artists: ['Nobody At All'], plays: 1, hours: 1 },
    ]);
    const { note } = await create({ name: 'Searched', history_days: 30 });
    const uris = urisIn('Searched') ?? [];
    expect(uris).toHaveLength(plain + 1);
    const found = bed.simulator.catalogue.tracks.find(({ uri }) => uri === uris[plain]);
    expect(found?.name).toBe(bed.simulator.catalogue.tracks[plain]?.name);
    expect(note).toContain('no search found them: "Never Released" by "Nobody At All".');
  });

  it('cost no more than 20 searches', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({
      name: `Lost ${at}`,
      artists: [],
      plays: 1,
      hours: 1,
    }));
    bed.history = historyOf([...rowsOf(1), ...rows]);
    const { note } = await create({ name: 'Lost', history_days: 30 });
    expect(bed.newRequests().filter((request) => request === 'GET /search')).toHaveLength(20);
    expect(note).toMatch(/and 35 more\.$/);
  });

  it('stop searching when Spotify is closed, and say why', async () => {
    bed.history = historyOf([...rowsOf(2), ...rowsOf(4, () => false).slice(2)]);
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'GET /search' });
    const result = await create({ name: 'Closed', history_days: 30 });
    expect(urisIn('Closed')).toEqual(tracks(2));
    expect(result.note).toMatch(/no search found them: .* by .*\. .*quota/i);
  });

  it('are none where there is no history, or nothing in the period', async () => {
    expect(HistoryError.is(await errorOf(create({ name: 'No', history_days: 30 })), 'empty')).toBe(true);
    bed.history = historyOf([]);
    expect(NotFound.is(await errorOf(create({ name: 'No', history_days: 30 })))).toBe(true);
    const both = create({ name: 'No', history_days: 3, history_from: '2023-01-01' });
    expect(InputError.is(await errorOf(both))).toBe(true);
    expect(made('No')).toBeUndefined();
  });
});

describe('a dry run', () => {
  it('says what the playlist would hold, and makes none', async () => {
    const [artist] = bed.simulator.catalogue.artists;
    const result = await create({ name: 'Maybe', query: { artist: artist?.name }, count: 5, dry_run: true });
    expect(result.outcome).toBe('planned');
    expect(result.summary).toMatch(
      /^Create the private playlist "Maybe" with 5 items: "[^"]+", "[^"]+", "[^"]+" and 2 more\.$/,
    );
    expect(writes()).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('with the playlist itself is an error, and nothing is added', async () => {
    bed.simulator.troubles.once({ kind: '400', message: 'No.' }, { match: 'POST /me/playlists' });
    expect(SpotifyRefused.is(await errorOf(create({ name: 'Bad', uris: tracks(3) })))).toBe(true);
    expect(writes()).toEqual(['POST /me/playlists']);
  });

  it('with the items leaves a playlist that the answer names', async () => {
    bed.simulator.troubles.once({ kind: '400', message: 'No.' }, { match: /POST .*\/items/ });
    const result = await create({ name: 'Half', uris: tracks(3) });
    expect(result).toMatchObject({
      outcome: 'partial',
      playlist: { uri: made('Half')?.uri, items: 0 },
      undo_id: expect.any(String) as string,
    });
    expect(result.failed?.map(({ item }) => item)).toEqual(tracks(3));
    expect(result.note).toBe('A look afterwards showed the first 0 of 3 items in it.');
  });

  it('half-way says what is in it and what is not', async () => {
    let calls = 0;
    const context = {
      ...bed.context,
      progress: () => {
        calls += 1;
        if (calls === 1) bed.simulator.troubles.once({ kind: '500' }, { match: /POST .*\/items/ });
      },
    };
    const uris = tracks(250);
    const result = await createPlaylistWithItems(context, { name: 'Half', uris });
    expect(result).toMatchObject({ outcome: 'partial', playlist: { items: 100 } });
    expect(result.note).toBe('A look afterwards showed the first 100 of 250 items in it.');
    expect(urisIn('Half')).toEqual(uris.slice(0, 100));
  });

  it('with an answer only is found out by a look: the items are there', async () => {
    bed.simulator.troubles.once({ kind: 'cut' }, { match: /POST .*\/items/ });
    const result = await create({ name: 'Cut', uris: tracks(3) });
    expect(result).toMatchObject({ outcome: 'verified', playlist: { items: 3 } });
    expect(urisIn('Cut')).toEqual(tracks(3));
  });

  it('with an answer half-way does not stop the rest, where a look shows that part', async () => {
    const uris = tracks(250);
    bed.simulator.troubles.once({ kind: 'cut' }, { match: /POST .*\/items/ });
    expect(await create({ name: 'Cut', uris })).toMatchObject({ outcome: 'verified' });
    expect(urisIn('Cut')).toEqual(uris);
  });

  it('never makes the playlist twice: it is found by its name', async () => {
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'POST /me/playlists' });
    const result = await create({ name: 'Unheard', uris: tracks(3) });
    expect(result).toMatchObject({ outcome: 'verified', playlist: { uri: made('Unheard')?.uri, items: 3 } });
    expect(result.note).toBe('Spotify did not confirm that it was made; it was found by its name.');
    expect(writes().filter((request) => request === 'POST /me/playlists')).toHaveLength(1);
  });

  it('is unknown where no look shows it, and nothing is added to another one', async () => {
    bed.user.playlists.create({ name: 'Twin', uris: tracks(2) });
    bed.simulator.troubles.once({ kind: '500' }, { match: 'POST /me/playlists' });
    const result = await create({ name: 'Twin', uris: tracks(3) });
    expect(result).toMatchObject({
      outcome: 'unknown',
      note: expect.stringContaining('Look again') as string,
    });
    expect(writes()).toEqual(['POST /me/playlists']);
    expect(urisIn('Twin')).toEqual(tracks(2));
  });

  it('never takes an older empty one of the same name for it', async () => {
    const older = bed.user.playlists.create({ name: 'Twin' });
    bed.simulator.clock.advance(60_000);
    bed.user.playlists.create({ name: 'Made since', uris: tracks(2) });
    bed.simulator.troubles.once({ kind: '500' }, { match: 'POST /me/playlists' });
    expect(await create({ name: 'Twin', uris: tracks(3) })).toMatchObject({ outcome: 'unknown' });
    expect(writes()).toEqual(['POST /me/playlists']);
    expect(older.entries).toEqual([]);
  });

  it('is unknown where several could be it', async () => {
    bed.user.playlists.create({ name: 'Twin' });
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'POST /me/playlists' });
    expect(await create({ name: 'Twin', uris: tracks(3) })).toMatchObject({ outcome: 'unknown' });
    expect(writes()).toEqual(['POST /me/playlists']);
  });
});
