import { afterEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../spotify/simulator.ts';
import {
  day,
  hour,
  minute,
  openCollectorBed,
  recentlyPlayed,
  type BedOptions,
  type CollectorBed,
} from './collectorBed.ts';

let bed: CollectorBed;
afterEach(() => bed.close());

async function open(options: BedOptions = {}): Promise<void> {
  bed = await openCollectorBed({
    ...options,
    settings: { 'initialSync.enabled': false, ...options.settings },
  });
}

const trouble = (kind: Trouble, times?: number) =>
  bed.simulator.troubles.once(kind, { match: recentlyPlayed, ...(times !== undefined && { times }) });

async function lastRun() {
  const { runs } = await bed.api.call('ops.jobRuns', { limit: 1, type: 'poll' });
  return runs[0];
}

describe('a poll that fails', () => {
  it.each<[string, Trouble, string]>([
    ['a wait longer than a minute', { kind: '429', retryAfterSeconds: 300 }, 'rate_limited'],
    ['a used-up quota', { kind: 'quota', retryAfterSeconds: 7_200 }, 'quota'],
    ['a failing server', { kind: '500' }, 'outage'],
    ['half an answer', { kind: 'garbage' }, 'bad_answer'],
    ['an answer without plays', { kind: 'body', body: { items: 'none' } }, 'bad_answer'],
    [
      'plays that are none',
      { kind: 'body', body: { items: [{ played_at: 'yesterday' }, null, 7, { track: { uri: 1 } }] } },
      'bad_answer',
    ],
    ['a refusal', { kind: '403', reason: 'ownerNotPremium' }, 'other'],
    ['a lacking permission', { kind: '403', reason: 'insufficientScope' }, 'signed_out'],
  ])('by %s is recorded as what it is, and stores nothing', async (_words, kind, failure) => {
    await open();
    bed.plays(5);
    trouble(kind, 10);
    await bed.turn(20_000);
    const account = await bed.account();
    expect(account).toMatchObject({ state: 'error', failure, message: expect.any(String) as string });
    expect(await lastRun()).toMatchObject({
      status: 'error',
      inserted: 0,
      error: expect.any(String) as string,
    });
    bed.simulator.troubles.clear();
    await expect(bed.known()).rejects.toMatchObject({ reason: 'empty' });
  });

  it('is tried again later and later, and not after more than half an hour', async () => {
    await open();
    bed.random = 0.99;
    bed.simulator.troubles.always({ kind: '403', reason: 'ownerNotPremium' }, { match: recentlyPlayed });
    const after: number[] = [];
    await bed.turn(5_000);
    let seconds = 0;
    for (bed.polls(); after.length < 7; seconds += 30) {
      await bed.turn(30_000);
      if (bed.polls() === 0) continue;
      after.push(seconds);
      seconds = 0;
    }
    expect(after.slice(1)).toEqual([...after.slice(1)].sort((a, b) => a - b));
    expect(after[0]).toBeLessThanOrEqual(60);
    expect(after.at(-1)).toBeGreaterThan(25 * 60);
    expect(after.at(-1)).toBeLessThanOrEqual(31 * 60);
    bed.simulator.troubles.clear();
    bed.plays(3);
    await bed.turn(31 * minute);
    expect(await bed.account()).toMatchObject({ state: 'idle', last_inserted: 3 });
  });

  it('waits as long as Spotify asks, and a random while longer', async () => {
    await open();
    trouble({ kind: '429', retryAfterSeconds: 900 });
    await bed.turn(5_000);
    expect(bed.polls()).toBe(1);
    expect(await lastRun()).toMatchObject({ status: 'error', rate_limits: 1 });
    await bed.turn(14 * minute);
    expect(bed.polls()).toBe(0);
    await bed.turn(2 * minute);
    expect(bed.polls()).toBe(1);
  });

  it('for short waits without an end is tried again later and later', async () => {
    await open();
    bed.simulator.troubles.always({ kind: '429', retryAfterSeconds: 1 }, { match: recentlyPlayed });
    await bed.turn(2 * hour);
    bed.polls();
    await bed.turn(2 * hour);
    // An attempt every quarter of an hour, by the jitter, of two requests each.
    expect(bed.polls()).toBeLessThan(2 * 10);
  });

  it('counts a short wait that the client bore in silence', async () => {
    await open();
    bed.plays(2);
    trouble({ kind: '429', retryAfterSeconds: 2 });
    await bed.turn(10_000);
    expect(await lastRun()).toMatchObject({ status: 'success', rate_limits: 1, inserted: 2 });
  });

  it('by a quota costs no request until it is over, not even after a restart', async () => {
    await open();
    trouble({ kind: 'quota', retryAfterSeconds: 4 * 3_600 });
    await bed.turn(5_000);
    expect(bed.polls()).toBe(1);
    await bed.turn(2 * hour);
    await bed.restart();
    await bed.turn(1.9 * hour);
    expect(bed.polls()).toBe(0);
    await bed.turn(hour / 2);
    expect(bed.polls()).toBeGreaterThan(0);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
  });

  it('by an outage shows as one in the coverage, once a poll shows that plays are missing', async () => {
    await open();
    bed.plays(5);
    await bed.turn(5_000);
    const stop = bed.simulator.troubles.always(
      { kind: '403', reason: 'ownerNotPremium' },
      { match: recentlyPlayed },
    );
    await bed.turn(4 * hour);
    stop.stop();
    bed.plays(60);
    await bed.turn(31 * minute);
    const { gaps } = await bed.api.call('history.coverage', { days: 30 });
    expect(gaps).toContainEqual(expect.objectContaining({ reason: 'outage' }));
  });

  it('leaves out single plays that make no sense, and says how many', async () => {
    await open();
    const track = bed.track(0);
    const good = {
      played_at: '2026-11-21T08:00:00.123Z',
      context: null,
      track: { type: 'track', uri: track.uri, name: 'A', artists: [], album: null, duration_ms: 1000 },
    };
    trouble({ kind: 'body', body: { items: [good, null, { ...good, played_at: '0001-01-01T00:00:00Z' }] } });
    await bed.turn(5_000);
    expect(await bed.account()).toMatchObject({ state: 'idle', last_inserted: 1 });
    const { lines } = await bed.api.call('ops.logs', { level: 'warning' });
    expect(lines[0]?.message).toBe('Spotify named 2 plays of which nothing can be read.');
  });

  it('by a history that stores nothing is told, and tried again', async () => {
    await open();
    bed.plays(4);
    bed.failing.set('collect.store', new Error('no space'));
    await bed.turn(5_000);
    expect(await bed.account()).toMatchObject({ state: 'error', failure: 'other' });
    bed.failing.clear();
    await bed.turn(10 * minute);
    expect(await bed.known()).toHaveLength(4);
  });

  it('is not what a log is that cannot be stored', async () => {
    await open();
    bed.failing.set('ops.writeLogs', new Error('no space'));
    await bed.turn(5_000);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
  });
});

describe('a sign-in', () => {
  it('that was revoked is told aloud, once, and asks for nothing until it is renewed', async () => {
    await open();
    await bed.turn(5_000);
    bed.simulator.revoke(bed.user.id);
    bed.announced.length = 0;
    await bed.turn(2 * hour);
    expect(await bed.account()).toMatchObject({ state: 'error', failure: 'signed_out' });
    expect((await bed.account()).message).toMatch(/sign in/i);
    expect(await bed.account()).not.toHaveProperty('next_poll');
    expect(bed.announced.at(-1)?.accounts[0]).toMatchObject({ state: 'error', failure: 'signed_out' });
    const warnings = bed.logger.lines.filter(
      ({ level, message }) => level === 'warn' && message.startsWith('collector: '),
    );
    expect(warnings).toHaveLength(1);
    const { runs } = await bed.api.call('ops.jobRuns', { status: 'error' });
    expect(runs).toHaveLength(1);
    bed.simulator.requests.length = 0;
    await bed.turn(2 * hour);
    expect(bed.simulator.requests).toEqual([]);

    bed.plays(2);
    await bed.signIn();
    await bed.turn(2_000);
    expect(await bed.account()).toMatchObject({ state: 'idle', last_inserted: 2 });
  });

  it('whose six months are over asks nothing of Spotify', async () => {
    await open();
    await bed.turn(5_000);
    const [held] = bed.vault.held;
    if (held === undefined) throw new Error('nobody is signed in');
    bed.vault.writtenElsewhere([{ ...held, authorizedAt: bed.now() - 200 * day }]);
    bed.simulator.requests.length = 0;
    await bed.turn(2 * hour);
    expect(bed.simulator.requests).toEqual([]);
    expect((await bed.account()).message).toContain('six months');
    const answer = await bed.during('collector.syncNow', {});
    expect(answer.accounts[0]).toMatchObject({ outcome: 'error', fetched: 0 });
    expect(bed.simulator.requests).toEqual([]);
  });

  it('without the permission is told to sign in again', async () => {
    await open({ signedIn: false });
    await bed.signIn(bed.user.id, ['user-read-playback-state']);
    await bed.turn(hour);
    expect(bed.simulator.requests).toEqual([]);
    expect(await bed.account()).toMatchObject({ state: 'error', failure: 'signed_out' });
    expect((await bed.account()).message).toMatch(/permission to read what was played.*sign/is);
  });

  it('that Spotify does not accept rests, until somebody wishes for another try and it works', async () => {
    await open();
    const stop = bed.simulator.troubles.always({ kind: '401' }, { match: recentlyPlayed });
    await bed.turn(5_000);
    expect(await bed.account()).toMatchObject({ state: 'error', failure: 'signed_out' });
    bed.polls();
    await bed.turn(2 * hour);
    expect(bed.polls()).toBe(0);
    stop.stop();
    expect(await bed.during('collector.syncNow', {})).toMatchObject({ accounts: [{ outcome: 'success' }] });
    bed.polls();
    await bed.turn(11 * minute);
    expect(bed.polls()).toBe(1);
  });

  it('that was refused for a while is tried again by itself after three hours', async () => {
    await open();
    const stop = bed.simulator.troubles.always({ kind: '401' }, { match: recentlyPlayed });
    await bed.turn(5_000);
    expect(await bed.account()).toMatchObject({ state: 'error', failure: 'signed_out' });
    stop.stop();
    bed.plays(3);
    bed.polls();
    await bed.turn(2 * hour);
    expect(bed.polls()).toBe(0);
    await bed.turn(1.1 * hour);
    expect(bed.polls()).toBeGreaterThan(0);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
    expect(await bed.known()).toHaveLength(3);
  });

  it('that ends in a signing out is no trouble: the account is gone from the list', async () => {
    await open();
    await bed.turn(5_000);
    await bed.api.call('accounts.signOut', { account: 'Ada' });
    await bed.turn(hour);
    expect((await bed.status()).accounts).toEqual([]);
  });
});
