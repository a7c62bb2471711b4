import { describe, expect, it } from 'vitest';
import { meansLikedSongs, playReadings } from '../../../../src/core/spotify/search/playReadings.ts';

describe('what a request to play may mean', () => {
  it('is the name, and title and artist either way', () => {
    expect(playReadings('Stand By the Door by Tin Observatory')[0]?.wanted).toEqual([
      { title: 'Stand By the Door by Tin Observatory' },
      { title: 'Stand By the Door', by: 'Tin Observatory' },
    ]);
    expect(playReadings('Tin Observatory – Lantern')[0]?.wanted.slice(1)).toEqual([
      { title: 'Lantern', by: 'Tin Observatory' },
      { title: 'Tin Observatory', by: 'Lantern' },
    ]);
  });

  it.each([
    ['album Weather Maps', 'album', 'Weather Maps'],
    ['the album "Weather Maps"', 'album', 'Weather Maps'],
    ['Weather Maps album', 'album', 'Weather Maps'],
    ['my Deep Work playlist', 'playlist', 'Deep Work'],
    ['podcast: The Slow Commute', 'show', 'The Slow Commute'],
    ['Song 2', 'track', '2'],
  ])('%s may name the kind', (query, type, text) => {
    const [whole, named] = playReadings(query);
    expect(whole?.type).toBeUndefined();
    expect(whole?.text).toBe(query);
    expect(named).toMatchObject({ type, text });
  });

  it('has no second reading without a kind', () => {
    expect(playReadings('Paper Lantern')).toHaveLength(1);
    expect(playReadings('album')).toHaveLength(1);
  });

  it('knows the liked songs', () => {
    for (const query of ['my liked songs', 'Liked Songs', 'my likes', 'saved tracks', 'my favourite songs']) {
      expect(meansLikedSongs(query), query).toBe(true);
    }
    for (const query of ['songs I liked', 'Liked', 'my song', 'All My Favorite Songs by Tin Observatory']) {
      expect(meansLikedSongs(query), query).toBe(false);
    }
  });
});
