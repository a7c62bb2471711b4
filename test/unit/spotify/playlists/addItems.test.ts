import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, InputError } from '../../../../src/core/errors.ts';
import { addItems } from '../../../../src/core/spotify/playlists/addItems.ts';
import { ForbiddenError, NotFound, SpotifyRefused } from '../../../../src/core/spotify/spotifyErrors.ts';
import { playlistItemsResult } from '../../../../src/protocol/spotify/playlistItems.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { held, keptOf, localUri, playlistOf, track, tracks, troubledAfterProgress } from './itemsBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));

describe('adding to a playlist', () => {
  it('adds in order at the end, and reads it back', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 3));
    const uris = [track(bed, 9), bed.simulator.catalogue.episodes[0]?.uri ?? '', track(bed, 8)];
    const result = await addItems(bed.context, { playlist: list.uri, uris });
    expect(held(list)).toEqual([...tracks(bed, 0, 3), ...uris]);
    expect(playlistItemsResult.strict().parse(result)).toEqual({
      outcome: 'verified',
      summary: 'Added 3 items to "Road trip".',
      undo_id: expect.any(String) as string,
      playlist: {
        name: 'Road trip',
        uri: list.uri,
        url: `https://open.spotify.com/playlist/${list.id}`,
        items: 6,
      },
      snapshot_id: list.snapshotId,
    });
    expect(await keptOf(bed, result.undo_id)).toEqual({
      kind: 'playlistItems',
      playlistId: list.id,
      uris: tracks(bed, 0, 3),
    });
  });

  it('costs three requests where the playlist is short', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 40));
    await addItems(bed.context, { playlist: list.uri, uris: [track(bed, 50)] });
    expect(bed.newRequests()).toEqual([
      `GET /playlists/${list.id}`,
      `POST /playlists/${list.id}/items`,
      `GET /playlists/${list.id}/items`,
    ]);
  });

  it('takes links, and the name of the playlist', async () => {
    const list = playlistOf(bed, 'Road trip', []);
    const link = `https://open.spotify.com/intl-de/track/${track(bed, 4).split(':')[2] ?? ''}?si=x`;
    await addItems(bed.context, { playlist: 'road TRIP', uris: [link] });
    expect(held(list)).toEqual([track(bed, 4)]);
  });

  it('adds hundreds at a position, 100 a call', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 120));
    const uris = tracks(bed, 200, 450);
    const result = await addItems(bed.context, { playlist: list.uri, uris, position: 60 });
    expect(held(list)).toEqual([...tracks(bed, 0, 60), ...uris, ...tracks(bed, 60, 120)]);
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: 'Added 250 items to "Road trip" at position 60.',
    });
    expect(writes()).toHaveLength(3);
    const done = bed.progress.map((report) => report.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it('skips and names what is there already, anywhere in the list', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 150));
    const uris = [track(bed, 3), track(bed, 700), track(bed, 140), track(bed, 700)];
    const result = await addItems(bed.context, { playlist: list.uri, uris });
    expect(held(list)).toEqual([...tracks(bed, 0, 150), track(bed, 700)]);
    expect(result.outcome).toBe('verified');
    expect(result.note).toMatch(
      /^Already there: ".+" \(position 3\), ".+" \(position 140\)\. Given more than once, added once: 1 item\.$/,
    );
    const again = await addItems(bed.context, { playlist: list.uri, uris });
    expect(again).toMatchObject({
      outcome: 'unchanged',
      summary: 'All of it is in "Road trip" already.',
      playlist: { items: 151 },
    });
    expect(writes()).toHaveLength(1);
  });

  it('adds nothing where duplicates are refused and one is there', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 3));
    const uris = [track(bed, 9), track(bed, 1), track(bed, 8), track(bed, 8)];
    const result = await addItems(bed.context, { playlist: list.uri, uris, duplicates: 'refuse' });
    expect(result).toMatchObject({
      outcome: 'unchanged',
      summary: 'Nothing was added to "Road trip": 2 items are duplicates.',
      failed: [
        { item: track(bed, 1), why: 'Already there.' },
        { item: track(bed, 8), why: 'Given more than once.' },
      ],
    });
    expect(result.undo_id).toBeUndefined();
    expect(writes()).toEqual([]);
    const fresh = { playlist: list.uri, uris: [track(bed, 9)], duplicates: 'refuse' as const };
    expect((await addItems(bed.context, fresh)).outcome).toBe('verified');
  });

  it('adds a song twice where that is wanted', async () => {
    const list = playlistOf(bed, 'Road trip', [track(bed, 0)]);
    const uris = [track(bed, 0), track(bed, 1), track(bed, 1)];
    await addItems(bed.context, { playlist: list.uri, uris, duplicates: 'allow' });
    expect(held(list)).toEqual([track(bed, 0), ...uris]);
  });

  it('only says what it would do in a dry run', async () => {
    const list = playlistOf(bed, 'Road trip', [track(bed, 0)]);
    const params = { playlist: list.uri, uris: tracks(bed, 0, 2), dry_run: true };
    expect(await addItems(bed.context, params)).toMatchObject({
      outcome: 'planned',
      summary: 'Add 1 item to "Road trip".',
      playlist: { items: 1 },
    });
    expect(writes()).toEqual([]);
  });

  it('does not let two calls come between each other', async () => {
    const list = playlistOf(bed, 'Road trip', []);
    const both = [tracks(bed, 0, 250), tracks(bed, 250, 500)] as const;
    await Promise.all(both.map((uris) => addItems(bed.context, { playlist: list.uri, uris })));
    expect(held(list)).toEqual([...both[0], ...both[1]]);
    const same = { playlist: list.uri, uris: [track(bed, 600)] };
    const outcomes = await Promise.all([addItems(bed.context, same), addItems(bed.context, same)]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['verified', 'unchanged']);
  });
});

describe('adding that fails', () => {
  it('in the middle says what was added and what was not', async () => {
    const list = playlistOf(bed, 'Road trip', []);
    const post = 'POST /playlists/{playlist_id}/items';
    const context = troubledAfterProgress(bed, { kind: '403', reason: 'plainText' }, post);
    const uris = tracks(bed, 0, 230);
    const result = await addItems(context, { playlist: list.uri, uris });
    expect(held(list)).toEqual(uris.slice(0, 100));
    expect(result).toMatchObject({
      outcome: 'partial',
      note: '100 of 230 were added.',
      undo_id: expect.any(String) as string,
    });
    expect(result.failed).toHaveLength(21);
    expect(result.failed?.[0]?.item).toBe(uris[100]);
    expect(result.failed?.at(-1)?.item).toBe('and 110 more after these');
    expect(result.snapshot_id).toBeUndefined();
  });

  it('without an answer goes on where a look shows the items', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 5));
    const post = 'POST /playlists/{playlist_id}/items';
    bed.simulator.troubles.once({ kind: 'cut' }, { match: post });
    const uris = tracks(bed, 100, 330);
    const result = await addItems(bed.context, { playlist: list.uri, uris, position: 2 });
    expect(held(list)).toEqual([...tracks(bed, 0, 2), ...uris, ...tracks(bed, 2, 5)]);
    expect(result.outcome).toBe('verified');
    expect(writes()).toHaveLength(3);
  });

  it('without an answer and without effect is unknown, and not sent again', async () => {
    const list = playlistOf(bed, 'Road trip', []);
    bed.simulator.troubles.once({ kind: '500' }, { match: 'POST /playlists/{playlist_id}/items' });
    const uris = tracks(bed, 0, 150);
    const result = await addItems(bed.context, { playlist: list.uri, uris });
    expect(result.outcome).toBe('unknown');
    expect(held(list)).toEqual([]);
    expect(writes()).toHaveLength(1);
  });

  it('at once throws, and keeps no state', async () => {
    const list = playlistOf(bed, 'Road trip', [track(bed, 0)]);
    const unknown = 'spotify:track:0000000000000000000000';
    const error = await errorOf(addItems(bed.context, { playlist: list.uri, uris: [unknown] }));
    expect(SpotifyRefused.is(error)).toBe(true);
    expect(await bed.context.states.list({})).toEqual([]);
  });

  it('stops when the caller cancels', async () => {
    const list = playlistOf(bed, 'Road trip', []);
    const caller = new AbortController();
    const context = {
      ...bed.contextWith(caller.signal),
      progress: () => {
        caller.abort();
      },
    };
    const result = addItems(context, { playlist: list.uri, uris: tracks(bed, 0, 230) });
    expect(await result).toMatchObject({
      outcome: 'partial',
      failed: expect.arrayContaining([
        { item: track(bed, 100), why: 'Cancelled before it was added.' },
      ]) as unknown,
    });
    expect(held(list)).toHaveLength(100);
    const late = addItems(context, { playlist: list.uri, uris: [track(bed, 600)] });
    expect(CancelledError.is(await errorOf(late))).toBe(true);
  });
});

describe('what cannot be added', () => {
  const rejects = async (params: Parameters<typeof addItems>[1]): Promise<InputError> => {
    const error = await errorOf(addItems(bed.context, params));
    if (!InputError.is(error)) throw error;
    return error;
  };

  it('is refused before anything is sent', async () => {
    const list = playlistOf(bed, 'Road trip', []);
    const artist = bed.simulator.catalogue.artists[0]?.uri ?? '';
    const playlist = list.uri;
    expect((await rejects({ playlist, uris: [artist] })).message).toContain('kind artist');
    expect((await rejects({ playlist, uris: [localUri] })).message).toContain('a local file');
    expect((await rejects({ playlist, uris: ['Bohemian Rhapsody'] })).message).toContain('not a Spotify URI');
    expect((await rejects({ playlist: artist, uris: [track(bed, 0)] })).message).toContain('kind artist');
    expect(bed.newRequests()).toEqual([]);
    expect((await rejects({ playlist, uris: [track(bed, 0)], position: 1 })).hint).toContain('up to');
    expect(writes()).toEqual([]);
  });

  it('goes into no playlist of others, and says so', async () => {
    const foreign = bed.user.playlists.byName('Harbour Nights');
    const params = { playlist: foreign?.uri ?? '', uris: [track(bed, 0)] };
    const error = await errorOf(addItems(bed.context, params));
    if (!ForbiddenError.is(error, 'other')) throw error;
    expect(error.message).toBe(
      'Only the owner and collaborators may change "Harbour Nights", and this account is neither.',
    );
    expect(writes()).toEqual([]);
    const shared = bed.user.playlists.byName('Shared Kitchen');
    const allowed = { playlist: shared?.uri ?? '', uris: [track(bed, 700)] };
    expect((await addItems(bed.context, allowed)).outcome).toBe('verified');
  });

  it('goes into no playlist that is not there', async () => {
    const params = { playlist: 'spotify:playlist:0000000000000000000000', uris: [track(bed, 0)] };
    expect(NotFound.is(await errorOf(addItems(bed.context, params)))).toBe(true);
    const named = { playlist: 'No such list', uris: [track(bed, 0)] };
    expect(NotFound.is(await errorOf(addItems(bed.context, named)))).toBe(true);
  });
});
