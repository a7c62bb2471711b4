import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/core/collector/backoff.ts';
import { ElapsedTime } from '../../../src/core/collector/elapsedTime.ts';
import { HandTimers } from './handTimers.ts';

const year = 365 * 86_400_000;

describe('time by two clocks', () => {
  const at = { wall: Date.UTC(2026, 0, 1) };
  const timers = new HandTimers(
    (ms) => (at.wall += ms),
    () => false,
  );
  const time = new ElapsedTime({ now: () => at.wall, timeZone: () => 'UTC' }, timers);
  const never = new AbortController().signal;
  const sleep = async (ms: number): Promise<void> => {
    const slept = time.sleep(ms, never);
    await timers.turn(ms);
    await slept;
  };

  it('passes while the machine sleeps, and while the clock is set back', async () => {
    const moment = time.moment();
    await sleep(1_000);
    expect(time.since(moment)).toBe(1_000);
    at.wall += 5_000;
    expect(time.since(moment)).toBe(6_000);
    at.wall -= year;
    expect(time.since(moment)).toBe(1_000);
    await sleep(2_000);
    expect(time.since(moment)).toBe(3_000);
    expect(time.instantAfter(moment, 10_000)).toBe(at.wall + 7_000);
  });

  it('counts a sleep that was ended early for what it was', async () => {
    const moment = time.moment();
    const slept = time.sleep(60_000, never);
    await timers.turn(10_000);
    time.wake();
    await slept;
    at.wall -= year;
    expect(time.since(moment)).toBe(10_000);
    time.wake();
  });

  it('ends with the host', async () => {
    const end = new AbortController();
    const slept = time.sleep(60_000, end.signal);
    end.abort();
    await expect(slept).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('the wait after failures', () => {
  it('is any part of a bound that doubles up to half an hour', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => backoffMs(failures, () => 1));
    expect(bounds.map((ms) => ms / 60_000)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    expect(backoffMs(3, () => 0)).toBe(0);
    expect(backoffMs(3, () => 0.25)).toBe(60_000);
  });
});
