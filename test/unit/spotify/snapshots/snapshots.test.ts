import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { deleteSnapshot } from '../../../../src/core/spotify/snapshots/deleteSnapshot.ts';
import { listSnapshots } from '../../../../src/core/spotify/snapshots/listSnapshots.ts';
import { restorePlaylist } from '../../../../src/core/spotify/snapshots/restorePlaylist.ts';
import { snapshotPlaylist } from '../../../../src/core/spotify/snapshots/snapshotPlaylist.ts';
import { ForbiddenError, NotFound } from '../../../../src/core/spotify/spotifyErrors.ts';
import { undo } from '../../../../src/core/spotify/writes/undo.ts';
import {
  listSnapshotsResult,
  restorePlaylistParams,
  restorePlaylistResult,
  snapshotPlaylistResult,
} from '../../../../src/protocol/spotify/snapshots.ts';
import type { PlaylistWriteResult } from '../../../../src/protocol/spotify/writes.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import { whileChanging } from '../playlists/itemsBed.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const playlistNamed = (name: string): SimPlaylist => {
  const playlist = bed.user.playlists.byName(name);
  if (playlist === undefined) throw new Error(`no playlist ${name}`);
  return playlist;
};
const urisOf = (playlist: SimPlaylist): string[] => playlist.entries.map(({ uri }) => uri ?? '');
const take = async (playlist: string, label?: string): Promise<string> =>
  (await snapshotPlaylist(bed.context, { playlist, label })).snapshot_id ?? '';
const restore = async (params: object): Promise<PlaylistWriteResult> =>
  restorePlaylistResult.parse(await restorePlaylist(bed.context, restorePlaylistParams.parse(params)));
const writesIn = (requests: readonly string[]): string[] => requests.filter((one) => !one.startsWith('GET'));
const hintOf = (error: unknown): string | undefined => (error as NotFound).hint;

describe('a snapshot of a playlist', () => {
  it('keeps all of it, asks only reads of Spotify, and says what it kept', async () => {
    const playlist = playlistNamed('Deep Work');
    const result = await snapshotPlaylist(bed.context, {
      playlist: 'deep work',
      label: 'before\nthe \u202eparty',
    });
    expect(snapshotPlaylistResult.parse(result)).toEqual({
      outcome: 'verified',
      summary: 'Kept a snapshot of "Deep Work", 130 items.',
      snapshot_id: expect.any(String) as string,
      items: 130,
    });
    expect(writesIn(bed.newRequests())).toEqual([]);
    expect(await bed.context.states.get(result.snapshot_id ?? '')).toMatchObject({
      label: 'before the party: "Deep Work", 130 items',
      pinned: true,
      subject: playlist.uri,
      content: { kind: 'playlist', uris: urisOf(playlist), details: { name: 'Deep Work', public: false } },
    });
  });

  it('says what of it only Spotify itself can add again', async () => {
    const { note } = await snapshotPlaylist(bed.context, { playlist: 'Odds and Ends' });
    expect(note).toMatch(/^2 items of it only Spotify's own app can add again/);
  });

  it('waits for a change that is under way: half of it is no state of the playlist', async () => {
    const playlist = playlistNamed('Morning Coffee');
    const uris = urisOf(playlist);
    const id = await whileChanging(bed, playlist, () => take(playlist.uri));
    expect(await bed.context.states.get(id)).toMatchObject({ content: { uris } });
  });

  it('is only told in a dry run', async () => {
    const result = await snapshotPlaylist(bed.context, { playlist: 'Deep Work', dry_run: true });
    expect(result).toEqual({
      outcome: 'planned',
      summary: 'Keep a snapshot of "Deep Work", 130 items.',
      items: 130,
    });
    expect(await bed.context.states.list({})).toEqual([]);
  });

  it('is refused for a playlist of others, whose contents Spotify hides', async () => {
    const uri = playlistNamed('Harbour Nights').uri;
    expect(await errorOf(take(uri))).toSatisfy(ForbiddenError.is);
  });

  it('does not expire, and is not what an undo without an id brings back', async () => {
    await take('Morning Coffee');
    bed.simulator.clock.advance(400 * 86_400_000);
    expect((await listSnapshots(bed.context, {})).snapshots).toHaveLength(1);
    expect(await errorOf(undo(bed.context, {}))).toSatisfy(NotFound.is);
  });
});

describe('the list of snapshots', () => {
  it('shows those of one playlist or of all, newest first, page by page', async () => {
    const coffee = playlistNamed('Morning Coffee');
    await take('Morning Coffee', 'one');
    await take('Deep Work');
    await take('Morning Coffee', 'two');
    const all = listSnapshotsResult.parse(await listSnapshots(bed.context, { limit: 2 }));
    expect(all.snapshots.map(({ label }) => label)).toEqual([
      'two: "Morning Coffee", 12 items',
      '"Deep Work", 130 items',
    ]);
    expect(all.note).toBe('2 of 3; pass next_cursor for more.');
    const rest = await listSnapshots(bed.context, { limit: 2, cursor: all.next_cursor });
    expect(rest.snapshots).toMatchObject([
      { label: 'one: "Morning Coffee", 12 items', playlist: coffee.uri },
    ]);
    bed.newRequests();
    const some = await listSnapshots(bed.context, { playlist: coffee.uri });
    expect(some.snapshots).toHaveLength(2);
    expect(bed.newRequests()).toEqual([]);
    expect(
      await errorOf(listSnapshots(bed.context, { playlist: coffee.uri, cursor: all.next_cursor })),
    ).toSatisfy(InputError.is);
  });

  it('says when there are none', async () => {
    expect(await listSnapshots(bed.context, {})).toEqual({ snapshots: [], note: 'There are no snapshots.' });
    const { note } = await listSnapshots(bed.context, { playlist: playlistNamed('Deep Work').uri });
    expect(note).toBe('There are no snapshots of this playlist.');
  });
});

describe('restoring a playlist', () => {
  it('brings the items of the newest snapshot back, stays possible, and can be undone', async () => {
    const playlist = playlistNamed('Deep Work');
    const before = urisOf(playlist);
    await take('Deep Work');
    playlist.replace(before.slice(0, 10), 0, bed.user.id);
    playlist.name = 'Deeper Work';
    const result = await restore({ playlist: playlist.uri });
    expect(result).toMatchObject({
      outcome: 'verified',
      playlist: { name: 'Deeper Work', uri: playlist.uri },
    });
    expect(urisOf(playlist)).toEqual(before);
    expect(playlist.name).toBe('Deeper Work');
    expect((await listSnapshots(bed.context, {})).snapshots).toHaveLength(1);
    await undo(bed.context, {});
    expect(urisOf(playlist)).toEqual(before.slice(0, 10));
  });

  it('brings name, description and visibility back where that is asked for', async () => {
    const playlist = playlistNamed('Deep Work');
    const id = await take('Deep Work');
    Object.assign(playlist, { name: 'Deeper Work', description: 'New', public: true });
    expect(await restore({ snapshot_id: id })).toMatchObject({ outcome: 'unchanged' });
    const result = await restore({ snapshot_id: id, details: true });
    expect(result.outcome).toBe('verified');
    expect(playlist).toMatchObject({ name: 'Deep Work', description: '', public: false });
    await undo(bed.context, { undo_id: result.undo_id });
    expect(playlist).toMatchObject({ name: 'Deeper Work', description: 'New', public: true });
  });

  it('tells what it would do, and does nothing, in a dry run', async () => {
    const playlist = playlistNamed('Morning Coffee');
    await take('Morning Coffee');
    playlist.replace([], 0, bed.user.id);
    bed.newRequests();
    expect(await restore({ playlist: playlist.uri, dry_run: true })).toMatchObject({
      outcome: 'planned',
      summary: 'Bring back "Morning Coffee", 12 items: add 12 items.',
    });
    expect(writesIn(bed.newRequests())).toEqual([]);
  });

  it('makes a new private playlist of it, which an undo takes away', async () => {
    const playlist = playlistNamed('Odds and Ends');
    const uris = urisOf(playlist);
    await take('Odds and Ends');
    const result = await restore({ playlist: 'Odds and Ends', as_new: 'Odds, again' });
    const addable = uris.filter((uri) => uri !== '' && !uri.startsWith('spotify:local:'));
    expect(result).toMatchObject({
      outcome: 'partial',
      summary: expect.stringMatching(/^Made the private playlist "Odds, again" with 9 items of/) as string,
      failed: [
        { item: expect.stringContaining('spotify:local:') as string },
        { item: expect.any(String) as string },
      ],
      playlist: { name: 'Odds, again' },
    });
    const made = playlistNamed('Odds, again');
    expect(urisOf(made)).toEqual(addable);
    expect(made.public).toBe(false);
    expect(urisOf(playlist)).toEqual(uris);
    await undo(bed.context, { undo_id: result.undo_id });
    expect(bed.user.playlists.byName('Odds, again')).toBeUndefined();
  });

  it('makes a new playlist of what was kept before a change, where the old one is gone', async () => {
    const [uri = ''] = urisOf(playlistNamed('Morning Coffee'));
    const content = { kind: 'playlistItems', playlistId: '0000000000000000000000', uris: [uri] } as const;
    const id = await bed.context.states.put({ label: 'the items of "Gone"', content });
    expect(hintOf(await errorOf(restore({ snapshot_id: id })))).toContain('as_new');
    const result = await restore({ snapshot_id: id, as_new: 'Back' });
    expect(result).toMatchObject({ outcome: 'verified', playlist: { name: 'Back', items: 1 } });
    expect(urisOf(playlistNamed('Back'))).toEqual([uri]);
  });

  it('names what could not be added to the new playlist, which is there all the same', async () => {
    await take('Deep Work');
    bed.simulator.troubles.once({ kind: '500' }, { match: /^POST .*items/ });
    const result = await restore({ playlist: 'Deep Work', as_new: 'Deep, again' });
    expect(result).toMatchObject({ outcome: 'partial', playlist: { name: 'Deep, again' } });
    expect(result.undo_id).toBeDefined();
    expect(playlistNamed('Deep, again').entries).toEqual([]);
  });

  it('asks for a snapshot or a playlist, and for one that there is', async () => {
    const id = await bed.context.states.put({ label: 'x', content: { kind: 'createdPlaylists', uris: [] } });
    for (const params of [{}, { snapshot_id: id, playlist: 'Deep Work' }, { snapshot_id: id }]) {
      expect(await errorOf(restore(params))).toSatisfy(InputError.is);
    }
    for (const params of [{ snapshot_id: 'nowhere' }, { playlist: playlistNamed('Deep Work').uri }]) {
      const error = await errorOf(restore(params));
      expect(error).toSatisfy(NotFound.is);
      expect(hintOf(error)).toContain('spotify_list_playlist_snapshots');
    }
    expect(writesIn(bed.newRequests())).toEqual([]);
    expect(restorePlaylistParams.safeParse({ as_new: '\u202e' }).success).toBe(false);
    expect(restorePlaylistParams.safeParse({ as_new: ' ' }).success).toBe(false);
  });
});

describe('deleting a snapshot', () => {
  it('forgets it for good, and asks nothing of Spotify', async () => {
    const id = await take('Morning Coffee');
    bed.newRequests();
    const planned = await deleteSnapshot(bed.context, { snapshot_id: id, dry_run: true });
    expect(planned).toMatchObject({
      outcome: 'planned',
      summary: expect.stringMatching(/^Delete the snapshot of .* \("Morning Coffee", 12 items\)/) as string,
    });
    expect(await bed.context.states.get(id)).toBeDefined();
    const done = await deleteSnapshot(bed.context, { snapshot_id: id });
    expect(done.outcome).toBe('verified');
    expect(done.undo_id).toBeUndefined();
    expect(await bed.context.states.list({})).toEqual([]);
    expect(bed.newRequests()).toEqual([]);
  });

  it('is for snapshots only', async () => {
    const id = await bed.context.states.put({ label: 'x', content: { kind: 'createdPlaylists', uris: [] } });
    expect(await errorOf(deleteSnapshot(bed.context, { snapshot_id: id }))).toSatisfy(NotFound.is);
    expect(await bed.context.states.get(id)).toBeDefined();
  });
});
