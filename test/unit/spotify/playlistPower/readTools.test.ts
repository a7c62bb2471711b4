import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { comparePlaylists } from '../../../../src/core/spotify/playlistPower/comparePlaylists.ts';
import { findDuplicates } from '../../../../src/core/spotify/playlistPower/findDuplicates.ts';
import { summarizePlaylist } from '../../../../src/core/spotify/playlistPower/summarizePlaylist.ts';
import { removeItems } from '../../../../src/core/spotify/playlists/removeItems.ts';
import type { AskHistory } from '../../../../src/core/spotify/spotifyContext.ts';
import { ForbiddenError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { comparePlaylistsResult } from '../../../../src/protocol/spotify/playlistPower/comparePlaylists.ts';
import { findDuplicatesResult } from '../../../../src/protocol/spotify/playlistPower/findDuplicates.ts';
import { summarizePlaylistResult } from '../../../../src/protocol/spotify/playlistPower/summarizePlaylist.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const dayMs = 86_400_000;

/** Tracks of which no two are the same recording. */
function tracks(count: number): SpotifyBed['simulator']['catalogue']['tracks'] {
  const found = bed.simulator.catalogue.tracks.filter(
    ({ name }, at, all) => all.findIndex((other) => other.name === name) === at,
  );
  return found.slice(0, count);
}

const uris = (count: number): string[] => tracks(count).map(({ uri }) => uri);

/** Makes one track a release of another on an album of its own. */
function makeSame(one: number, other: number, more: object): void {
  const [a, b] = [tracks(50)[one], tracks(50)[other]];
  if (a === undefined || b === undefined) throw new Error('There are not so many tracks.');
  const { artists, explicit, durationMs } = a;
  Object.assign(b, { name: `${a.name} - Remastered 2011`, artists, explicit, durationMs, ...more });
}

describe('duplicates of a playlist', () => {
  const find = async (
    params: Partial<Parameters<typeof findDuplicates>[1]> = {},
  ): ReturnType<typeof findDuplicates> =>
    findDuplicatesResult.strict().parse(await findDuplicates(bed.context, { playlist: 'Twice', ...params }));

  it('are named with their positions, and the one added first is kept', async () => {
    const [a = '', b = '', c = ''] = uris(3);
    const playlist = bed.user.playlists.create({ name: 'Twice', uris: [a, b] });
    playlist.insert([b, c], 0, bed.simulator.clock.now() - 5 * dayMs, bed.user.id);
    const found = await find();
    expect(found).toMatchObject({
      playlist: { name: 'Twice', uri: playlist.uri, items: 4 },
      total_groups: 1,
      positions_to_remove: [3],
      snapshot_id: playlist.snapshotId,
      note: 'Groups: 1 of 1.',
    });
    expect(found.groups[0]).toMatchObject({ name: tracks(2)[1]?.name, same: 'uri', keep: 0 });
    expect(found.groups[0]?.entries.map(({ position }) => position)).toEqual([0, 3]);
  });

  it('are recordings on another album, too, unless only the URI counts', async () => {
    makeSame(0, 1, { durationMs: (tracks(1)[0]?.durationMs ?? 0) + 1_900 });
    makeSame(2, 3, { isrc: tracks(3)[2]?.isrc, durationMs: 1 });
    bed.user.playlists.create({ name: 'Twice', uris: uris(6) });
    const found = await find();
    expect(found.groups.map(({ same, keep }) => [same, keep])).toEqual([
      ['name_and_length', 0],
      ['isrc', 2],
    ]);
    expect(found.positions_to_remove).toEqual([1, 3]);
    expect(await find({ by: 'uri' })).toMatchObject({ total_groups: 0, groups: [], note: 'No duplicates.' });
  });

  it('are given page by page, the positions once; a newer version ends the list', async () => {
    const some = uris(40);
    const playlist = bed.user.playlists.create({ name: 'Twice', uris: [...some, ...some] });
    const first = await find({ limit: 30 });
    expect(first.groups).toHaveLength(30);
    expect(first.positions_to_remove).toEqual(Array.from({ length: 40 }, (_, at) => 40 + at));
    bed.newRequests();
    const second = await find({ limit: 30, cursor: first.next_cursor });
    expect(second.groups).toHaveLength(10);
    expect(second).not.toHaveProperty('positions_to_remove');
    expect(second).not.toHaveProperty('next_cursor');
    expect(bed.newRequests()).toEqual([]);
    playlist.touch();
    bed.simulator.clock.advance(10 * 60_000);
    const late = find({ limit: 30, cursor: first.next_cursor });
    expect(InputError.is(await errorOf(late))).toBe(true);
  });

  it('can be removed just as they were found', async () => {
    const [a = '', b = '', c = ''] = uris(3);
    const playlist = bed.user.playlists.create({ name: 'Twice', uris: [a, b, a, c, b, a] });
    const { positions_to_remove: positions, snapshot_id } = await find();
    const removed = await removeItems(bed.context, { playlist: playlist.uri, positions, snapshot_id });
    expect(removed).toMatchObject({ outcome: 'verified' });
    expect(playlist.entries.map(({ uri }) => uri)).toEqual([a, b, c]);
  });

  it('never are what Spotify shows nothing of, and local files stay', async () => {
    const playlist = bed.user.playlists.create({ name: 'Twice', uris: [] });
    const local =
      bed.user.playlists.byName('Odds and Ends')?.entries.filter(({ local: file }) => file !== undefined) ??
      [];
    const gone = { uri: undefined, addedAt: undefined, addedBy: undefined };
    playlist.addEntries([...local, gone, ...local, gone]);
    const found = await find();
    expect(found.groups).toHaveLength(1);
    expect(found).not.toHaveProperty('positions_to_remove');
    expect(found.note).toContain('Local files are not among the positions');
  });

  it('are found among endless names before the time of this test is over', async () => {
    for (const [at, track] of tracks(30).entries())
      Object.assign(track, { name: `${at}${' ('.repeat(9_000)}` });
    bed.user.playlists.create({ name: 'Twice', uris: uris(30) });
    expect(await find()).toMatchObject({ total_groups: 0 });
  });

  it('are not looked for where Spotify hides what there is', async () => {
    const error = await errorOf(find({ playlist: 'Harbour Nights' }));
    expect(ForbiddenError.is(error)).toBe(true);
    expect(String(error)).toContain('Spotify does not show this account the contents of "Harbour Nights"');
  });

  it('fit into one answer, however many and however long their names are', async () => {
    for (const track of tracks(300)) Object.assign(track, { name: `${track.id} ${'\u{1D11E}'.repeat(400)}` });
    const some = bed.simulator.catalogue.tracks.slice(0, 300).map(({ uri }) => uri);
    bed.user.playlists.create({ name: 'Twice', uris: Array.from({ length: 8 }, () => some).flat() });
    const found = await find({ limit: 30 });
    expect(JSON.stringify(found).length).toBeLessThan(100_000);
    expect(found.positions_to_remove).toHaveLength(2_000);
    expect(found.note).toContain('Only the first 2000 of');
  });
});

describe('comparing playlists', () => {
  const compare = async (
    params: Parameters<typeof comparePlaylists>[1],
  ): ReturnType<typeof comparePlaylists> =>
    comparePlaylistsResult.strict().parse(await comparePlaylists(bed.context, params));

  beforeEach(() => {
    const [a = '', b = '', c = '', d = '', e = ''] = uris(5);
    bed.user.playlists.create({ name: 'One', uris: [a, b, c, a] });
    bed.user.playlists.create({ name: 'Two', uris: [b, a, d] });
    bed.user.playlists.create({ name: 'Three', uris: [e, a] });
  });

  it('tells what is in all, in several and in one, and how much they overlap', async () => {
    const found = await compare({ playlists: ['One', 'Two', 'Three'] });
    expect(found).toMatchObject({ in_all: 1, in_several: 1, overlap: 0.2, note: 'Items: 5 of 5.' });
    expect(
      found.playlists.map(({ name, items, different, only_here }) => [name, items, different, only_here]),
    ).toEqual([
      ['One', 4, 3, 1],
      ['Two', 3, 3, 1],
      ['Three', 2, 2, 1],
    ]);
    expect(found.pairs).toEqual([
      { between: [1, 2], common: 2, share: 0.5 },
      { between: [1, 3], common: 1, share: 0.25 },
      { between: [2, 3], common: 1, share: 0.25 },
    ]);
    expect(found.items.map((item) => item.in)).toEqual([[1, 2, 3], [1, 2], [1], [2], [3]]);
  });

  it('lists a part of it, page by page', async () => {
    const first = await compare({ playlists: ['One', 'Two', 'Three'], show: 'single', limit: 2 });
    expect(first.items.map((item) => item.in)).toEqual([[1], [2]]);
    expect(first.note).toBe('Items: 2 of 3; pass next_cursor for more.');
    const rest = await compare({
      ...{ playlists: ['One', 'Two', 'Three'], show: 'single', limit: 2 },
      cursor: first.next_cursor,
    });
    expect(rest.items.map((item) => item.in)).toEqual([[3]]);
    expect(rest).not.toHaveProperty('next_cursor');
    const other = compare({ playlists: ['One', 'Two'], cursor: first.next_cursor });
    expect(InputError.is(await errorOf(other))).toBe(true);
  });

  it('knows a recording on another album, unless only the URI counts', async () => {
    makeSame(2, 3, {});
    expect(await compare({ playlists: ['One', 'Two'] })).toMatchObject({ in_all: 3, overlap: 1 });
    expect(await compare({ playlists: ['One', 'Two'], by: 'uri' })).toMatchObject({
      in_all: 2,
      overlap: 0.5,
    });
  });

  it('wants different playlists that can be read', async () => {
    const twice = await errorOf(compare({ playlists: ['One', bed.user.playlists.byName('One')?.uri ?? ''] }));
    expect(InputError.is(twice)).toBe(true);
    expect(ForbiddenError.is(await errorOf(compare({ playlists: ['One', 'Harbour Nights'] })))).toBe(true);
    bed.newRequests();
    const artist = bed.simulator.catalogue.artists[0]?.uri ?? '';
    expect(InputError.is(await errorOf(compare({ playlists: [artist, 'One'] })))).toBe(true);
    expect(bed.newRequests()).toEqual([]);
  });

  it('says that entries of which nothing is shown were left out', async () => {
    expect(await compare({ playlists: ['Odds and Ends', 'One'] })).toMatchObject({
      note: expect.stringContaining('1 entries that Spotify shows nothing of were left out') as string,
    });
  });
});

describe('the summary of a playlist', () => {
  const summarize = async (playlist: string, top?: number): ReturnType<typeof summarizePlaylist> =>
    summarizePlaylistResult.strict().parse(await summarizePlaylist(bed.context, { playlist, top }));

  /** A history of these plays, the most played track first. */
  const played = (
    rows: readonly { name: string; artists: string[]; uri?: string; plays: number }[],
    all: number,
  ): AskHistory =>
    ((_: string, { cursor, limit = 20 }: { cursor?: string; limit?: number }) => {
      const from = Number(cursor ?? 0);
      const next = from + limit < rows.length ? { next_cursor: String(from + limit) } : {};
      return Promise.resolve({
        plays: all,
        total: rows.length,
        top_tracks: rows.slice(from, from + limit),
        ...next,
      });
    }) as AskHistory;

  it('counts what is in it', async () => {
    const { clock } = bed.simulator;
    const playlist = bed.user.playlists.create({ name: 'Mixed', uris: [] });
    const [a = '', b = '', c = ''] = uris(3);
    const episode = bed.simulator.catalogue.episodes[0];
    playlist.insert([a, b], 0, clock.now() - 400 * dayMs, bed.user.id);
    playlist.insert([c, episode?.uri ?? ''], 2, clock.now() - 40 * dayMs, bed.user.id);
    playlist.insert([a], 4, clock.now() - dayMs, bed.user.id);
    const odds = bed.user.playlists.byName('Odds and Ends')?.entries ?? [];
    playlist.addEntries(odds.filter(({ local, uri }) => local !== undefined || uri === undefined));
    const found = await summarize('Mixed');
    expect(found).toMatchObject({
      ...{ items: 7, podcasts: 1, local: 1, duplicates: 1 },
      playlist: { name: 'Mixed', items: 7 },
      note: 'No history: how much of it is really played is not known.',
    });
    expect(found.unavailable).toBeGreaterThanOrEqual(1);
    expect(found.hours).toBeGreaterThan(0.5);
    expect(found.added_last_30_days).toBeCloseTo(2 / 6, 3);
    expect(found.added_last_90_days).toBeCloseTo(4 / 6, 3);
    expect(found.added_by_month.length).toBeGreaterThanOrEqual(2);
    expect(found.oldest).toMatch(/^\d{4}-\d\d-\d\dT.*\+0[12]:00$/);
    expect(found.top_artists[0]?.items).toBeGreaterThanOrEqual(2);
    expect(found).not.toHaveProperty('listening');
  });

  it('puts months and freshness into the zone of the user', async () => {
    const playlist = bed.user.playlists.create({ name: 'New Year', uris: [] });
    playlist.insert(uris(1), 0, Date.parse('2023-12-31T23:30:00Z'), bed.user.id);
    expect(await summarize('New Year')).toMatchObject({
      ...{ added_by_month: ['2024-01: 1'], newest: '2024-01-01T00:30:00+01:00' },
    });
  });

  it('tells how much of it the user plays, other releases included', async () => {
    const [a, b] = tracks(3);
    bed.user.playlists.create({ name: 'Played', uris: uris(3) });
    const other = { name: `${b?.name ?? ''} - Remastered 2011`, artists: [b?.artists[0]?.name ?? ''] };
    bed.history = played(
      [
        { name: 'Elsewhere', artists: ['Nobody'], uri: 'spotify:track:0000000000000000000000', plays: 70 },
        { ...other, uri: 'spotify:track:1111111111111111111111', plays: 20 },
        { name: a?.name ?? '', artists: [], ...(a && { uri: a.uri }), plays: 10 },
      ],
      100,
    );
    const { listening, note } = await summarize('Played');
    expect(note).toBeUndefined();
    expect(listening).toMatchObject({ days: 365, played: 2, plays: 30, share_of_plays: 0.3 });
    expect(listening?.most_played.map(({ plays }) => plays)).toEqual([20, 10]);
    expect(listening).not.toHaveProperty('at_least');
  });

  it('asks the history a few questions only, and says so', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => ({ name: `Song ${at}`, artists: ['X'], plays: 1 }));
    let asked = 0;
    const answer = played(rows, 5_000);
    bed.history = (...question) => {
      asked += 1;
      return answer(...question);
    };
    expect((await summarize('Morning Coffee')).listening).toMatchObject({ played: 0, at_least: true });
    expect(asked).toBe(10);
  });

  it('is that of an empty playlist, too, and costs one request for a short one', async () => {
    const uri = bed.user.playlists.byName('Empty for now')?.uri ?? '';
    expect(await summarize(uri)).toMatchObject({ items: 0, hours: 0, artists: 0, added_last_30_days: 0 });
    expect(bed.newRequests()).toHaveLength(1);
  });

  it('reports progress of long ones', async () => {
    bed.user.playlists.create({ name: 'Long', uris: Array.from({ length: 12 }, () => uris(50)).flat() });
    expect((await summarize('Long')).items).toBe(600);
    expect(bed.progress.at(-1)).toMatchObject({ done: 600, total: 600 });
  });
});
