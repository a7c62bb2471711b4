import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { recentlyPlayed } from '../../../src/core/spotify/recentlyPlayed.ts';
import {
  recentlyPlayedParams,
  recentlyPlayedResult,
  type RecentlyPlayedParams,
  type RecentlyPlayedResult,
} from '../../../src/protocol/spotify/search.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from './spotifyBed.ts';

let bed: SpotifyBed;
beforeEach(async () => {
  bed = await openSpotifyBed();
});
afterEach(() => bed.close());

const recent = async (params: RecentlyPlayedParams = {}): Promise<RecentlyPlayedResult> =>
  recentlyPlayedResult.strict().parse(await recentlyPlayed(bed.context, recentlyPlayedParams.parse(params)));

describe('the last plays', () => {
  it('come newest first, at local times, with what they were played from', async () => {
    const [newest] = bed.user.recentlyPlayed.plays;
    const { account, plays, note } = await recent();
    expect(account).toBe('ada-lovelace');
    expect(plays).toHaveLength(20);
    expect(plays[0]).toMatchObject({
      played_at: bed.context.localTime(new Date(newest?.playedAt ?? 0).toISOString()),
      uri: newest?.track.uri,
      album: expect.any(String) as string,
    });
    expect(Date.parse(plays[0]?.played_at ?? '')).toBe(newest?.playedAt);
    expect(plays[0]?.played_at).toMatch(/\+0[12]:00$/);
    expect(plays.some(({ context }) => context?.startsWith('spotify:album:'))).toBe(true);
    expect(note).toContain(`Pass before=${plays.at(-1)?.played_at ?? ''}`);
    expect(note).toContain('the last 50 plays');
  });

  it('go on before an instant, to the end and no further', async () => {
    const seen: string[] = [];
    let before: string | undefined;
    for (let pages = 0; pages < 5; pages += 1) {
      const { plays, note } = await recent(before === undefined ? {} : { before });
      seen.push(...plays.map(({ played_at: playedAt }) => playedAt));
      if (note?.includes('Pass before=') !== true) break;
      before = plays.at(-1)?.played_at;
    }
    expect(new Set(seen).size).toBe(50);
    const instants = seen.map((text) => Date.parse(text));
    expect(instants).toEqual(instants.toSorted((a, b) => b - a));
  });

  it('have no earlier ones once there are 50, though Spotify names a next page', async () => {
    const send: typeof bed.context.send = async (operation, params, options) => {
      const answer = await bed.context.send(operation, params, options);
      return { ...answer, next: 'https://api.spotify.com/v1/me/player/recently-played?before=1' };
    };
    const { plays, note } = await recentlyPlayed({ ...bed.context, send }, { limit: 50 });
    expect(plays).toHaveLength(50);
    expect(note).not.toContain('Pass before=');
  });

  it.each(['yesterday', '2026-03-01', '2026-13-01T00:00:00Z', '2026-03-01T10:00'])(
    'refuse "%s" as an instant',
    async (before) => {
      expect(InputError.is(await errorOf(recent({ before })))).toBe(true);
      expect(bed.newRequests()).toEqual([]);
    },
  );
});
