import { afterEach, describe, expect, it } from 'vitest';
import { minute, openCollectorBed, type CollectorBed } from './collectorBed.ts';

let bed: CollectorBed;
afterEach(() => bed.close());

/** The status bar's reading. */
const look = () => bed.during('spotify.playback', {});

async function open(settings = {}): Promise<void> {
  bed = await openCollectorBed({ settings: { 'initialSync.enabled': false, ...settings } });
  await bed.turn(5_000);
  const { player } = bed.user;
  player.activeDeviceId = player.devices[0]?.id;
}

/** Plays a track with a pause of five minutes in it, and then another one; somebody looks every half minute. */
async function listen(): Promise<{ readonly durationMs: number }> {
  const { player } = bed.user;
  const [first, second] = [bed.track(3), bed.track(4)];
  player.play([first.uri, second.uri]);
  for (let at = 0; at < 2; at += 1) {
    await look();
    await bed.turn(30_000);
  }
  player.pause();
  await look();
  await bed.turn(5 * minute);
  player.resume();
  while (player.item?.uri === first.uri) {
    await look();
    await bed.turn(20_000);
  }
  await look();
  return first;
}

describe('what the player showed', () => {
  it('tells how long the play was heard that the poll reports, and where', async () => {
    await open();
    const { durationMs } = await listen();
    await bed.during('collector.syncNow', {});
    const { plays } = await bed.api.call('history.searchPlays', { days: 2 });
    expect(plays).toHaveLength(1);
    expect(Math.abs((plays[0]?.seconds ?? 0) - durationMs / 1000)).toBeLessThanOrEqual(2);
    // Known from the player: without it the length would be an estimate.
    const { estimated_share: estimated } = await bed.api.call('history.coverage', { days: 2 });
    expect(estimated).toBe(0);
  });

  it('costs no request of its own', async () => {
    await open();
    await listen();
    const before = bed.simulator.requests.length;
    await bed.turn(minute);
    expect(bed.simulator.requests.length - before).toBeLessThanOrEqual(1);
  });

  it('is not recorded in a private session, while the collection is paused, or while it is off', async () => {
    await open();
    bed.user.player.devices = bed.user.player.devices.map((device) => ({
      ...device,
      isPrivateSession: true,
    }));
    await listen();
    await bed.during('collector.syncNow', {});
    expect(bed.asked).not.toContain('collect.live');
    bed.user.player.devices = bed.user.player.devices.map((device) => ({
      ...device,
      isPrivateSession: false,
    }));

    await bed.api.call('collector.pause', {});
    await listen();
    await bed.api.call('collector.resume', {});
    bed.set({ 'collector.enabled': false });
    await listen();
    bed.set({ 'collector.enabled': true });
    await bed.during('collector.syncNow', {});
    expect(bed.asked).not.toContain('collect.live');
  });

  it('waits where the history cannot take it, and is stored at the end of the host', async () => {
    await open();
    bed.failing.set('collect.live', new Error('no space'));
    await listen();
    await bed.during('collector.syncNow', {});
    expect(bed.asked.filter((method) => method === 'collect.live').length).toBeGreaterThan(0);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
    bed.failing.clear();
    bed.asked.length = 0;
    await bed.restart();
    expect(bed.asked).toContain('collect.live');
  });
});
