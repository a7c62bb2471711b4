import { describe, expect, it } from 'vitest';
import { ImportError } from '../../../../src/core/errors.ts';
import type { ExportFile } from '../../../../src/core/history/import/exportFile.ts';
import { readNamedTracks } from '../../../../src/core/history/import/namedTracks.ts';
import { madeUpId, utf8 } from '../../../fixtures/exportRows.ts';

function file(content: string | Uint8Array, times = 1): ExportFile {
  const chunk = typeof content === 'string' ? utf8(content) : content;
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let round = 0; round < times; round += 1) yield await Promise.resolve(chunk);
  }
  return {
    path: 'YourLibrary.json',
    role: 'names',
    size: chunk.length,
    open,
    checksum: () => Promise.resolve(''),
  };
}

const uri = `spotify:track:${madeUpId(1)}`;

describe('readNamedTracks', () => {
  it('reads the tracks of a library', async () => {
    const library = {
      tracks: [{ artist: 'The Quiet Harbour', album: 'Low Tide', track: 'Paper Lanterns', uri }],
      artists: [{ name: 'The Quiet Harbour', uri: `spotify:artist:${madeUpId(2)}` }],
    };
    expect(await readNamedTracks(file(JSON.stringify(library)))).toEqual([
      { uri, title: 'Paper Lanterns', artist: 'The Quiet Harbour', album: 'Low Tide' },
    ]);
  });

  it('reads the tracks of playlists and nothing about their people', async () => {
    const track = {
      trackName: 'Paper Lanterns',
      artistName: 'The Quiet Harbour',
      albumName: 'Low Tide',
      trackUri: uri,
    };
    const playlists = {
      playlists: [
        {
          name: 'Mine',
          collaborators: ['somebody'],
          items: [
            { track, episode: null, addedDate: '2024-01-01' },
            { track: null, episode: { episodeName: 'x' } },
            { track: null, localTrack: { uri: 'spotify:local:x' } },
          ],
        },
      ],
    };
    const tracks = await readNamedTracks(file(`\ufeff${JSON.stringify(playlists)}`));
    expect(tracks).toEqual([
      { uri, title: 'Paper Lanterns', artist: 'The Quiet Harbour', album: 'Low Tide' },
    ]);
    expect(JSON.stringify(tracks)).not.toContain('somebody');
  });

  it('passes over entries without a valid track URI or a title', async () => {
    const tracks = [
      { track: 'x', uri: 'spotify:track:sample' },
      { track: 'x', uri: `spotify:episode:${madeUpId(1)}` },
      { track: '', uri },
      { uri },
      null,
      'text',
    ];
    expect(await readNamedTracks(file(JSON.stringify({ tracks })))).toEqual([]);
  });

  it.each(['[]', '{}', 'null', '5', '{"tracks":{}}', '{"playlists":[null,{"items":5}]}'])(
    'finds none in %s',
    async (text) => {
      expect(await readNamedTracks(file(text))).toEqual([]);
    },
  );

  it('fails on what is no JSON', async () => {
    await expect(readNamedTracks(file('{"tracks": ['))).rejects.toBeInstanceOf(ImportError);
  });

  it('fails above 64 MiB', async () => {
    await expect(readNamedTracks(file(new Uint8Array(1024 * 1024).fill(0x20), 65))).rejects.toMatchObject({
      reason: 'tooLarge',
    });
  });
});
