import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.ts';
import { mostLines } from '../../../src/core/history/collect/storedLogs.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { HistoryHandlers } from '../../../src/protocol/handlers.ts';
import type { LogLine } from '../../../src/protocol/ops/opsRequests.ts';
import { clockAt, day, handlersOver, historyOver, MemoryFolder, openStore, start } from './stores.ts';

const context = { signal: new AbortController().signal, progress: () => undefined };
const line = (n: number, fields: Partial<LogLine> = {}): LogLine => ({
  service: 'collector',
  level: 'info',
  timestamp: start + n * 1000,
  message: `line ${n}`,
  ...fields,
});
const lines = (count: number, from = 0): LogLine[] => Array.from({ length: count }, (_, n) => line(from + n));

function handlers(folder = new MemoryFolder()): HistoryHandlers {
  return handlersOver(folder, clockAt(start));
}

async function messages(
  asked: HistoryHandlers,
  params: Parameters<HistoryHandlers['ops.logs']>[0] = {},
): Promise<string[]> {
  return (await asked['ops.logs'](params, context)).lines.map(({ message }) => message);
}

describe('the log', () => {
  it('is told newest first, page by page, each line once', async () => {
    const asked = handlers();
    await asked['ops.writeLogs']({ lines: lines(120) }, context);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await asked['ops.logs']({ limit: 50, ...(cursor !== undefined && { cursor }) }, context);
      seen.push(...page.lines.map(({ message }) => message));
      cursor = page.next_cursor;
      // Lines that come meanwhile are newer: no page is shifted by them.
      await asked['ops.writeLogs']({ lines: [line(1000)] }, context);
    } while (cursor !== undefined);
    expect(seen).toEqual(
      lines(120)
        .map(({ message }) => message)
        .reverse(),
    );
  });

  it('keeps instants, levels and contexts', async () => {
    const asked = handlers();
    await asked['ops.writeLogs'](
      { lines: [line(1, { level: 'warning', context: { account: 'ada', plays: 3, nested: { a: [1] } } })] },
      context,
    );
    expect(await asked['ops.logs']({}, context)).toEqual({
      lines: [
        {
          at: '2024-01-01T12:00:01.000Z',
          service: 'collector',
          level: 'warning',
          message: 'line 1',
          context: { account: 'ada', plays: 3, nested: { a: [1] } },
        },
      ],
    });
  });

  it('is filtered by level and above, by service, text and time', async () => {
    const asked = handlers();
    await asked['ops.writeLogs'](
      {
        lines: [
          line(1, { level: 'debug' }),
          line(2, { level: 'warning', message: '100 % of Plays' }),
          line(3, { level: 'error', service: 'import' }),
          line(4),
        ],
      },
      context,
    );
    expect(await messages(asked)).toEqual(['line 4', 'line 3', '100 % of Plays']);
    expect(await messages(asked, { level: 'debug' })).toContain('line 1');
    expect(await messages(asked, { level: 'error' })).toEqual(['line 3']);
    expect(await messages(asked, { service: 'import' })).toEqual(['line 3']);
    expect(await messages(asked, { contains: 'plays' })).toEqual(['100 % of Plays']);
    expect(await messages(asked, { contains: '%' })).toEqual(['100 % of Plays']);
    expect(await messages(asked, { since: '2024-01-01T12:00:03Z' })).toEqual(['line 4', 'line 3']);
  });

  it('says why it is empty', async () => {
    const asked = handlers();
    const noteOf = async (params: Parameters<HistoryHandlers['ops.logs']>[0]): Promise<string | undefined> =>
      (await asked['ops.logs'](params, context)).note;
    expect(await noteOf({})).toBe('Nothing of level info or above was logged yet.');
    expect(await noteOf({ level: 'debug' })).toBe('Nothing was logged yet.');
    expect(await noteOf({ service: 'x' })).toBe('No line matches: leave out some of the filters.');
  });

  it.each([{ cursor: 'before-x' }, { cursor: '' }, { since: 'yesterday' }])('refuses %j', async (params) => {
    await expect(handlers()['ops.logs'](params, context)).rejects.toThrow(InputError);
  });

  it('survives the end of the process, and its ids go on', async () => {
    const folder = new MemoryFolder();
    await handlers(folder)['ops.writeLogs']({ lines: lines(2) }, context);
    const later = handlers(folder.copy());
    await later['ops.writeLogs']({ lines: [line(9)] }, context);
    expect(await messages(later)).toEqual(['line 9', 'line 1', 'line 0']);
  });

  it('cuts what is too long, and no character in two', async () => {
    const asked = handlers();
    const long = '🎵'.repeat(5000);
    await asked['ops.writeLogs']({ lines: [line(1, { message: long, context: { text: long } })] }, context);
    const [kept] = (await asked['ops.logs']({}, context)).lines;
    expect(kept?.message).toMatch(/^(🎵)+…$/u);
    expect(kept?.message.length).toBeLessThanOrEqual(2000);
    expect(JSON.stringify(kept?.context).length).toBeLessThan(2100);
  });

  it('shows an instant that no clock can have', async () => {
    const asked = handlers();
    const far = Number.MAX_SAFE_INTEGER;
    await asked['ops.writeLogs'](
      { lines: [line(0, { timestamp: far }), line(0, { timestamp: -far })] },
      context,
    );
    expect((await asked['ops.logs']({}, context)).lines.map(({ at }) => at)).toEqual([
      '1970-01-01T00:00:00.000Z',
      '+275760-09-13T00:00:00.000Z',
    ]);
  });
});

describe('old lines', () => {
  it('are forgotten before the instant that the writer names, and old runs with them', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(start));
    const run = { account: 'ada', job: 'poll', plays: [], full: false, done: true, rate_limits: 0 } as const;
    for (const startedAt of [start - 40 * day, start - day, start]) {
      store.collection.store({ ...run, plays: [], started_at: startedAt });
    }
    store.collection.writeLogs({ lines: [line(0, { timestamp: start - 40 * day }), line(1)] });
    store.collection.writeLogs({ lines: [line(2)], forget_before: start - 30 * day });
    expect(store.collection.logs({}).lines.map(({ message }) => message)).toEqual(['line 2', 'line 1']);
    expect(store.collection.runs({}).map(({ run_id: id }) => id)).toEqual([3, 2]);
  });

  it('go also where their clock was years ahead, when there are too many', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(start));
    const ahead = lines(200).map((one) => ({ ...one, timestamp: start + 5 * 365 * day }));
    store.collection.writeLogs({ lines: ahead });
    for (let n = 0; n < mostLines / 200; n++) store.collection.writeLogs({ lines: lines(200) });
    const { lines: oldest } = store.collection.logs({ since: '2028-01-01T00:00:00Z' });
    expect(oldest).toEqual([]);
  });
});

describe('writing the log', () => {
  it('costs one append a batch, and changes no history', async () => {
    const folder = new MemoryFolder();
    const history = historyOver(folder, clockAt(start));
    const heard: unknown[] = [];
    history.listeners.on('history.changed', (change) => heard.push(change));
    await history.handlers['ops.writeLogs']({ lines: lines(50) }, context);
    expect(folder.writes).toEqual([`append ${storeFiles.journal}`]);
    expect(heard).toEqual([]);
  });

  it('again and again lets the journal not grow without end', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(start));
    const long = lines(200).map((one) => ({ ...one, message: 'x'.repeat(1900) }));
    let largest = 0;
    for (let n = 0; n < 40; n++) {
      store.collection.writeLogs({ lines: long, forget_before: start + day });
      largest = Math.max(largest, folder.size(storeFiles.journal));
    }
    expect(largest).toBeLessThan(10 * 1024 * 1024);
    expect(folder.writes.some((write) => write === `replace ${storeFiles.snapshot}`)).toBe(true);
  });
});
