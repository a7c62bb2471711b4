import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { hostMeasured } from '../../../src/node/observe/hostMeasured.ts';
import type { Api } from '../../../src/protocol/api.ts';
import type { MeasuredResult } from '../../../src/protocol/observe/measured.ts';
import { deferred } from '../../fixtures/deferred.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';

const told: MeasuredResult = { process: 'b', families: [] };

/** A host that answers as it is told to. */
function asked(answer: () => Promise<MeasuredResult>, patienceMs?: number) {
  const logger = recordingLogger();
  let calls = 0;
  const call = (method: string): Promise<MeasuredResult> => {
    expect(method).toBe('host.measured');
    calls += 1;
    return answer();
  };
  const ask = hostMeasured({ call } as unknown as Pick<Api, 'call'>, logger, patienceMs);
  return { ask, logger, calls: () => calls };
}

describe('a scrape', () => {
  it('hears what the host measured', async () => {
    const { ask, logger } = asked(() => Promise.resolve(told));
    expect(await ask()).toEqual(told);
    expect(logger.lines).toEqual([]);
  });

  it('goes on without a host that is away or too old to tell, which the log says once', async () => {
    let isAway = true;
    const { ask, logger } = asked(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(told)));
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn']);
    isAway = false;
    expect([await ask(), await ask()]).toEqual([told, told]);
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn', 'info']);
  });

  it('does not wait for a host that stands still, and asks it once', async () => {
    const answer = deferred<MeasuredResult>();
    const { ask, calls } = asked(() => answer.promise, 5);
    expect([await ask(), await ask()]).toEqual([undefined, undefined]);
    expect(calls()).toBe(1);
    answer.resolve(told);
    expect(await ask()).toEqual(told);
  });

  it('survives a host that fails when nobody waits any more', async () => {
    const late = deferred();
    const { ask, calls } = asked(() => late.promise.then(() => Promise.reject(new Error('gone'))), 5);
    expect(await ask()).toBeUndefined();
    late.resolve();
    await setImmediate();
    expect([await ask(), calls()]).toEqual([undefined, 2]);
  });
});
