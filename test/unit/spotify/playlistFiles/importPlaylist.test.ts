import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importPlaylist } from '../../../../src/core/spotify/playlistFiles/importPlaylist.ts';
import { playlistText } from '../../../../src/core/spotify/playlistFiles/playlistText.ts';
import { playlistRow } from '../../../../src/core/spotify/playlistFiles/playlistRow.ts';
import { readWhole } from '../../../../src/core/spotify/playlistPower/readWhole.ts';
import {
  importPlaylistResult,
  type ImportPlaylistParams,
  type ImportPlaylistResult,
} from '../../../../src/protocol/spotify/playlistFile.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import {
  held,
  keptOf,
  localUri,
  playlistOf,
  track,
  tracks,
  troubledAfterProgress,
} from '../playlists/itemsBed.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { openFileBed, type FileBed } from './fileBed.ts';

let bed: SpotifyBed;
let folder: FileBed;
beforeEach(async () => {
  [bed, folder] = await Promise.all([openSpotifyBed(), openFileBed()]);
});
afterEach(async () => {
  await Promise.all([bed.close(), folder.close()]);
});

async function imported(params: ImportPlaylistParams): Promise<ImportPlaylistResult> {
  return importPlaylistResult.strict().parse(await importPlaylist(folder.files)(bed.context, params));
}
const madeBy = ({ playlist }: ImportPlaylistResult): SimPlaylist | undefined =>
  bed.simulator.users[0]?.playlists.list().find(({ uri }) => uri === playlist?.uri);
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));
const named = (at: number): string => {
  const { name = '', artists = [] } = bed.simulator.catalogue.tracks[at] ?? {};
  return `${name},${artists[0]?.name ?? ''}`;
};

describe('the import of a playlist', () => {
  it('makes a private one of what a file holds, with the name of the file', async () => {
    const path = join(folder.folder, 'Rainy days.csv');
    await writeFile(
      path,
      `name,artists,uri\r\nx,y,${track(bed, 1)}\r\nx,y,${track(bed, 2)}\r\nx,y,${track(bed, 1)}\r\n`,
    );
    const result = await imported({ path });
    expect(result).toMatchObject({
      outcome: 'verified',
      format: 'csv',
      rows: 3,
      found: 3,
      playlist: { name: 'Rainy days', items: 3 },
    });
    const made = madeBy(result);
    expect(made?.public).toBe(false);
    expect(made === undefined ? [] : held(made)).toEqual([track(bed, 1), track(bed, 2), track(bed, 1)]);
    expect(await keptOf(bed, result.undo_id)).toEqual({ kind: 'createdPlaylists', uris: [made?.uri] });
  });

  it.each(['csv', 'm3u8', 'json'] as const)('brings back what was exported as %s', async (format) => {
    const uris = [...tracks(bed, 0, 130), bed.simulator.catalogue.episodes[0]?.uri ?? ''];
    const list = playlistOf(bed, 'Road trip', [...uris, localUri]);
    const { playlist, entries } = await readWhole(bed.context, list.uri, { fresh: true });
    const rows = entries.flatMap((entry) => playlistRow(entry) ?? []);
    const text = playlistText[format]({ playlist, rows, exportedAt: '2026-01-01T00:00:00Z' });
    const result = await imported({ text, name: 'Again' });
    const made = madeBy(result);
    expect(made === undefined ? [] : held(made)).toEqual(uris);
    expect(result).toMatchObject({
      outcome: 'partial',
      found: 131,
      not_found: [
        { text: 'Garage Choir – Rain on Tin', why: 'A local file cannot be added through Spotify.' },
      ],
    });
    expect(result.searches).toBeUndefined();
  });

  it('finds rows without a URI, and names those that it does not find with their lines', async () => {
    const text = `title,artist\n${named(3)}\nNo Such Song Anywhere,Nobody At All\n${named(7)}\n`;
    const result = await imported({ text });
    const made = madeBy(result);
    expect(made === undefined ? [] : held(made)).toEqual([track(bed, 3), track(bed, 7)]);
    expect(result).toMatchObject({
      outcome: 'partial',
      found: 2,
      playlist: { name: 'Imported playlist' },
      not_found: [{ line: 3, text: 'Nobody At All – No Such Song Anywhere' }],
      note: expect.stringContaining('1 row of 3 left out') as string,
    });
    expect(result.searches).toBeGreaterThan(0);
    const done = bed.progress.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((one, other) => one - other));
  });

  it('asks before it spends more than 50 searches, and changes nothing', async () => {
    const lines = Array.from({ length: 60 }, (_, at) => `Unheard of ${at} - Nobody ${at}`);
    bed.user.library.list('track').forEach(({ uri }) => bed.user.library.remove(uri));
    const result = await imported({ text: [track(bed, 0), ...lines].join('\n') });
    expect(result).toMatchObject({
      outcome: 'unchanged',
      summary: expect.stringContaining('pass max_searches: 60') as string,
      searches_needed: 60,
      rows: 61,
      found: 1,
    });
    expect(bed.newRequests().filter((request) => request.includes('/search'))).toEqual([]);
    const few = await imported({ text: [track(bed, 0), ...lines].join('\n'), max_searches: 0 });
    expect(few).toMatchObject({ outcome: 'partial', found: 1, playlist: { items: 1 } });
    expect(few.not_found).toHaveLength(60);
    expect(bed.newRequests().filter((request) => request.includes('/search'))).toEqual([]);
  });

  it('adds to an own playlist what it does not hold already', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 3));
    const text = [track(bed, 2), track(bed, 5)].join('\n');
    const result = await imported({ text, playlist: 'Road trip' });
    expect(held(list)).toEqual([...tracks(bed, 0, 3), track(bed, 5)]);
    expect(result).toMatchObject({ outcome: 'verified', playlist: { items: 4 } });
    expect(await keptOf(bed, result.undo_id)).toMatchObject({
      kind: 'playlistItems',
      uris: tracks(bed, 0, 3),
    });
    await imported({ text, playlist: list.uri, allow_duplicates: true });
    expect(held(list)).toHaveLength(6);
  });

  it('says what it would do, and does nothing', async () => {
    const result = await imported({ text: track(bed, 0), name: 'New', dry_run: true });
    expect(result).toMatchObject({ outcome: 'planned', found: 1 });
    expect(result.summary).toContain('"New"');
    expect(writes()).toEqual([]);
  });

  it('imports nothing where nothing is found', async () => {
    expect(await imported({ text: 'spotify:track:nonsense' })).toMatchObject({
      outcome: 'unchanged',
      summary: 'Nothing was imported: none of the rows was found.',
      not_found: [{ line: 1, why: 'This is no Spotify URI or link that can be read.' }],
    });
    expect(writes()).toEqual([]);
  });

  it('names a hundred of the rows that are missing and counts the others', async () => {
    const text = [track(bed, 0), ...Array.from({ length: 300 }, () => localUri)].join('\n');
    const { not_found: missing = [] } = await imported({ text });
    expect(missing).toHaveLength(101);
    expect(missing.at(-1)).toMatchObject({ line: 102, text: '200 rows from here on' });
  });

  it('keeps what was added before a chunk failed, and says what is missing', async () => {
    const context = troubledAfterProgress(bed, { kind: '400', message: 'no' }, 'POST /playlists');
    const text = tracks(bed, 0, 250).join('\n');
    const result = await importPlaylist(folder.files)(context, { text, name: 'New' });
    expect(result).toMatchObject({ outcome: 'partial', found: 250, playlist: { name: 'New', items: 100 } });
    expect(result.failed?.[0]).toMatchObject({ item: track(bed, 100) });
  });

  it('looks at the playlist before it spends a search', async () => {
    const other = bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    const { uri } = other.playlists.create({ name: 'Hers', uris: tracks(bed, 0, 3) });
    const error = await errorOf(imported({ text: 'A - One', playlist: uri }));
    expect(error).toMatchObject({
      code: 'FORBIDDEN',
      hint: expect.stringContaining('Leave playlist out') as string,
    });
    expect(bed.newRequests().filter((request) => request.includes('/search'))).toEqual([]);
  });

  it.each([
    [{}, 'An import needs one list.'],
    [{ text: 'a', path: '/a.csv' }, 'An import needs one list.'],
    [{ path: '/home/me/.ssh/id_rsa' }, 'path: this is no list of tracks.'],
    [{ path: 'list.csv' }, 'path: this is no whole path of a file.'],
    [{ path: '/nowhere/list.csv' }, 'list.csv does not exist.'],
    [{ text: '[1' }, 'The file is no valid JSON.'],
  ])('refuses %j in one sentence', async (params, message) => {
    expect(await errorOf(imported(params))).toMatchObject({ code: 'INPUT_ERROR', message });
    expect(bed.newRequests()).toEqual([]);
  });
});
