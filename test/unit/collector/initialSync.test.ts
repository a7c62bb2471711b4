import { afterEach, describe, expect, it } from 'vitest';
import { day, hour, minute, openCollectorBed, recentlyPlayed, type CollectorBed } from './collectorBed.ts';

let bed: CollectorBed;
afterEach(() => bed.close());

/** Spotify as it once was promised to be, with more than the last 50 plays; nothing runs by itself. */
async function open(plays: number, settings = {}, reach = 10_000): Promise<void> {
  bed = await openCollectorBed({ start: false, settings });
  bed.user.recentlyPlayed.reach = reach;
  bed.plays(plays);
}

const sync = () => bed.during('collector.syncNow', {});

async function whyStopped(): Promise<string | undefined> {
  const { lines } = await bed.api.call('ops.logs', { contains: 'initial sync' });
  return lines[0]?.message;
}

describe('the initial sync', () => {
  it('ends cleanly after what today’s Spotify gives, and is never done again', async () => {
    await open(80, {}, 50);
    expect(await sync()).toMatchObject({ accounts: [{ outcome: 'success', inserted: 50 }] });
    expect(await whyStopped()).toContain('names no earlier plays');
    // The newest 50, the empty page behind them, and the poll.
    expect(bed.polls()).toBe(3);
    expect(await bed.account()).toMatchObject({ initial_sync: 'completed' });
    await sync();
    expect(bed.polls()).toBe(1);
  });

  it('pages back to the first play', async () => {
    await open(230);
    await sync();
    expect(await bed.known()).toHaveLength(230);
    const asked = bed.simulator.requests.filter(({ path }) => path.endsWith('recently-played'));
    const before = asked.slice(0, -1).map(({ query }) => Number(query.get('before') ?? 0));
    expect(before[0]).toBe(0);
    expect(before.slice(1)).toEqual([...before.slice(1)].sort((a, b) => b - a));
    expect(before[1]).toBe(bed.simulator.clock.now() - 49 * 3 * minute - 1);
  });

  it('ends where Spotify has nothing at all', async () => {
    await open(0);
    await sync();
    expect(await whyStopped()).toContain('names no earlier plays');
    expect(await bed.account()).toMatchObject({ initial_sync: 'completed' });
  });

  it('ends where the cursors are null', async () => {
    await open(1);
    const { json } = await recentBody(3);
    bed.simulator.troubles.once(
      { kind: 'body', body: { ...json, cursors: null, next: 'https://api.spotify.com/v1/more' } },
      { match: recentlyPlayed },
    );
    await sync();
    expect(await whyStopped()).toContain('this is all');
  });

  it('ends where Spotify names the same plays again', async () => {
    await open(60);
    const { json } = await recentBody(50);
    bed.simulator.troubles.once({ kind: 'body', body: json }, { match: recentlyPlayed, times: 20 });
    await sync();
    bed.simulator.troubles.clear();
    expect(await whyStopped()).toContain('same plays again');
    expect(bed.polls()).toBe(3 + 1);
  });

  it('ends after its days, counted from the newest play and not from the clock', async () => {
    await open(3_000, { 'initialSync.maxDays': 2 });
    bed.skew = 10 * 365 * day;
    await bed.signIn();
    await sync();
    expect(await whyStopped()).toContain('The 2 days');
    bed.skew = 0;
    const known = await bed.known();
    const newest = known.at(-1) ?? 0;
    expect(newest - (known[0] ?? 0)).toBeGreaterThan(2 * day);
    expect(newest - (known[0] ?? 0)).toBeLessThan(2 * day + 3 * hour);
  });

  it('ends after its requests', async () => {
    await open(1_000, { 'initialSync.maxRequests': 4 });
    await sync();
    expect(await whyStopped()).toContain('The 4 requests');
    expect(await bed.known()).toHaveLength(200);
  });

  it('gives up after five 429s over its attempts; the polls go on', async () => {
    await open(150);
    bed.simulator.troubles.always({ kind: '429', retryAfterSeconds: 1 }, { match: recentlyPlayed });
    // The client waits once in each attempt, and is refused again.
    for (const state of ['waiting', 'waiting', 'completed']) {
      const attempt = bed.api.call('collector.syncNow', {});
      await bed.turn(10_000);
      expect((await attempt).accounts[0]).toMatchObject({ outcome: 'error' });
      expect(await bed.account()).toMatchObject({ initial_sync: state, failure: 'rate_limited' });
    }
    expect(await whyStopped()).toContain('asked to wait 6 times');
    bed.simulator.troubles.clear();
    bed.polls();
    const poll = bed.api.call('collector.syncNow', {});
    await bed.turn(10_000);
    expect(await poll).toMatchObject({ accounts: [{ inserted: 50 }] });
    expect(bed.polls()).toBe(1);
  });

  it('gives up where Spotify never answers for earlier plays; the polls go on', async () => {
    bed = await openCollectorBed();
    bed.user.recentlyPlayed.goesBack = false;
    bed.plays(50);
    await bed.turn(3 * hour);
    expect(await bed.account()).toMatchObject({ initial_sync: 'completed' });
    expect(await whyStopped()).toContain('failed 5 times');
    bed.plays(3);
    await bed.turn(11 * minute);
    expect(await bed.account()).toMatchObject({ state: 'idle', last_inserted: 3 });
  });

  it('goes on where an attempt broke off, and keeps what that one brought', async () => {
    await open(150);
    const body = { items: 'nonsense' };
    const fail = bed.simulator.troubles;
    const first = bed.api.call('collector.syncNow', {});
    const seen = () => bed.simulator.requests.filter(({ path }) => path.endsWith('recently-played')).length;
    while (seen() === 0) await new Promise((resolve) => setImmediate(resolve));
    fail.always({ kind: 'body', body }, { match: recentlyPlayed });
    expect((await first).accounts[0]).toMatchObject({ outcome: 'error', inserted: 50 });
    fail.clear();
    expect(await bed.known()).toHaveLength(50);
    await sync();
    expect(await bed.known()).toHaveLength(150);
    expect(
      bed.simulator.requests.filter(({ query }) => query.get('before') === null && true),
    ).not.toHaveLength(0);
    expect(await bed.account()).toMatchObject({ initial_sync: 'completed' });
  });

  it('is not made where it is switched off', async () => {
    await open(230, { 'initialSync.enabled': false });
    await sync();
    expect(bed.polls()).toBe(1);
    expect(await bed.account()).toMatchObject({ initial_sync: 'off' });
  });
});

/** What Spotify answers for the newest plays. */
async function recentBody(limit: number): Promise<{ json: Record<string, unknown> }> {
  const { accessToken } = bed.simulator.signIn(bed.user.id);
  const response = await fetch(`${bed.simulator.apiUrl}/me/player/recently-played?limit=${limit}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return { json: (await response.json()) as Record<string, unknown> };
}
