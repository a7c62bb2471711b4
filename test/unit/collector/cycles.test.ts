import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HostError } from '../../../src/core/errors.ts';
import {
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

async function open(options: BedOptions = {}): Promise<void> {
  bed = await openCollectorBed({
    ...options,
    settings: { 'initialSync.enabled': false, ...options.settings },
  });
}

describe('asking for a cycle', () => {
  it('twice at once is one cycle, with one answer for both', async () => {
    await open({ start: false });
    bed.plays(7);
    const [one, other] = await Promise.all([
      bed.api.call('collector.syncNow', {}),
      bed.api.call('collector.syncNow', { account: 'Ada' }),
    ]);
    expect(bed.polls()).toBe(1);
    expect(one).toEqual(other);
    expect(one.accounts).toEqual([{ account: 'ada-lovelace', outcome: 'success', fetched: 7, inserted: 7 }]);
  });

  it('for one account polls that one alone; who asks for another meanwhile gets that one too', async () => {
    await open({ start: false });
    bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    await bed.signIn('grace-hopper');
    const [ada, grace] = await Promise.all([
      bed.api.call('collector.syncNow', { account: 'ada-lovelace' }),
      bed.api.call('collector.syncNow', { account: 'Grace' }),
    ]);
    expect(ada.accounts.map(({ account }) => account)).toEqual(['ada-lovelace']);
    expect(grace.accounts.map(({ account }) => account)).toEqual(['grace-hopper']);
    expect(bed.polls()).toBe(2);
  });

  it('works while the collector is switched off', async () => {
    await open({ settings: { 'collector.enabled': false } });
    bed.plays(2);
    expect(await bed.during('collector.syncNow', {})).toMatchObject({ accounts: [{ inserted: 2 }] });
  });

  it('does not for a paused account, and says so', async () => {
    await open();
    await bed.api.call('collector.pause', { account: 'Ada' });
    const answer = await bed.during('collector.syncNow', {});
    expect(answer.accounts).toEqual([
      expect.objectContaining({
        outcome: 'paused',
        message: expect.stringContaining('resume') as string,
      }),
    ]);
    expect(bed.polls()).toBe(0);
  });

  it('for nobody that is known is refused', async () => {
    await open();
    await expect(bed.api.call('collector.syncNow', { account: 'mallory' })).rejects.toMatchObject({
      code: 'INPUT_ERROR',
    });
  });

  it('that is cancelled leaves the cycle to whoever else waits for it', async () => {
    await open({ start: false });
    bed.plays(3);
    const caller = new AbortController();
    const left = bed.api.call('collector.syncNow', {}, { signal: caller.signal });
    const stays = bed.api.call('collector.syncNow', {});
    caller.abort();
    await expect(left).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await stays).toMatchObject({ accounts: [{ inserted: 3 }] });
  });
});

describe('a pause', () => {
  it('stops the polls, survives a restart, and ends with a poll at once', async () => {
    await open();
    await bed.turn(5_000);
    expect((await bed.api.call('collector.pause', { account: 'Ada' })).accounts).toEqual([
      expect.objectContaining({ account: 'ada-lovelace', state: 'paused' }),
    ]);
    bed.polls();
    await bed.turn(hour);
    await bed.restart();
    await bed.turn(hour);
    expect(bed.polls()).toBe(0);
    expect(await bed.account()).toMatchObject({ state: 'paused', message: expect.any(String) as string });
    expect(await bed.account()).not.toHaveProperty('next_poll');
    await bed.api.call('collector.resume', {});
    await bed.turn(2_000);
    expect(bed.polls()).toBe(1);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
  });

  it('in the middle of a poll holds, and loses nothing of it', async () => {
    await open({ start: false });
    bed.plays(4);
    const poll = bed.api.call('collector.syncNow', {});
    await bed.api.call('collector.pause', {});
    await poll;
    expect(await bed.account()).toMatchObject({ state: 'paused' });
  });
});

describe('the end of the host', () => {
  it('in the middle of a request ends it, stores nothing half, and the next host goes on', async () => {
    await open({ start: false });
    bed.plays(4);
    bed.simulator.troubles.once({ kind: 'slow', ms: 60_000 }, { match: recentlyPlayed });
    const cut = bed.api.call('collector.syncNow', {}).catch((error: unknown) => error);
    while (bed.simulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await bed.restart();
    await cut;
    expect((await bed.api.call('ops.jobRuns', {})).runs).toEqual([]);
    await bed.turn(5_000);
    expect(await bed.known()).toHaveLength(4);
  });

  it('in the middle of an initial sync ends its run', async () => {
    await open({ start: false, settings: { 'initialSync.enabled': true } });
    bed.user.recentlyPlayed.reach = 1_000;
    bed.plays(200);
    const cut = bed.api.call('collector.syncNow', {}).catch((error: unknown) => error);
    while (bed.simulator.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await bed.restart();
    await cut;
    const { runs } = await bed.api.call('ops.jobRuns', { type: 'initial_sync' });
    expect(runs.map(({ status }) => status)).not.toContain('running');
    await bed.turn(20_000);
    expect(await bed.known()).toHaveLength(200);
  });

  it('is waited for twice without harm', async () => {
    await open();
    await bed.turn(5_000);
    await Promise.all([bed.collector.dispose(), bed.collector.dispose()]);
    bed.polls();
    await bed.turn(hour);
    expect(bed.polls()).toBe(0);
  });
});

describe('what is announced', () => {
  it('is each change, once, and not more often than once a second', async () => {
    await open();
    bed.plays(3);
    await bed.turn(10_000);
    const states = bed.announced.map(({ accounts }) => accounts[0]?.state);
    expect(states).toContain('idle');
    expect(new Set(bed.announced.map((state) => JSON.stringify(state))).size).toBe(bed.announced.length);
    expect(bed.announced.length).toBeLessThanOrEqual(10);
    expect(bed.announced.at(-1)?.accounts[0]).toMatchObject({
      state: 'idle',
      last_inserted: 3,
      latest_play: new Date(startOfTest).toISOString(),
      next_poll: expect.any(String) as string,
    });
    const before = bed.announced.length;
    await bed.turn(5 * minute);
    expect(bed.announced).toHaveLength(before);
  });

  it('is in the log of the database too, in one batch a cycle', async () => {
    await open();
    bed.plays(3);
    bed.asked.length = 0;
    await bed.turn(9 * minute);
    expect(bed.asked.filter((method) => method === 'ops.writeLogs')).toHaveLength(1);
    const { lines } = await bed.api.call('ops.logs', { service: 'collector' });
    expect(lines[0]).toMatchObject({
      level: 'info',
      message: 'Polled: 3 new plays.',
      context: { account: 'ada-lovelace', fetched: 3, inserted: 3, rate_limits: 0 },
    });
  });
});

describe('the watched folder', () => {
  const watched = async (): Promise<void> => {
    await open({ signedIn: false });
    bed.set({ 'import.watchFolder': bed.watched });
    // Looked at just now, and then every half minute.
    await bed.turn(5_000);
  };
  const jobs = async () => (await bed.api.call('import.latestJobs', {})).jobs;

  it('gives its ZIPs to the history, once, also over a restart, and without any account', async () => {
    await watched();
    await bed.putZip('my_spotify_data.zip', [startOfTest - hour]);
    await bed.turn(minute);
    expect(await jobs()).toHaveLength(1);
    expect(await bed.known()).toEqual([startOfTest - hour]);
    await bed.restart();
    await bed.turn(10 * minute);
    expect(await jobs()).toHaveLength(1);
    expect(await bed.status()).toMatchObject({ watch_folder: bed.watched });
    expect(await bed.status()).not.toHaveProperty('watch_message');
  });

  it('waits until a file is no longer written to', async () => {
    await watched();
    await bed.turn(20_000);
    bed.putFile('growing.zip', 'PK', bed.now());
    await bed.turn(30_000);
    bed.putFile('growing.zip', 'PK..', bed.now());
    await bed.turn(30_000);
    expect(await jobs()).toHaveLength(0);
    await bed.putZip('growing.zip', [startOfTest - hour], bed.now());
    await bed.turn(10_000);
    expect(await jobs()).toHaveLength(0);
    await bed.turn(30_000);
    expect(await bed.known()).toHaveLength(1);
    expect(await jobs()).toHaveLength(1);
  });

  it('takes a file of the same size in two looks for complete, whatever its clock says', async () => {
    await watched();
    await bed.putZip('tomorrow.zip', [startOfTest - hour], bed.now() + 24 * hour);
    await bed.turn(30_000);
    expect(await jobs()).toHaveLength(0);
    await bed.turn(30_000);
    expect(await jobs()).toHaveLength(1);
  });

  it('tells once of a file that is no export, and tries it again when it has changed', async () => {
    await watched();
    bed.putFile('holiday.zip', 'these are no photos');
    await bed.putZip('z_real.zip', [startOfTest - hour]);
    await bed.turn(10 * minute);
    const warnings = () => bed.logger.lines.filter(({ message }) => message.includes('holiday.zip'));
    expect(warnings()).toHaveLength(1);
    expect(await bed.known()).toHaveLength(1);
    await bed.restart();
    await bed.turn(10 * minute);
    expect(warnings()).toHaveLength(1);
    bed.putFile('holiday.zip', 'these are no photos either', bed.now() - minute);
    await bed.turn(minute);
    expect(warnings()).toHaveLength(2);
    expect((await bed.status()).watch_message).toContain('"holiday.zip" could not be imported');
  });

  it('that is not there is told once, and the polls go on', async () => {
    await open();
    bed.set({ 'import.watchFolder': join(bed.watched, 'gone') });
    await bed.turn(hour);
    expect(bed.polls()).toBeGreaterThan(5);
    expect((await bed.status()).watch_message).toContain('The folder gone does not exist');
    expect(bed.logger.lines.filter(({ message }) => message.includes('does not exist'))).toHaveLength(1);
  });

  it('does not blame a file for a history that cannot be written', async () => {
    await watched();
    await bed.putZip('my_spotify_data.zip', [startOfTest - hour]);
    bed.failing.set('import.run', new Error('no space'));
    await bed.turn(minute);
    bed.failing.clear();
    await bed.turn(11 * minute);
    expect(await bed.known()).toHaveLength(1);
  });

  it('is not the end of one host after the other: what ended two is told of once, and left until it changes', async () => {
    await watched();
    await bed.putZip('bomb.zip', [startOfTest - hour]);
    await bed.putZip('z_real.zip', [startOfTest - 2 * hour]);
    bed.failing.set('import.run', new HostError('gone', 'It went away.'));
    const begun = () => bed.asked.filter((method) => method === 'import.run').length;
    await bed.turn(minute);
    expect(begun()).toBe(1);
    await bed.restart();
    await bed.turn(minute);
    expect(begun()).toBe(2);
    bed.failing.clear();
    await bed.restart();
    await bed.turn(minute);
    expect(await bed.known()).toEqual([startOfTest - 2 * hour]);
    const told = () => bed.logger.lines.filter(({ message }) => message.includes('ended 2 times'));
    expect(told().map(({ message }) => message)).toEqual([
      expect.stringMatching(/"bomb\.zip" could not be imported: .*one by one, or replace it/),
    ]);
    await bed.restart();
    await bed.turn(10 * minute);
    expect(told()).toHaveLength(1);
    await bed.putZip('bomb.zip', [startOfTest - hour], bed.now() - minute);
    await bed.turn(minute);
    expect(await bed.known()).toHaveLength(2);
  });

  it('does not count against a file that its host was closed in the middle of it, or could not write', async () => {
    await watched();
    await bed.putZip('my_spotify_data.zip', [startOfTest - hour]);
    bed.held.add('import.run');
    for (let close = 0; close < 3; close += 1) {
      await bed.turn(minute);
      await bed.restart();
    }
    bed.held.clear();
    bed.failing.set('import.run', new Error('no space'));
    for (let time = 0; time < 3; time += 1) await bed.turn(11 * minute);
    expect(bed.asked.filter((method) => method === 'import.run').length).toBeGreaterThan(4);
    bed.failing.clear();
    await bed.turn(11 * minute);
    expect(await bed.known()).toHaveLength(1);
  });

  it('comes before the polls, and a wish takes what lies there', async () => {
    await open({ start: false });
    bed.set({ 'import.watchFolder': bed.watched });
    await bed.putZip('a.zip', [startOfTest - hour]);
    await bed.putZip('b.zip', [startOfTest - 2 * hour]);
    bed.asked.length = 0;
    expect(await bed.api.call('collector.syncNow', {})).toMatchObject({ files_imported: 2 });
    expect(bed.asked.indexOf('import.run')).toBeLessThan(bed.asked.indexOf('collect.store'));
    rmSync(join(bed.watched, 'a.zip'));
    expect(await bed.api.call('collector.syncNow', {})).toMatchObject({ files_imported: 0 });
  });
});
