import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../src/core/observe/lineLogger.ts';
import { storedLogLines } from '../../../src/node/observe/storedLogLines.ts';
import type { Api } from '../../../src/protocol/api.ts';
import type { LogLine as StoredLine } from '../../../src/protocol/ops/opsRequests.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';

const now = Date.UTC(2026, 10, 21);
const dayMs = 86_400_000;

function bed(fails = false) {
  const written: { lines: StoredLine[]; forget_before?: number }[] = [];
  const call = (_method: string, params: unknown): Promise<object> => {
    if (fails) return Promise.reject(new Error('the disk is full'));
    written.push(params as (typeof written)[number]);
    return Promise.resolve({});
  };
  let tell: (line: LogLine) => void = () => undefined;
  const logger = recordingLogger();
  const stored = storedLogLines({
    history: { call: call as Api['call'] },
    onLine: (listener) => {
      tell = listener;
      return { dispose: () => (tell = () => undefined) };
    },
    ...{ clock: { now: () => now, timeZone: () => 'UTC' }, logger, retentionDays: () => 30 },
  });
  return {
    stored,
    written,
    logger,
    tell: (line: LogLine) => {
      tell(line);
    },
  };
}

describe('the log in the database', () => {
  it('keeps warnings, errors and what jobs say, with their ids, and forgets what is old', async () => {
    const { stored, written, tell } = bed();
    stored.opened();
    tell({
      level: 'warn',
      message: 'slow',
      service: 'spotify',
      correlation: 'a'.repeat(32),
      context: { ms: 3 },
    });
    tell({ level: 'error', message: 'broken' });
    tell({ level: 'info', message: 'Imported 3 listens.', service: 'import' });
    tell({ level: 'info', message: 'this process is the host' });
    tell({ level: 'debug', message: 'detail', service: 'import' });
    tell({ level: 'warn', message: 'stored by the collector itself', service: 'collector' });
    await stored.finish();
    tell({ level: 'error', message: 'too late' });
    expect(written).toEqual([
      {
        forget_before: now - 30 * dayMs,
        lines: [
          {
            ...{ service: 'spotify', level: 'warning', timestamp: now, message: 'slow' },
            ...{ correlation: 'a'.repeat(32), context: { ms: 3 } },
          },
          { service: 'host', level: 'error', timestamp: now, message: 'broken' },
          { service: 'import', level: 'info', timestamp: now, message: 'Imported 3 listens.' },
        ],
      },
    ]);
  });

  it('opens no database to be written', async () => {
    const { stored, written, tell } = bed();
    tell({ level: 'error', message: 'broken' });
    await stored.finish();
    expect(written).toEqual([]);
  });

  it('counts what a flood brings beyond a hundred lines', async () => {
    const { stored, written, tell } = bed();
    stored.opened();
    for (let count = 0; count < 5_000; count += 1) tell({ level: 'warn', message: `again ${count}` });
    await stored.finish();
    expect(written[0]?.lines).toHaveLength(101);
    expect(written[0]?.lines.at(-1)?.message).toBe('4900 more lines were left out.');
  });

  it('does not go round in circles where it cannot be written', async () => {
    const { stored, tell, logger } = bed(true);
    stored.opened();
    tell({ level: 'error', message: 'broken' });
    await stored.finish();
    expect(logger.lines.map(({ level }) => level)).toEqual(['debug']);
  });
});
