import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { copyPlaylist } from '../../../../src/core/spotify/playlistPower/copyPlaylist.ts';
import { mergePlaylists } from '../../../../src/core/spotify/playlistPower/mergePlaylists.ts';
import { splitPlaylist } from '../../../../src/core/spotify/playlistPower/splitPlaylist.ts';
import { ForbiddenError, SpotifyRefused } from '../../../../src/core/spotify/spotifyErrors.ts';
import { playlistItemsResult } from '../../../../src/protocol/spotify/playlistItems.ts';
import { splitPlaylistResult } from '../../../../src/protocol/spotify/playlistPower/splitPlaylist.ts';
import { whileChanging } from '../playlists/itemsBed.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const uris = (from: number, count: number): string[] =>
  bed.simulator.catalogue.tracks.slice(from, from + count).map(({ uri }) => uri);
const entriesOf = (name: string): readonly (string | undefined)[] | undefined =>
  bed.user.playlists.byName(name)?.entries.map(({ uri }) => uri);
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));
const undoOf = async (id: string | undefined): Promise<unknown> =>
  (await bed.context.states.get(id ?? ''))?.content;

describe('copying a playlist', () => {
  const copy = async (
    params: Parameters<typeof copyPlaylist>[1],
    context = bed.context,
  ): ReturnType<typeof copyPlaylist> =>
    playlistItemsResult.strict().parse(await copyPlaylist(context, params));

  it('waits for a change of it that is under way', async () => {
    const source = bed.user.playlists.create({ name: 'Source', uris: uris(0, 3) });
    await whileChanging(bed, source, () => copy({ playlist: 'Source' }));
    expect(entriesOf('Source (copy)')).toEqual(uris(0, 3));
  });

  it('makes an own private one with all its items, and keeps the way back', async () => {
    const source = bed.user.playlists.create({
      name: 'Source',
      description: 'Boats &amp; rain',
      uris: [...uris(0, 130), ...uris(0, 2)],
    });
    const answer = await copy({ playlist: 'Source' });
    expect(answer).toMatchObject({
      outcome: 'verified',
      summary: 'Copied the 132 items of "Source" to a new private playlist "Source (copy)".',
      playlist: { name: 'Source (copy)', items: 132 },
    });
    const made = bed.user.playlists.byName('Source (copy)');
    expect(made).toMatchObject({ public: false, description: 'Boats & rain' });
    expect(entriesOf('Source (copy)')).toEqual(source.entries.map(({ uri }) => uri));
    expect(await undoOf(answer.undo_id)).toEqual({ kind: 'createdPlaylists', uris: [made?.uri] });
    expect(bed.progress.length).toBeGreaterThan(2);
    const done = bed.progress.map((report) => report.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it("names an archive with the user's day", async () => {
    const clock = { ...bed.context.clock, now: () => Date.parse('2026-03-01T23:30:00Z') };
    const answer = await copy(
      { playlist: 'Morning Coffee', archive: true, dry_run: true },
      { ...bed.context, clock },
    );
    expect(answer.summary).toContain('"Morning Coffee (2026-03-02)"');
  });

  it('only tells with dry_run', async () => {
    const answer = await copy({ playlist: 'Morning Coffee', name: 'Mine', public: true, dry_run: true });
    expect(answer).toEqual({
      outcome: 'planned',
      summary: 'Copy the 12 items of "Morning Coffee" to a new public playlist "Mine".',
    });
    expect(writes()).toEqual([]);
  });

  it('leaves out what an app cannot add, and says so', async () => {
    const answer = await copy({ playlist: 'Odds and Ends' });
    expect(answer).toMatchObject({ outcome: 'verified', playlist: { items: 9 } });
    expect(answer.note).toContain('2 entries are left out: local files');
  });

  it('says of a playlist whose contents Spotify hides that it hides them', async () => {
    const error = await errorOf(copy({ playlist: 'Harbour Nights' }));
    expect(ForbiddenError.is(error)).toBe(true);
    expect(String(error)).toContain('does not show this account the contents of "Harbour Nights"');
    expect(writes()).toEqual([]);
  });

  it('makes nothing where it cannot be made', async () => {
    bed.simulator.troubles.once({ kind: '400', message: 'No' }, { match: 'POST /me/playlists' });
    expect(SpotifyRefused.is(await errorOf(copy({ playlist: 'Morning Coffee' })))).toBe(true);
    expect(bed.user.playlists.byName('Morning Coffee (copy)')).toBeUndefined();
    expect(await bed.context.states.list({})).toEqual([]);
  });

  it('names what is missing where a part could not be added', async () => {
    bed.user.playlists.create({ name: 'Source', uris: uris(0, 130) });
    bed.simulator.troubles.once({ kind: '400', message: 'No' }, { match: 'POST /playlists' });
    const nothing = await copy({ playlist: 'Source', name: 'First' });
    expect(nothing).toMatchObject({ outcome: 'partial', playlist: { name: 'First' } });
    expect(nothing.failed).toHaveLength(21);
    expect(nothing.playlist).not.toHaveProperty('items');
    expect(await undoOf(nothing.undo_id)).toMatchObject({ kind: 'createdPlaylists' });
    expect(entriesOf('First')).toEqual([]);
  });

  it('goes on after an answer that was lost, once a look shows that it was done', async () => {
    bed.user.playlists.create({ name: 'Source', uris: uris(0, 130) });
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'POST /me/playlists' });
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'POST /playlists' });
    const answer = await copy({ playlist: 'Source' });
    expect(answer).toMatchObject({ outcome: 'verified', playlist: { items: 130 } });
    expect(answer.note).toContain('found by its name');
    expect(entriesOf('Source (copy)')).toEqual(uris(0, 130));
    expect(writes()).toHaveLength(3);
  });

  it('can be cancelled: what was made until then is named', async () => {
    bed.user.playlists.create({ name: 'Source', uris: uris(0, 250) });
    const caller = new AbortController();
    const context = bed.contextWith(caller.signal);
    const answer = await copy(
      { playlist: 'Source' },
      {
        ...context,
        progress: ({ message }) => {
          if (message === 'Adding items') caller.abort();
        },
      },
    );
    expect(answer).toMatchObject({ outcome: 'partial' });
    expect(answer.failed?.[0]?.why).toBe('Cancelled before it was added.');
    expect(entriesOf('Source (copy)')).toHaveLength(100);
    expect(answer.undo_id).toBeDefined();
  });
});

describe('merging playlists', () => {
  const merge = async (params: Parameters<typeof mergePlaylists>[1]): ReturnType<typeof mergePlaylists> =>
    playlistItemsResult.strict().parse(await mergePlaylists(bed.context, params));
  let all: string[];

  beforeEach(() => {
    all = uris(0, 6);
    const [a = '', b = '', c = '', d = '', e = ''] = all;
    bed.user.playlists.create({ name: 'One', uris: [a, b, c, a] });
    bed.user.playlists.create({ name: 'Two', uris: [d, b, e] });
  });

  it('puts one behind the other in a new one, each item once', async () => {
    const answer = await merge({ playlists: ['One', 'Two'], name: 'Both' });
    expect(answer).toMatchObject({
      outcome: 'verified',
      summary: 'Put 5 items of "One", "Two" in a new private playlist "Both".',
      note: '2 duplicates are dropped.',
      playlist: { name: 'Both', items: 5 },
    });
    const [a, b, c, d, e] = all;
    expect(entriesOf('Both')).toEqual([a, b, c, d, e]);
    expect(await undoOf(answer.undo_id)).toMatchObject({ kind: 'createdPlaylists' });
  });

  it('takes one of each in turn, and duplicates where they are allowed', async () => {
    await merge({ playlists: ['One', 'Two'], name: 'Both', order: 'interleave', allow_duplicates: true });
    const [a, b, c, d, e] = all;
    expect(entriesOf('Both')).toEqual([a, d, b, b, c, e, a]);
  });

  it('drops the same recording of another album only if asked to', async () => {
    const [one, other] = [bed.simulator.catalogue.tracks[0], bed.simulator.catalogue.tracks[3]];
    Object.assign(other ?? {}, { isrc: one?.isrc });
    await merge({ playlists: ['One', 'Two'], name: 'By URI' });
    await merge({ playlists: ['One', 'Two'], name: 'By recording', by: 'recording' });
    expect(entriesOf('By URI')).toHaveLength(5);
    expect(entriesOf('By recording')).toHaveLength(4);
  });

  it('adds what is new behind an existing one, also where that is one of the sources', async () => {
    const before = bed.user.playlists.byName('One')?.entries;
    const answer = await merge({ playlists: ['One', 'Two'], into: 'One' });
    expect(answer).toMatchObject({
      outcome: 'verified',
      summary: 'Added 2 items of "Two" to "One".',
      note: '1 duplicate is dropped.',
      playlist: { items: 6 },
    });
    const [, , , d, e] = all;
    expect(entriesOf('One')?.slice(4)).toEqual([d, e]);
    expect(bed.user.playlists.byName('One')?.entries.slice(0, 4)).toEqual(before);
    expect(await undoOf(answer.undo_id)).toMatchObject({
      kind: 'playlistItems',
      uris: before?.map(({ uri }) => uri),
    });
    expect(await merge({ playlists: ['Two'], into: 'One' })).toMatchObject({ outcome: 'unchanged' });
  });

  it('lets two calls on one playlist follow each other', async () => {
    const target = bed.user.playlists.create({ name: 'Target', uris: [] });
    await Promise.all([
      merge({ playlists: ['One'], into: 'Target' }),
      merge({ playlists: ['Two'], into: 'Target' }),
    ]);
    expect(target.entries.map(({ uri }) => uri).sort()).toEqual(all.slice(0, 5).sort());
  });

  it('only tells with dry_run', async () => {
    expect(await merge({ playlists: ['One', 'Two'], name: 'Both', dry_run: true })).toMatchObject({
      outcome: 'planned',
    });
    expect(await merge({ playlists: ['Two'], into: 'One', dry_run: true })).toMatchObject({
      outcome: 'planned',
    });
    expect(writes()).toEqual([]);
  });

  it('wants one place to go, different sources, and what may be read and changed', async () => {
    for (const where of [{}, { name: 'Both', into: 'One' }]) {
      expect(InputError.is(await errorOf(merge({ playlists: ['One', 'Two'], ...where })))).toBe(true);
    }
    expect(bed.newRequests()).toEqual([]);
    expect(InputError.is(await errorOf(merge({ playlists: ['One', 'One'], name: 'Both' })))).toBe(true);
    for (const params of [
      { playlists: ['One', 'Harbour Nights'], name: 'Both' },
      { playlists: ['One'], into: 'Harbour Nights' },
    ]) {
      expect(ForbiddenError.is(await errorOf(merge(params)))).toBe(true);
    }
    expect(writes()).toEqual([]);
  });
});

describe('splitting a playlist', () => {
  const split = async (
    params: Parameters<typeof splitPlaylist>[1],
    context = bed.context,
  ): ReturnType<typeof splitPlaylist> =>
    splitPlaylistResult.strict().parse(await splitPlaylist(context, params));

  beforeEach(() => {
    const source = bed.user.playlists.create({ name: 'Source', uris: [] });
    for (const [year, from] of [
      [2021, 0],
      [2023, 4],
      [2024, 8],
    ] as const) {
      source.insert(
        uris(from, year === 2024 ? 1 : 4),
        source.entries.length,
        Date.parse(`${year}-06-01T12:00:00Z`),
        bed.user.id,
      );
    }
  });

  it('makes one playlist for each group, with the small ones together', async () => {
    const answer = await split({ playlist: 'Source', by: 'added_year', min_items: 2 });
    expect(answer).toMatchObject({
      outcome: 'verified',
      summary:
        'Made 3 private playlists of the 9 items of "Source": "Source – 2021" (4), "Source – 2023" (4), "Source – rest" (1).',
    });
    expect(answer.playlists?.map(({ name, items }) => [name, items])).toEqual([
      ['Source – 2021', 4],
      ['Source – 2023', 4],
      ['Source – rest', 1],
    ]);
    expect(entriesOf('Source – 2023')).toEqual(uris(4, 4));
    expect(bed.user.playlists.byName('Source – 2023')?.public).toBe(false);
    expect(entriesOf('Source')).toHaveLength(9);
    const kept = await undoOf(answer.undo_id);
    expect(kept).toEqual({ kind: 'createdPlaylists', uris: answer.playlists?.map(({ uri }) => uri) });
  });

  it('says how many it would make', async () => {
    const answer = await split({
      playlist: 'Source',
      by: 'added_year',
      min_items: 1,
      name_prefix: 'Old',
      dry_run: true,
    });
    expect(answer).toMatchObject({
      outcome: 'planned',
      groups: [
        { name: 'Old – 2021', items: 4 },
        { name: 'Old – 2023', items: 4 },
        { name: 'Old – 2024', items: 1 },
      ],
    });
    expect(answer.summary).toMatch(/^Make 3 private playlists of the 9 items of "Source": /);
    expect(writes()).toEqual([]);
  });

  it('is by artist or decade, too, each item in one of them', async () => {
    for (const by of ['artist', 'decade'] as const) {
      const { groups } = await split({ playlist: 'Deep Work', by, min_items: 3, dry_run: true });
      expect(groups?.reduce((sum, { items }) => sum + items, 0)).toBe(130);
      expect(groups?.at(-1)?.name).toBe(by === 'artist' ? 'Deep Work – rest' : groups?.at(-1)?.name);
    }
  });

  it('makes nothing where there is but one group', async () => {
    const answer = await split({ playlist: 'Source', by: 'added_year', min_items: 10 });
    expect(answer).toMatchObject({ outcome: 'unchanged' });
    expect(writes()).toEqual([]);
  });

  it('says how many there would be before it makes more than ten, and never makes more than fifty', async () => {
    const { tracks, artists } = bed.simulator.catalogue;
    const some = tracks.slice(0, 60);
    for (const [at, track] of some.entries()) {
      const artist = { ...artists[0], uri: `spotify:artist:${at}`, id: String(at), name: `A${at}` };
      Object.assign(track, { artists: [artist] });
    }
    const urisOf = (count: number): string[] => some.slice(0, count).map(({ uri }) => uri);
    const twelve = bed.user.playlists.create({ name: 'Twelve', uris: urisOf(12) });
    const params = { playlist: twelve.uri, by: 'artist', min_items: 1 } as const;
    const error = await errorOf(split(params));
    expect(error).toMatchObject({
      message: 'That would make 12 playlists.',
      hint: 'Ask the user; after a yes pass max_playlists: 12. A larger min_items makes fewer.',
    });
    expect(InputError.is(error)).toBe(true);
    const plan = await split({ ...params, dry_run: true });
    expect(plan).toMatchObject({
      outcome: 'planned',
      note: expect.stringContaining('Ask the user') as string,
    });
    expect(plan.groups).toHaveLength(12);
    expect(writes()).toEqual([]);
    expect(await split({ ...params, max_playlists: 12 })).toMatchObject({ outcome: 'verified' });
    const sixty = bed.user.playlists.create({ name: 'Sixty', uris: urisOf(60) });
    const never = await errorOf(split({ ...params, playlist: sixty.uri, max_playlists: 50, dry_run: true }));
    expect(String(never)).toContain('InputError: That would make 60 playlists');
  });

  it('names what was not made where one fails, and the others can be undone', async () => {
    const made = { match: 'POST /me/playlists' };
    bed.simulator.troubles.once({ kind: 'slow', ms: 1 }, made);
    bed.simulator.troubles.once({ kind: '400', message: 'No' }, made);
    const answer = await split({ playlist: 'Source', by: 'added_year', min_items: 1 });
    expect(answer).toMatchObject({ outcome: 'partial' });
    expect(answer.failed?.map(({ item }) => item)).toEqual(['"Source – 2023"', '"Source – 2024"']);
    expect(answer.failed?.[1]?.why).toBe('Not made.');
    expect(answer.playlists).toHaveLength(1);
    expect(await undoOf(answer.undo_id)).toMatchObject({
      uris: [bed.user.playlists.byName('Source – 2021')?.uri],
    });
  });

  it('can be cancelled between two of them', async () => {
    const caller = new AbortController();
    const context = { ...bed.contextWith(caller.signal), progress: () => caller.abort() };
    const answer = await split({ playlist: 'Source', by: 'added_year', min_items: 1 }, context);
    expect(answer).toMatchObject({ outcome: 'partial' });
    expect(answer.failed?.[0]?.why).toBe('Cancelled before it was made.');
    expect(answer.playlists).toHaveLength(1);
  });
});
