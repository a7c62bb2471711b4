import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getPlaylistCover } from '../../../../src/core/spotify/playlistFiles/getPlaylistCover.ts';
import { setPlaylistCover } from '../../../../src/core/spotify/playlistFiles/setPlaylistCover.ts';
import { coverMaker } from '../../../../src/node/images/coverMaker.ts';
import {
  playlistCoverResult,
  setPlaylistCoverResult,
  type SetPlaylistCoverParams,
  type SetPlaylistCoverResult,
} from '../../../../src/protocol/spotify/covers.ts';
import { pngOf } from '../../node/images/pictures.ts';
import { playlistOf, tracks } from '../playlists/itemsBed.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';
import { openFileBed, type FileBed } from './fileBed.ts';

const covers = coverMaker({ workerFile: join(import.meta.dirname, '../../../../src/coverWorker.ts') });

let bed: SpotifyBed;
let folder: FileBed;
let path: string;
beforeEach(async () => {
  [bed, folder] = await Promise.all([openSpotifyBed(), openFileBed()]);
  path = join(folder.folder, 'cover.png');
  await writeFile(
    path,
    pngOf(40, 30, () => [0, 128, 255, 255]),
  );
});
afterEach(async () => {
  await Promise.all([bed.close(), folder.close()]);
});

async function set(params: SetPlaylistCoverParams): Promise<SetPlaylistCoverResult> {
  const ports = { localFiles: folder.files, covers };
  return setPlaylistCoverResult.strict().parse(await setPlaylistCover(ports)(bed.context, params));
}
const writes = (): readonly string[] => bed.newRequests().filter((request) => !request.startsWith('GET'));

describe('the cover of a playlist', () => {
  it('is told by its address and size', async () => {
    const { uri } = playlistOf(bed, 'Road trip', tracks(bed, 0, 5));
    const result = playlistCoverResult
      .strict()
      .parse(await getPlaylistCover(bed.context, { playlist: 'Road trip' }));
    expect(result).toMatchObject({ name: 'Road trip', uri });
    expect(result.covers[0]?.url).toMatch(/^https?:/);
  });

  it('is said to be missing where there is none', async () => {
    const { uri } = playlistOf(bed, 'Road trip', []);
    expect(await getPlaylistCover(bed.context, { playlist: uri })).toMatchObject({
      covers: [],
      note: 'It has no cover: it is empty, or Spotify has made none yet.',
    });
  });

  it('is replaced by a picture, made to fit', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 5));
    const result = await set({ playlist: list.uri, path });
    expect(result).toMatchObject({
      outcome: 'verified',
      summary: expect.stringMatching(/^Replaced the cover of "Road trip" with a JPEG of \d+ KB\.$/) as string,
      note: expect.stringContaining('cannot be brought back') as string,
      playlist: { name: 'Road trip' },
    });
    expect(result.undo_id).toBeUndefined();
    expect([...(list.image?.subarray(0, 2) ?? [])]).toEqual([0xff, 0xd8]);
  });

  it('is looked at and not replaced in a dry run', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 5));
    expect(await set({ playlist: list.uri, path, dry_run: true })).toMatchObject({
      outcome: 'planned',
      summary: expect.stringMatching(/^Replace the cover of "Road trip" with a JPEG of \d+ KB\.$/) as string,
      note: expect.stringContaining('cannot be brought back') as string,
    });
    expect(writes()).toEqual([]);
    await writeFile(path, 'no picture');
    expect(await errorOf(set({ playlist: list.uri, path, dry_run: true }))).toMatchObject({
      message: 'This is neither a JPEG nor a PNG.',
    });
  });

  it('belongs to the owner of the playlist', async () => {
    const other = bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    const { uri } = other.playlists.create({ name: 'Hers', uris: tracks(bed, 0, 3) });
    expect(await errorOf(set({ playlist: uri, path }))).toMatchObject({
      code: 'FORBIDDEN',
      message: 'Only its owner can change the cover of "Hers".',
    });
    expect(writes()).toEqual([]);
  });

  it('is not sent twice where Spotify does not answer', async () => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 5));
    bed.simulator.troubles.once({ kind: 'cut' }, { match: 'PUT /playlists' });
    expect(await set({ playlist: list.uri, path })).toMatchObject({ outcome: 'verified' });
    expect(writes()).toHaveLength(1);
  });

  it.each([
    [{}, 'A cover needs a picture.'],
    [{ path: '/a.jpg', url: 'https://example.com/a.jpg' }, 'A cover is one picture.'],
    [{ path: '/nowhere/a.jpg' }, 'a.jpg does not exist.'],
    [{ url: 'http://example.com/a.jpg' }, 'url: only https addresses are read.'],
    [{ url: 'https://127.0.0.1/a.jpg' }, 'url: this address is not one of the public internet.'],
  ])('is refused from %j', async (from, message) => {
    const list = playlistOf(bed, 'Road trip', tracks(bed, 0, 5));
    expect(await errorOf(set({ playlist: list.uri, ...from }))).toMatchObject({
      code: 'INPUT_ERROR',
      message,
    });
    expect(writes()).toEqual([]);
  });
});
