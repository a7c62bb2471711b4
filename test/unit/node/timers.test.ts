import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { timers } from '../../../src/node/timers.ts';

describe('timers', () => {
  it('wait', async () => {
    const before = Date.now();
    await timers.sleep(20, new AbortController().signal);
    await timers.sleep(0);
    expect(Date.now() - before).toBeGreaterThanOrEqual(19);
  });

  it('stop waiting when cancelled, also for longer than the platform can wait', async () => {
    for (const ms of [50_000, 2 ** 33]) {
      const caller = new AbortController();
      const slept = timers.sleep(ms, caller.signal);
      caller.abort();
      await expect(slept).rejects.toBeInstanceOf(CancelledError);
    }
  });

  it('do not begin to wait for a caller that is gone', async () => {
    await expect(timers.sleep(50_000, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
  });
});
