import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { operations } from '../../../../src/core/spotify/operations/operations.ts';
import { getAlbum, getAlbumTracks } from '../../../../src/core/spotify/operations/albums.ts';
import { getArtist, getArtistAlbums } from '../../../../src/core/spotify/operations/artists.ts';
import { getAudiobook, getAudiobookChapters } from '../../../../src/core/spotify/operations/audiobooks.ts';
import { getChapter } from '../../../../src/core/spotify/operations/chapters.ts';
import { getEpisode } from '../../../../src/core/spotify/operations/episodes.ts';
import { getShow, getShowEpisodes } from '../../../../src/core/spotify/operations/shows.ts';
import { getTrack } from '../../../../src/core/spotify/operations/tracks.ts';
import * as bodies from './bodies.ts';

const resumed = { resume_point: { fully_played: false, resume_position_ms: 4_711 } };
const kept: readonly [operation: { id: string; response: z.ZodType }, body: unknown][] = [
  [getTrack, bodies.track],
  [getAlbum, bodies.album],
  [getAlbumTracks, bodies.pageOf([bodies.track])],
  [getArtist, bodies.artist],
  [getArtistAlbums, bodies.pageOf([bodies.album])],
  [getShow, bodies.show],
  [getShowEpisodes, bodies.pageOf([{ ...bodies.episode, ...resumed }])],
  [getEpisode, { ...bodies.episode, ...resumed }],
  [getAudiobook, bodies.audiobook],
  [getAudiobookChapters, bodies.pageOf([{ ...bodies.chapter, ...resumed }])],
  [getChapter, { ...bodies.chapter, ...resumed }],
];

describe('what the catalogue says, as it is kept over a restart', () => {
  it('is that of every operation whose answers are everybody’s', () => {
    const ids = Object.values(operations).flatMap(({ cache, id }) => (cache === 'metadata' ? [id] : []));
    expect(kept.map(([{ id }]) => id).sort()).toEqual(ids.sort());
  });

  it.each(kept.map(([operation, body]) => [operation.id, operation.response, body] as const))(
    'reads back as it was, without how far one user has listened: %s',
    (_id, response, body) => {
      const value = response.parse(body);
      const text = JSON.stringify(value);
      expect(response.parse(JSON.parse(text))).toEqual(value);
      expect(text).not.toContain('4711');
    },
  );
});
