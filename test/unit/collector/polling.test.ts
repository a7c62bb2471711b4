import { afterEach, describe, expect, it } from 'vitest';
import {
  day,
  hour,
  minute,
  openCollectorBed,
  recentlyPlayed,
  startOfTest,
  type BedOptions,
  type CollectorBed,
} from './collectorBed.ts';

let bed: CollectorBed;
afterEach(() => bed.close());

/** A bed whose initial sync is off, so that each request is a poll. */
async function open(options: BedOptions = {}): Promise<void> {
  bed = await openCollectorBed({
    ...options,
    settings: { 'initialSync.enabled': false, ...options.settings },
  });
}

describe('polling', () => {
  it('asks for the full 50 at once and then every interval', async () => {
    await open();
    bed.plays(10);
    await bed.turn(5_000);
    expect(bed.polls()).toBe(1);
    const [request] = bed.simulator.requests.filter(({ path }) => path.endsWith('recently-played'));
    expect(request?.query.toString()).toBe('limit=50');
    expect(await bed.known()).toHaveLength(10);
    await bed.turn(hour);
    expect(bed.polls()).toBe(6);
    expect(await bed.account()).toMatchObject({ state: 'idle', last_inserted: 0, initial_sync: 'off' });
  });

  it('stores a play that came late, behind the newest one that is known', async () => {
    await open();
    bed.plays(5);
    await bed.turn(5_000);
    bed.user.recentlyPlayed.add(bed.track(30), startOfTest - 4 * minute);
    await bed.turn(10 * minute);
    expect(await bed.known()).toContain(startOfTest - 4 * minute);
    expect(await bed.known()).toHaveLength(6);
  });

  it('asks nothing while nobody is signed in, not even the history', async () => {
    await open({ signedIn: false });
    bed.asked.length = 0;
    await bed.turn(2 * hour);
    expect(bed.simulator.requests).toEqual([]);
    expect(bed.asked).toEqual([]);
    expect((await bed.status()).accounts).toEqual([]);
    expect(await bed.api.call('collector.syncNow', {})).toMatchObject({
      accounts: [],
      note: expect.stringContaining('Nobody is signed in') as string,
    });
  });

  it('begins by itself when somebody signs in', async () => {
    await open({ signedIn: false });
    await bed.turn(minute);
    bed.plays(3);
    await bed.signIn();
    await bed.turn(1_000);
    expect(bed.polls()).toBe(1);
  });

  it('polls each account, and one that fails does not keep the other from it', async () => {
    await open();
    bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    await bed.signIn('grace-hopper');
    bed.simulator.troubles.once(
      { kind: '403', reason: 'notOnUserList' },
      { match: 'GET /me/player/recently' },
    );
    await bed.turn(5_000);
    const { accounts } = await bed.status();
    expect(accounts.map(({ account, state }) => [account, state])).toEqual([
      ['ada-lovelace', 'error'],
      ['grace-hopper', 'idle'],
    ]);
  });

  it('does not poll again right after a restart', async () => {
    await open();
    await bed.turn(5_000);
    await bed.turn(5 * minute);
    await bed.restart();
    bed.polls();
    await bed.turn(4 * minute);
    expect(bed.polls()).toBe(0);
    await bed.turn(2 * minute);
    expect(bed.polls()).toBe(1);
  });

  it('does not poll while it is switched off, and does at once when it is switched on', async () => {
    await open({ settings: { 'collector.enabled': false } });
    await bed.turn(2 * hour);
    expect(bed.polls()).toBe(0);
    expect(await bed.status()).toMatchObject({ enabled: false });
    expect(await bed.account()).not.toHaveProperty('next_poll');
    bed.set({ 'collector.enabled': true });
    await bed.turn(1_000);
    expect(bed.polls()).toBe(1);
  });

  it('goes by another interval without a restart', async () => {
    await open();
    await bed.turn(5_000);
    bed.polls();
    bed.set({ 'collector.intervalSeconds': 60 });
    await bed.turn(10 * minute);
    expect(bed.polls()).toBeGreaterThanOrEqual(9);
  });
});

describe('time', () => {
  it('that a machine slept is noticed by the next look, with one poll', async () => {
    await open();
    await bed.turn(5_000);
    bed.polls();
    bed.simulator.clock.advance(3 * day);
    await bed.turn(30_000);
    expect(bed.polls()).toBe(1);
    await bed.turn(5 * minute);
    expect(bed.polls()).toBe(0);
  });

  it('that is set back by five years stops no poll', async () => {
    await open();
    await bed.turn(5_000);
    bed.polls();
    bed.skew = -5 * 365 * day;
    await bed.turn(hour);
    expect(bed.polls()).toBeGreaterThanOrEqual(5);
    const { next_poll: next = '' } = await bed.account();
    expect(Date.parse(next) - bed.now()).toBeLessThanOrEqual(10 * minute);
  });

  it('that is set back while Spotify asks to wait does not make years of it', async () => {
    await open();
    bed.plays(2);
    const { troubles } = bed.simulator;
    const stop = troubles.always({ kind: '429', retryAfterSeconds: 20 }, { match: recentlyPlayed });
    await bed.turn(60_000);
    stop.stop();
    bed.skew = -5 * 365 * day;
    await bed.turn(5 * minute);
    expect(await bed.account()).toMatchObject({ state: 'idle', last_inserted: 2 });
    troubles.once({ kind: 'quota', retryAfterSeconds: 1_200 }, { match: recentlyPlayed });
    await bed.turn(10 * minute);
    expect(await bed.account()).toMatchObject({ failure: 'quota' });
    bed.skew = -10 * 365 * day;
    await bed.turn(hour);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
  });

  it('that is years ahead ends a sign-in only until it is right again', async () => {
    await open();
    await bed.turn(5_000);
    bed.skew = 365 * day;
    await bed.turn(minute);
    expect(await bed.account()).toMatchObject({ state: 'error', failure: 'signed_out' });
    bed.skew = 0;
    await bed.turn(minute);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
  });

  it('that is years ahead makes no gap: the times of plays are Spotify’s', async () => {
    await open();
    bed.plays(5);
    await bed.turn(5_000);
    bed.skew = 20 * day;
    bed.plays(8, bed.simulator.clock.now());
    const answer = await bed.during('collector.syncNow', {});
    expect(answer.accounts[0]).toMatchObject({ outcome: 'success' });
    expect(answer.accounts[0]).not.toHaveProperty('message');
  });
});

describe('a gap', () => {
  it('is a full page that meets nothing known; an import closes it', async () => {
    await open();
    bed.set({ 'import.watchFolder': bed.watched });
    bed.plays(5);
    await bed.turn(5_000);
    await bed.turn(6 * hour);
    bed.plays(60);
    const { accounts } = await bed.during('collector.syncNow', {});
    expect(accounts[0]?.message).toMatch(/^Plays are missing between 2026-11-21T09:00:00.000Z and /);
    const gaps = async () => {
      const coverage = await bed.api.call('history.coverage', { days: 30 });
      return coverage.gaps.filter(({ reason }) => reason !== 'after_last_listen');
    };
    expect(await gaps()).toHaveLength(1);
    const end = bed.simulator.clock.now();
    await bed.putZip(
      'my_spotify_data.zip',
      [...Array(500).keys()].map((at) => end - at * minute),
    );
    await bed.turn(minute);
    expect(await gaps()).toEqual([]);
  });

  it('is none where fewer than 50 came', async () => {
    await open();
    bed.plays(5);
    await bed.turn(5_000);
    bed.user.recentlyPlayed.clear();
    await bed.turn(6 * hour);
    bed.plays(20);
    const { accounts } = await bed.during('collector.syncNow', {});
    expect(accounts[0]).toMatchObject({ inserted: 20 });
    expect(accounts[0]).not.toHaveProperty('message');
  });
});
