import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportName } from '../../../../src/core/spotify/playlistFiles/exportName.ts';
import { exportPlaylist } from '../../../../src/core/spotify/playlistFiles/exportPlaylist.ts';
import { readPlaylistFile } from '../../../../src/core/spotify/playlistFiles/readPlaylistFile.ts';
import {
  exportPlaylistResult,
  type ExportPlaylistParams,
  type ExportPlaylistResult,
} from '../../../../src/protocol/spotify/playlistFile.ts';
import { gone, localUri, playlistOf, track, tracks } from '../playlists/itemsBed.ts';
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

async function exported(params: ExportPlaylistParams): Promise<ExportPlaylistResult> {
  return exportPlaylistResult.strict().parse(await exportPlaylist(folder.files)(bed.context, params));
}
const trackAt = (at: number) => bed.simulator.catalogue.tracks[at];

describe('the export of a playlist', () => {
  it('writes the whole of it as CSV that a spreadsheet opens as it is', async () => {
    const { uri } = playlistOf(bed, 'Road trip', [...tracks(bed, 0, 120), localUri, gone]);
    const result = await exported({ playlist: uri });
    expect(result).toEqual({
      playlist: { name: 'Road trip', uri, url: expect.any(String) as string, items: 122 },
      format: 'csv',
      items: 121,
      path: expect.stringMatching(/[\\/]exports[\\/]Road trip\.csv$/) as string,
      first_lines: expect.any(Array) as string[],
      note: 'Left out, because Spotify shows nothing of it any more: 1 item.',
    });
    const content = await readFile(result.path ?? '', 'utf8');
    const lines = content.split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFFname,artists,album,duration_ms,added_at,uri,isrc,released,explicit,type,url',
    );
    expect(result.first_lines).toHaveLength(5);
    expect(result.first_lines?.[1]).toBe(lines[1]);
    const first = trackAt(0);
    for (const fact of [first?.isrc, first?.uri, String(first?.durationMs)]) expect(lines[1]).toContain(fact);
    expect(lines[121]).toContain(localUri);
    expect(
      readPlaylistFile(content)
        .rows.slice(0, 120)
        .map(({ uri: read }) => read),
    ).toEqual(tracks(bed, 0, 120));
  });

  it.skipIf(process.platform === 'win32')('keeps the file to its owner', async () => {
    const { uri } = playlistOf(bed, 'Road trip', tracks(bed, 0, 1));
    const { path = '' } = await exported({ playlist: uri });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('writes M3U8 with titles and links', async () => {
    const { uri } = playlistOf(bed, 'Road trip', [track(bed, 0), localUri]);
    const { text = '' } = await exported({ playlist: uri, format: 'm3u8', inline: true });
    const { name = '', artists = [], durationMs = 0, id = '' } = trackAt(0) ?? {};
    expect(text.split('\n')).toEqual([
      '#EXTM3U',
      '#PLAYLIST:Road trip',
      `#EXTINF:${Math.round(durationMs / 1000)},${artists.map((artist) => artist.name).join(', ')} - ${name}`,
      `https://open.spotify.com/track/${id}`,
      '#EXTINF:183,Garage Choir - Rain on Tin',
      localUri,
      '',
    ]);
  });

  it('writes JSON with what the playlist says of itself', async () => {
    const episode = bed.simulator.catalogue.episodes[0];
    const { uri, id } = playlistOf(bed, 'Road trip', [track(bed, 0), episode?.uri ?? '']);
    const { text = '' } = await exported({ playlist: uri, format: 'json', inline: true });
    expect(JSON.parse(text)).toMatchObject({
      format: 'backbeat-playlist',
      version: 1,
      playlist: {
        name: 'Road trip',
        owner: bed.user.displayName,
        uri,
        url: `https://open.spotify.com/playlist/${id}`,
      },
      items: [
        { name: trackAt(0)?.name, uri: track(bed, 0), type: 'track', isrc: trackAt(0)?.isrc },
        { name: episode?.name, artists: [episode?.show.name], type: 'episode' },
      ],
    });
    expect(readPlaylistFile(text)).toMatchObject({ format: 'json', name: 'Road trip' });
  });

  it('writes a file where the text is too long for an answer', async () => {
    const { uri } = playlistOf(bed, 'Road trip', tracks(bed, 0, 600));
    const result = await exported({ playlist: uri, format: 'json', inline: true });
    expect(result.text).toBeUndefined();
    expect(result.note).toContain('too long for an answer');
    expect(JSON.parse(await readFile(result.path ?? '', 'utf8'))).toMatchObject({
      format: 'backbeat-playlist',
    });
    expect(bed.progress.at(-1)).toMatchObject({ done: 600, total: 600 });
  });

  it('overwrites no earlier export', async () => {
    const { uri } = playlistOf(bed, 'Road/trip: "best of"', tracks(bed, 0, 1));
    const names = [await exported({ playlist: uri }), await exported({ playlist: uri })].map(
      ({ path = '' }) => basename(path),
    );
    expect(names).toEqual(['Road-trip- -best of-.csv', 'Road-trip- -best of- (2).csv']);
  });

  it('says of a playlist of somebody else that its contents are hidden, not that it is empty', async () => {
    const other = bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    const { uri } = other.playlists.create({ name: 'Hers', uris: tracks(bed, 0, 3) });
    expect(await errorOf(exported({ playlist: uri }))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringMatching(/does not show .*"Hers"/) as string,
    });
  });
});

describe('the name of an export', () => {
  it.each([
    ['Road trip', 'Road trip.csv'],
    ['../../etc/passwd', '-..-etc-passwd.csv'],
    ['CON', '_CON.csv'],
    ['con .mix', '_con .mix.csv'],
    ['com1.old', '_com1.old.csv'],
    ['. . hidden . .', 'hidden.csv'],
    ['a\u0000b\u202Ec\nd', 'abcd.csv'],
    ['???', '---.csv'],
    ['…', '….csv'],
    [' \u200B ', 'playlist.csv'],
    ['', 'playlist.csv'],
  ])('is safe on every system: %j', (name, expected) => {
    expect(exportName(name, 'csv')).toBe(expected);
  });

  it('is short in bytes, too', () => {
    expect(Buffer.byteLength(exportName('🎵'.repeat(300), 'csv'))).toBeLessThanOrEqual(124);
    expect(exportName('x'.repeat(300), 'm3u8')).toHaveLength(125);
  });
});
