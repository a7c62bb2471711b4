import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/errors.ts';
import { removeItems, saveItems } from '../../../../src/core/spotify/library/changeLibrary.ts';
import {
  AuthError,
  NotFound,
  QuotaExceeded,
  SpotifyRefused,
} from '../../../../src/core/spotify/spotifyErrors.ts';
import type { SavedContent } from '../../../../src/core/spotify/writes/savedState.ts';
import {
  changeLibraryParams,
  changeLibraryResult,
  type ChangeLibraryResult,
} from '../../../../src/protocol/spotify/library.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { withScopes } from './withScopes.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

type Change = (
  uris: readonly string[],
  options?: { readonly dry_run?: boolean; readonly context?: typeof bed.context },
) => Promise<ChangeLibraryResult>;
const changing =
  (feature: typeof saveItems): Change =>
  async (uris, { context = bed.context, ...more } = {}) => {
    const params = changeLibraryParams.parse({ uris, ...more });
    return changeLibraryResult.strict().parse(await feature(context, params));
  };
const save = changing(saveItems);
const remove = changing(removeItems);

const isSaved = (uri: string): boolean => bed.user.library.has(uri);
const fresh = (count: number, kind: 'tracks' | 'albums' | 'artists' | 'shows' = 'tracks'): string[] =>
  bed.simulator.catalogue[kind]
    .map(({ uri }) => uri)
    .filter((uri) => !isSaved(uri))
    .slice(0, count);
const kept = (kind: string, count: number): string[] =>
  bed.user.library
    .list(kind)
    .slice(0, count)
    .map(({ uri }) => uri);
const unknownTrack = `spotify:track:${'0'.repeat(22)}`;
const writes = (): string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));
const undoContent = async (id: string | undefined): Promise<SavedContent | undefined> =>
  (await bed.context.states.get(id ?? ''))?.content;
const stateCount = async (): Promise<number> => (await bed.context.states.list({})).length;

describe('saving', () => {
  it('saves what is not there, and looks whether it is there then', async () => {
    const tracks = fresh(3);
    const [album = ''] = fresh(1, 'albums');
    const there = kept('track', 2);
    const result = await save([...tracks, ...there, album, tracks[0] ?? '']);
    expect(result).toEqual({
      outcome: 'verified',
      summary: 'Saved 3 tracks and 1 album in the library.',
      changed: 4,
      unchanged: 2,
      note: '2 were saved already.',
      undo_id: expect.any(String) as string,
    });
    expect([...tracks, album].every(isSaved)).toBe(true);
    expect(bed.newRequests()).toEqual([
      'GET /me/library/contains',
      'PUT /me/library',
      'GET /me/library/contains',
    ]);
    expect(bed.simulator.requests.at(-2)?.query.get('uris')?.split(',')).toEqual([...tracks, album]);
    expect(await undoContent(result.undo_id)).toEqual({
      ...{ kind: 'library', removed: [] },
      added: [...tracks, album],
    });
  });

  it('does nothing where nothing is new, and keeps no state', async () => {
    expect(await save(kept('track', 2))).toEqual({
      outcome: 'unchanged',
      summary: '2 tracks are saved or followed already.',
      unchanged: 2,
    });
    expect(bed.newRequests()).toHaveLength(1);
    expect(await stateCount()).toBe(0);
  });

  it('only tells in a dry run', async () => {
    const [track = ''] = fresh(1);
    const lists = bed.simulator.playlists.all.filter(({ uri, editorial }) => !isSaved(uri) && !editorial);
    const uris = [track, ...lists.map(({ uri }) => uri)];
    expect(await save(uris, { dry_run: true })).toEqual({
      outcome: 'planned',
      summary: 'Save 1 track in the library and follow 1 playlist.',
    });
    expect(writes()).toEqual([]);
    expect(await stateCount()).toBe(0);
    expect((await save(uris)).outcome).toBe('verified');
    expect(uris.every(isSaved)).toBe(true);
  });

  it('sends 500 in chunks of 40, and tells how far it is', async () => {
    const tracks = fresh(500);
    const { outcome, changed } = await save(tracks);
    expect({ outcome, changed }).toEqual({ outcome: 'verified', changed: 500 });
    expect(tracks.every(isSaved)).toBe(true);
    expect(bed.newRequests()).toHaveLength(39);
    const done = bed.progress.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(bed.progress.at(-1)).toEqual({ done: 1000, total: 1000, message: 'Saving' });
  });

  it('narrows a refused chunk down to the bad one, and does the others', async () => {
    const tracks = fresh(79);
    tracks.splice(20, 0, unknownTrack);
    const result = await save(tracks);
    expect(result).toMatchObject({
      outcome: 'partial',
      summary: 'Saved 79 tracks in the library; 1 failed.',
      changed: 79,
      failed: [{ item: unknownTrack, why: expect.stringContaining('Invalid uri') as string }],
    });
    expect(tracks.filter((uri) => !isSaved(uri))).toEqual([unknownTrack]);
    expect(writes().length).toBeLessThanOrEqual(14);
    expect(await undoContent(result.undo_id)).toEqual({
      ...{ kind: 'library', removed: [] },
      added: tracks.filter((uri) => uri !== unknownTrack),
    });
    expect(await stateCount()).toBe(1);
  });

  it('gives up narrowing after some requests', async () => {
    const bad = Array.from({ length: 40 }, (_, at) => `spotify:track:${String(at).padStart(22, '0')}`);
    const good = fresh(40);
    const mixed = good.flatMap((uri, at) => [uri, bad[at] ?? '']);
    const { outcome, failed, changed } = await save(mixed);
    expect(outcome).toBe('partial');
    expect(writes().length).toBeLessThanOrEqual(32);
    expect(failed?.map(({ item }) => item)).toEqual(mixed.filter((uri) => !isSaved(uri)));
    expect(failed?.length).toBe(80 - (changed ?? 0));
    expect(failed?.some(({ why }) => why.startsWith('Refused together with others'))).toBe(true);
  });

  it('fails with Spotify’s reason where nothing was saved, and keeps no state', async () => {
    const error = await errorOf(save([unknownTrack]));
    expect(SpotifyRefused.is(error) && error.message).toContain('Invalid uri');
    expect(await stateCount()).toBe(0);
  });

  it('explains that artists cannot be followed, with few requests, and saves the rest', async () => {
    const artists = fresh(15, 'artists');
    const tracks = fresh(2);
    const { outcome, changed, failed } = await save([...artists, ...tracks]);
    expect({ outcome, changed }).toEqual({ outcome: 'partial', changed: 2 });
    expect(failed).toEqual(
      artists.map((item) => ({ item, why: 'Spotify does not let this app follow or unfollow artists.' })),
    );
    expect(writes()).toHaveLength(3);
    const error = await errorOf(save(artists));
    expect(SpotifyRefused.is(error) && error.hint).toContain('in the Spotify app');
  });

  it('leaves out the kinds for which the sign-in lacks a permission', async () => {
    const [list] = bed.simulator.playlists.all.filter(({ name }) => name === 'Paper Jazz Weekly');
    const tracks = fresh(2);
    const context = withScopes(bed, ['user-library-read', 'user-library-modify', 'playlist-read-private']);
    const { outcome, failed, changed } = await save([list?.uri ?? '', ...tracks], { context });
    expect({ outcome, changed }).toEqual({ outcome: 'partial', changed: 2 });
    expect(failed).toEqual([
      { item: list?.uri, why: expect.stringContaining('playlist-modify-public') as string },
    ]);
    expect(writes()).toHaveLength(1);
    const error = await errorOf(save([list?.uri ?? ''], { context }));
    expect(AuthError.is(error, 'missingScope')).toBe(true);
  });

  it('stops at a limit, and names what was not sent', async () => {
    const tracks = fresh(100);
    bed.simulator.troubles.once({ kind: 'slow', ms: 0 }, { match: 'PUT /me/library' });
    bed.simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'PUT /me/library' });
    const result = await save(tracks);
    expect(result).toMatchObject({
      outcome: 'partial',
      summary: 'Saved 40 tracks in the library; 60 failed.',
      changed: 40,
      failed: tracks.slice(40).map((item) => ({ item, why: 'Not sent.' })),
      note: expect.stringContaining('quota') as string,
    });
    expect(writes()).toHaveLength(2);
    expect(await undoContent(result.undo_id)).toMatchObject({ added: tracks.slice(0, 40) });
  });

  it('fails as a whole where the limit comes first', async () => {
    bed.simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 3600 }, { match: 'PUT /me/library' });
    expect(QuotaExceeded.is(await errorOf(save(fresh(100))))).toBe(true);
    expect(await stateCount()).toBe(0);
  });

  it('looks when no answer comes, and sends nothing twice', async () => {
    const [track = ''] = fresh(1);
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'PUT /me/library' });
    expect(await save([track])).toMatchObject({ outcome: 'verified', changed: 1 });
    expect(writes()).toHaveLength(1);
    const [other = ''] = fresh(1);
    bed.simulator.troubles.once({ kind: '500' }, { match: 'PUT /me/library' });
    const result = await save([other]);
    expect(result).toMatchObject({ outcome: 'unknown', note: 'Look again before you repeat it.' });
    expect(result.summary).toContain('Spotify did not answer');
    expect(result.changed).toBeUndefined();
    expect(writes()).toHaveLength(1);
  });

  it('ends many requests at one without an answer, and counts what a look shows of it', async () => {
    const tracks = fresh(120);
    bed.simulator.troubles.once({ kind: 'slow', ms: 0 }, { match: 'PUT /me/library' });
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'PUT /me/library' });
    const shown = await save(tracks);
    expect(shown).toMatchObject({ outcome: 'partial', changed: 80 });
    expect(shown.failed).toEqual(tracks.slice(80).map((item) => ({ item, why: 'Not sent.' })));
    expect(await undoContent(shown.undo_id)).toMatchObject({ added: tracks.slice(0, 80) });
    const others = fresh(120);
    bed.simulator.troubles.once({ kind: 'slow', ms: 0 }, { match: 'PUT /me/library' });
    bed.simulator.troubles.once({ kind: '500' }, { match: 'PUT /me/library' });
    const open = await save(others);
    expect(open).toMatchObject({ outcome: 'partial', changed: 40 });
    expect(open.failed?.map(({ why }) => why)).toEqual([
      ...Array.from({ length: 40 }, () => 'No answer; it may have been done or not.'),
      ...Array.from({ length: 40 }, () => 'Not sent.'),
    ]);
    expect(await undoContent(open.undo_id)).toMatchObject({ added: others.slice(0, 80) });
    expect(writes()).toHaveLength(4);
  });

  it('is unknown where the first of many requests has no answer and shows nothing', async () => {
    bed.simulator.troubles.once({ kind: '500' }, { match: 'PUT /me/library' });
    const result = await save(fresh(120));
    expect(result).toMatchObject({ outcome: 'unknown', changed: 0 });
    expect(writes()).toHaveLength(1);
  });

  it('keeps what was done when its caller cancels', async () => {
    const tracks = fresh(120);
    const aborter = new AbortController();
    const context = {
      ...bed.contextWith(aborter.signal),
      progress: ({ message }: { message?: string | undefined }) => {
        if (message === 'Saving') aborter.abort();
      },
    };
    const result = await save(tracks, { context });
    expect(result).toMatchObject({ outcome: 'partial', changed: 40, note: 'Cancelled before all was sent.' });
    const [state] = await bed.context.states.list({});
    expect(await undoContent(state?.id)).toMatchObject({
      added: expect.arrayContaining(tracks.slice(0, 40)) as string[],
    });
    expect(writes()).toHaveLength(1);
  });

  it('takes one change after the other', async () => {
    const tracks = fresh(3);
    const [first, second] = await Promise.all([save(tracks), save(tracks)]);
    expect([first.outcome, second.outcome]).toEqual(['verified', 'unchanged']);
    expect(writes()).toHaveLength(1);
  });

  it.each(['spotify:user:ada-lovelace', 'spotify:local:a:b:c:1', 'Long Division of Rain'])(
    'refuses %s and sends nothing',
    async (wrong) => {
      expect(InputError.is(await errorOf(save([wrong])))).toBe(true);
      expect(InputError.is(await errorOf(remove([wrong])))).toBe(true);
      expect(bed.newRequests()).toEqual([]);
    },
  );
});

describe('removing', () => {
  it('names the little that it takes, and can be undone', async () => {
    const [track = ''] = kept('track', 1);
    const [album = ''] = kept('album', 1);
    const name = (uri: string): string => bed.simulator.catalogue.byUri(uri)?.name ?? '';
    const result = await remove([track, album, ...fresh(1)]);
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: `Removed the track "${name(track)}" and the album "${name(album)}" from the library.`,
      changed: 2,
      unchanged: 1,
      note: '1 was not saved. An undo brings them back with a new date.',
    });
    expect([track, album].some(isSaved)).toBe(false);
    expect(await undoContent(result.undo_id)).toEqual({
      ...{ kind: 'library', added: [] },
      removed: [track, album],
    });
  });

  it('counts more, without asking for names', async () => {
    const uris = [...kept('track', 4), ...kept('show', 1)];
    const { summary } = await remove(uris, { dry_run: true });
    expect(summary).toBe('Remove 4 tracks and 1 show from the library.');
    expect(bed.newRequests()).toEqual(['GET /me/library/contains']);
    expect(uris.every(isSaved)).toBe(true);
  });

  it('does without names that cannot be read', async () => {
    bed.simulator.troubles.always({ kind: 'quota' }, { match: 'GET /tracks' });
    const { outcome, summary } = await remove(kept('track', 1));
    expect({ outcome, summary }).toEqual({
      outcome: 'verified',
      summary: 'Removed 1 track from the library.',
    });
  });

  it('says that an own playlist is deleted, and that another is only left', async () => {
    const lists = ['Morning Coffee', 'Harbour Nights'].map((name) => bed.user.playlists.byName(name));
    const uris = lists.map((list) => list?.uri ?? '');
    const planned = await remove(uris, { dry_run: true });
    expect(planned.summary).toBe(
      'Stop following the playlist "Harbour Nights" and delete your playlist "Morning Coffee".',
    );
    expect(uris.every(isSaved)).toBe(true);
    const result = await remove(uris);
    expect(result.outcome).toBe('verified');
    expect(uris.some(isSaved)).toBe(false);
    expect(await undoContent(result.undo_id)).toMatchObject({ removed: uris });
    expect((await save(uris)).outcome).toBe('verified');
    expect(bed.user.playlists.byName('Morning Coffee')?.entries).toHaveLength(12);
  });

  it('reads many playlists by their list, and names each that it would delete', async () => {
    const uris = bed.user.playlists.list().map(({ uri }) => uri);
    const { summary } = await remove(uris, { dry_run: true });
    expect(summary).toMatch(
      /^Stop following the playlist ".*" and the playlist ".*" and delete your playlists /,
    );
    expect(summary).toContain('"Morning Coffee"');
    expect(summary).toContain(`"<h1>Loud</h1> yltcaxe 'mix'"`);
    expect(bed.newRequests().toSorted()).toEqual([
      'GET /me',
      'GET /me/library/contains',
      'GET /me/playlists',
    ]);
  });

  it('takes a playlist that Spotify does not show for somebody else’s', async () => {
    const hidden = bed.simulator.playlists.all.find(({ editorial }) => editorial);
    bed.user.library.save(hidden?.uri ?? '', 5);
    expect((await remove([hidden?.uri ?? ''], { dry_run: true })).summary).toBe('Stop following 1 playlist.');
  });

  it('removes nothing where it cannot tell what removing a playlist means', async () => {
    const [uri = ''] = kept('playlist', 1);
    bed.simulator.troubles.always({ kind: '500' }, { match: 'GET /playlists' });
    expect(NotFound.is(await errorOf(remove([uri])))).toBe(false);
    expect(isSaved(uri)).toBe(true);
    expect(writes()).toEqual([]);
  });

  it('does nothing where nothing is there', async () => {
    expect(await remove(fresh(1))).toEqual({
      outcome: 'unchanged',
      summary: '1 track is not saved or followed.',
      unchanged: 1,
    });
  });

  it('stays small enough to be read in the worst case', async () => {
    const artists = Array.from({ length: 499 }, (_, at) => `spotify:artist:${String(at).padStart(22, 'A')}`);
    for (const uri of artists) bed.user.library.save(uri, 5);
    const result = await remove([...artists, ...kept('track', 1)]);
    expect(result).toMatchObject({ outcome: 'partial', changed: 1 });
    expect(result.failed).toHaveLength(499);
    expect(JSON.stringify(result).length).toBeLessThan(100_000);
  });
});
