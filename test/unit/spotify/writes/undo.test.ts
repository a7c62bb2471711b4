import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listUndo } from '../../../../src/core/spotify/writes/listUndo.ts';
import type { NewState, SavedContent } from '../../../../src/core/spotify/writes/savedState.ts';
import { undo } from '../../../../src/core/spotify/writes/undo.ts';
import { NotFound, SpotifyRefused } from '../../../../src/core/spotify/spotifyErrors.ts';
import { undoParams } from '../../../../src/protocol/spotify/undo.ts';
import type { WriteResult } from '../../../../src/protocol/spotify/writes.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const run = (params: object = {}): Promise<WriteResult> => undo(bed.context, undoParams.parse(params));
const playlistNamed = (name: string): SimPlaylist => {
  const playlist = bed.user.playlists.byName(name);
  if (playlist === undefined) throw new Error(`no playlist ${name}`);
  return playlist;
};
const urisOf = (playlist: SimPlaylist): string[] => playlist.entries.map(({ uri }) => uri ?? '');
const keep = (content: SavedContent, fields: Partial<NewState> = {}): Promise<string> =>
  bed.context.states.put({ label: 'what it was', content, ...fields });
const keepItems = (playlist: SimPlaylist): Promise<string> =>
  keep(
    { kind: 'playlistItems', playlistId: playlist.id, uris: urisOf(playlist) },
    { label: `the items of "${playlist.name}"`, subject: playlist.uri },
  );
const writesIn = (requests: readonly string[]): string[] => requests.filter((one) => !one.startsWith('GET'));

describe('undoing a change of a playlist’s items', () => {
  it('adds what was removed where it was, and the rest keeps its date', async () => {
    const playlist = playlistNamed('Deep Work');
    const before = playlist.entries;
    const uris = urisOf(playlist);
    const id = await keepItems(playlist);
    const gone = new Set(uris.slice(40, 45));
    playlist.remove(gone);
    bed.newRequests();
    const result = await run();
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: expect.stringMatching(/^Brought back the items of "Deep Work": add \d+ items\.$/) as string,
      undo_id: expect.any(String) as string,
    });
    expect(urisOf(playlist)).toEqual(uris);
    expect(writesIn(bed.newRequests()).length).toBeLessThanOrEqual(gone.size);
    const kept = playlist.entries.filter((entry) => before.includes(entry));
    expect(kept.length).toBe(before.filter(({ uri }) => !gone.has(uri ?? '')).length);
    expect(await bed.context.states.get(id)).toBeUndefined();
  });

  it('tells what it would do, and does nothing, in a dry run', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const id = await keepItems(playlist);
    playlist.replace([], 0, bed.user.id);
    expect(await run({ dry_run: true })).toEqual({
      outcome: 'planned',
      summary: 'Bring back the items of "Morning Coffee": add 12 items.',
      undo_id: id,
    });
    expect(playlist.entries).toEqual([]);
    expect((await bed.context.states.list({})).map((state) => state.id)).toEqual([id]);
  });

  it('goes one change further back each time, and is itself undone by its id', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const first = urisOf(playlist);
    await keepItems(playlist);
    playlist.remove(new Set(first.slice(0, 2)));
    const second = urisOf(playlist);
    await keepItems(playlist);
    playlist.replace([], 0, bed.user.id);
    await run();
    expect(urisOf(playlist)).toEqual(second);
    const { undo_id: redo } = await run();
    expect(urisOf(playlist)).toEqual(first);
    expect(await errorOf(run())).toSatisfy(NotFound.is);
    await run({ undo_id: redo });
    expect(urisOf(playlist)).toEqual(second);
    await run();
    expect(urisOf(playlist)).toEqual(first);
  });

  it('goes on as long as Spotify removes one of several equal entries at a time', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const [first = ''] = urisOf(playlist);
    const twice = [...urisOf(playlist), first];
    playlist.replace(twice, 0, bed.user.id);
    await keepItems(playlist);
    playlist.insert([first, first], 4, 0, bed.user.id);
    playlist.removesEvery = false;
    expect(await run()).toMatchObject({ outcome: 'verified' });
    expect(urisOf(playlist)).toEqual(twice);
  });

  it('says so where Spotify does not remove all of several equal entries', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const before = urisOf(playlist);
    const [first = ''] = before;
    await keepItems(playlist);
    playlist.insert([first], 4, 0, bed.user.id);
    playlist.removesEvery = false;
    const context = {
      ...bed.context,
      progress: () => {
        bed.simulator.troubles.always({ kind: '403', reason: 'plainText' }, { match: 'DELETE /playlists' });
      },
    };
    const result = await undo(context, {});
    expect(result).toMatchObject({ outcome: 'partial', undo_id: expect.any(String) as string });
    expect(result.failed?.[0]).toMatchObject({
      item: first,
      why: expect.stringMatching(/^Not removed/) as string,
    });
    bed.simulator.troubles.clear();
    await run();
    expect(urisOf(playlist)).toEqual(before);
  });

  it('leaves a local file where it stands, and names what only Spotify itself can add', async () => {
    const playlist = playlistNamed('Odds and Ends');
    const uris = urisOf(playlist);
    await keepItems(playlist);
    const [duplicate = ''] = uris;
    playlist.remove(new Set([duplicate]));
    expect(await run()).toMatchObject({ outcome: 'verified' });
    expect(urisOf(playlist)).toEqual(uris);

    await keepItems(playlist);
    const local = uris.find((uri) => uri.startsWith('spotify:local:')) ?? '';
    playlist.remove(new Set([duplicate, local]));
    expect(await run({ dry_run: true })).toMatchObject({ note: expect.stringContaining('1 item') as string });
    const result = await run();
    expect(result).toMatchObject({ outcome: 'partial', failed: [{ item: local }] });
    expect(urisOf(playlist)).toEqual(uris.filter((uri) => uri !== local));
    expect(await run()).toMatchObject({
      outcome: 'unchanged',
      summary: expect.stringContaining('as far as it can be') as string,
    });
  });

  it('leaves out what Spotify refuses, and nothing else', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const uris = urisOf(playlist);
    const taken = 'spotify:track:0000000000000000000000';
    const content = { kind: 'playlistItems', playlistId: playlist.id } as const;
    await keep({ ...content, uris: [...uris.slice(0, 5), taken, ...uris.slice(5)] });
    playlist.replace([], 0, bed.user.id);
    const result = await run();
    expect(result.outcome).toBe('partial');
    expect(result.failed?.map(({ item }) => item)).toEqual([taken]);
    expect(urisOf(playlist)).toEqual(uris);
  });

  it('throws where Spotify refuses all of it, and keeps the way back', async () => {
    const playlist = playlistNamed('Empty for now');
    const id = await keep({
      kind: 'playlistItems',
      playlistId: playlist.id,
      uris: ['spotify:track:0000000000000000000000'],
    });
    expect(await errorOf(run())).toSatisfy(SpotifyRefused.is);
    expect((await bed.context.states.list({})).map((state) => state.id)).toEqual([id]);
  });

  it('brings a shuffled playlist back with as few requests as writing it anew', async () => {
    const playlist = playlistNamed('Deep Work');
    const uris = urisOf(playlist);
    await keepItems(playlist);
    playlist.replace([...uris].reverse(), 0, bed.user.id);
    bed.newRequests();
    expect(await run()).toMatchObject({
      outcome: 'verified',
      summary: expect.stringContaining('restore the order') as string,
    });
    expect(writesIn(bed.newRequests())).toHaveLength(2);
    expect(urisOf(playlist)).toEqual(uris);
  });

  it('says what is missing where it fails on the way, and the rest can be tried again', async () => {
    const playlist = playlistNamed('Deep Work');
    const uris = urisOf(playlist);
    const id = await keepItems(playlist);
    playlist.replace([], 0, bed.user.id);
    bed.simulator.troubles.once({ kind: 'slow', ms: 0 }, { match: /^POST .*items/ });
    bed.simulator.troubles.once({ kind: '429', retryAfterSeconds: 3600 }, { match: /^POST .*items/ });
    const result = await run();
    expect(result).toMatchObject({ outcome: 'partial', note: expect.stringContaining(id) as string });
    expect(result.failed?.[0]?.item).toBe(uris[100]);
    expect(urisOf(playlist)).toEqual(uris.slice(0, 100));
  });

  it('is nothing where nothing differs', async () => {
    await keepItems(playlistNamed('Morning Coffee'));
    bed.newRequests();
    expect(await run()).toMatchObject({
      outcome: 'unchanged',
      summary: 'Nothing is to be brought back: "Morning Coffee" is as it was.',
    });
    expect(writesIn(bed.newRequests())).toEqual([]);
  });

  it('is unknown where Spotify does not answer and nothing shows; it is not sent twice', async () => {
    const playlist = playlistNamed('Morning Coffee');
    await keepItems(playlist);
    playlist.replace([], 0, bed.user.id);
    bed.newRequests();
    bed.simulator.troubles.once({ kind: '500' }, { match: /^(PUT|POST) / });
    expect(await run()).toMatchObject({ outcome: 'unknown' });
    expect(writesIn(bed.newRequests())).toHaveLength(1);
  });

  it('is verified where the answer was lost and it shows', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const uris = urisOf(playlist);
    await keepItems(playlist);
    playlist.replace([], 0, bed.user.id);
    bed.simulator.troubles.once({ kind: 'cut' }, { match: /^(PUT|POST) / });
    expect(await run()).toMatchObject({ outcome: 'verified' });
    expect(urisOf(playlist)).toEqual(uris);
  });

  it('names the next step where the playlist is gone', async () => {
    const content = { kind: 'playlistItems', playlistId: '0000000000000000000000', uris: [] } as const;
    const id = await keep(content);
    const error = await errorOf(run());
    expect(error).toSatisfy(NotFound.is);
    expect((error as NotFound).hint).toContain(
      `spotify_restore_playlist (toolset playlist_power) with snapshot_id ${id} and as_new`,
    );
  });
});

describe('undoing other changes', () => {
  it('gives a playlist its name and description back, and can be undone', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const details = { name: 'Morning Coffee', description: 'Slow &amp; start', public: playlist.public };
    await keep(
      { kind: 'playlistDetails', playlistId: playlist.id, details },
      { label: 'the details of "Tea"' },
    );
    playlist.name = 'Tea';
    const result = await run();
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: 'Brought back the details of "Tea": name it "Morning Coffee", put its description back.',
    });
    expect(playlist).toMatchObject({ name: 'Morning Coffee', description: 'Slow & start' });
    await run({ undo_id: result.undo_id });
    expect(playlist).toMatchObject({ name: 'Tea', description: 'Slow start' });
  });

  it('saves what was removed and removes what was saved, in chunks of 40, as far as it differs', async () => {
    const { library } = bed.user;
    const all = bed.simulator.catalogue.tracks.map(({ uri }) => uri);
    const saved = all.filter((uri) => library.has(uri));
    const removed = saved.slice(0, 50);
    const added = all.filter((uri) => !library.has(uri)).slice(0, 3);
    await keep({ kind: 'library', removed, added }, { label: 'the library' });
    for (const uri of removed.slice(1)) library.remove(uri);
    for (const uri of added) library.save(uri, 0);
    bed.newRequests();
    const result = await run();
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: 'Brought back the library: save 49 items again, remove 3 items that were saved.',
    });
    expect(removed.every((uri) => library.has(uri)) && !added.some((uri) => library.has(uri))).toBe(true);
    expect(writesIn(bed.newRequests())).toHaveLength(3);
    await run({ undo_id: result.undo_id });
    expect(removed.filter((uri) => library.has(uri))).toEqual(removed.slice(0, 1));
    expect(added.every((uri) => library.has(uri))).toBe(true);
  });

  it('names each thing of the library that Spotify does not take back', async () => {
    const [good = ''] = bed.simulator.catalogue.albums.map(({ uri }) => uri);
    bed.user.library.remove(good);
    const bad = 'spotify:album:0000000000000000000000';
    await keep({ kind: 'library', removed: [bad, good], added: [] });
    const result = await run();
    expect(result).toMatchObject({ outcome: 'partial', failed: [{ item: bad }] });
    expect(bed.user.library.has(good)).toBe(true);
  });

  it('takes playlists that were made out of the library, by their names', async () => {
    const playlist = bed.user.playlists.create({ name: 'New one', uris: [] });
    await keep({ kind: 'createdPlaylists', uris: [playlist.uri] });
    expect(await run({ dry_run: true })).toMatchObject({ summary: 'Delete your playlist "New one".' });
    const result = await run();
    expect(result.outcome).toBe('verified');
    expect(bed.user.library.has(playlist.uri)).toBe(false);
    await run({ undo_id: result.undo_id });
    expect(bed.user.library.has(playlist.uri)).toBe(true);
    await keep({ kind: 'createdPlaylists', uris: ['spotify:playlist:0000000000000000000000'] });
    expect(await run()).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('what can be undone', () => {
  it('is listed with when it was so, newest first, page by page', async () => {
    for (const label of ['one', 'two', 'three'])
      await keep({ kind: 'createdPlaylists', uris: [] }, { label });
    await keep({ kind: 'createdPlaylists', uris: [] }, { label: 'a snapshot', pinned: true });
    const first = await listUndo(bed.context, { limit: 2 });
    expect(first.changes.map(({ label }) => label)).toEqual(['three', 'two']);
    expect(first.changes[0]?.before).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/);
    expect(first.note).toBe('2 of 3; pass next_cursor for more.');
    const rest = await listUndo(bed.context, { cursor: first.next_cursor });
    expect(rest.changes.map(({ label }) => label)).toEqual(['one']);
    expect(rest.next_cursor).toBeUndefined();
    expect(bed.newRequests()).toEqual([]);
  });

  it('is nothing at first, which both tools say', async () => {
    expect(await listUndo(bed.context, {})).toEqual({ changes: [], note: 'There is nothing to undo.' });
    const error = await errorOf(run());
    expect(error).toSatisfy(NotFound.is);
    expect((error as NotFound).hint).toContain('spotify_list_playlist_snapshots');
  });

  it('is not what another account did', async () => {
    const id = await keepItems(playlistNamed('Morning Coffee'));
    const other = { ...bed.context, states: bed.statesOf('grace-hopper') };
    expect(await errorOf(undo(other, { undo_id: id }))).toSatisfy(NotFound.is);
    expect(await errorOf(undo(other, {}))).toSatisfy(NotFound.is);
  });
});
