import { describe, expect, it } from 'vitest';
import { repeatRate } from '../../../src/core/analytics/repeatRate.ts';
import { contextOf } from './context.ts';

const start = Date.parse('2025-06-14T00:00:00Z');
/** One listen a minute; a small letter is a listen too short to be a play. */
const played = (titles: string, from = start) =>
  [...titles].map((letter, i) => ({
    endedAt: from + i * 60_000,
    msPlayed: letter === letter.toUpperCase() ? 60_000 : 5_000,
    title: letter.toUpperCase(),
    artist: 'Artist',
  }));
const ask = (titles: string) => repeatRate(contextOf(played(titles), '2025-06-14T12:00:00Z'), {});

describe('repeatRate', () => {
  it('is plays per different track', () => {
    expect(ask('ABABA')).toMatchObject({
      plays: 5,
      unique_tracks: 2,
      repeat_rate: 2.5,
      median_plays_per_track: 2.5,
    });
    expect(ask('ABBCCC')).toMatchObject({ repeat_rate: 2, median_plays_per_track: 2 });
  });

  it('counts plays of the same track as the play before', () => {
    expect(ask('AABAAAB').consecutive_repeats).toBe(3);
  });

  it('passes over listens that are no plays', () => {
    expect(ask('AbA').consecutive_repeats).toBe(1);
    expect(ask('AaB').consecutive_repeats).toBe(0);
  });

  it('names the longest run, the earlier of equally long ones, and no run of one', () => {
    expect(ask('ABBAA').most_repeated).toEqual({ name: 'B', artists: ['Artist'], plays_in_a_row: 2 });
    expect(ask('ABAB')).not.toHaveProperty('most_repeated');
  });

  it('says what part went to the ten most played tracks', () => {
    expect(ask('ABCDEFGHIJK').top_10_share).toBe(0.9091);
    expect(ask('AAB').top_10_share).toBe(1);
  });

  it('knows a track from any play before, in the window or long ago', () => {
    const listens = [...played('Ac', Date.parse('2019-01-01T00:00:00Z')), ...played('ABBC')];
    // A was played in 2019; c was too short then; the second B follows the first.
    expect(repeatRate(contextOf(listens, '2025-06-14T12:00:00Z'), {}).known_before_share).toBe(0.5);
    // With every listen counting, C is known as well.
    const all = repeatRate(contextOf(listens, '2025-06-14T12:00:00Z'), { min_seconds: 0 });
    expect(all.known_before_share).toBe(0.75);
  });
});
