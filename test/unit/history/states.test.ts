import { describe, expect, it } from 'vitest';
import { HistoryError, InputError } from '../../../src/core/errors.ts';
import { Journal } from '../../../src/core/history/journal.ts';
import {
  KeptStates,
  longestStateBytes,
  mostPinned,
  mostStateBytes,
  mostStates,
  stateLifeMs,
} from '../../../src/core/history/keptStates.ts';
import { migrate, refuseNewer } from '../../../src/core/history/migrate.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { StoredState } from '../../../src/protocol/spotify/savedStates.ts';
import {
  batchOf,
  begin,
  clockAt,
  day,
  emptyDatabase,
  extended,
  handlersOver,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  start,
} from './stores.ts';

const now = Date.UTC(2026, 7, 1);
const state = (n: number, fields: Partial<StoredState> = {}): StoredState => ({
  id: `state-${n}`,
  account: 'ada',
  savedAt: now - minute,
  label: `the items of "Road trip ${n}" – ünïcode 🎵`,
  subject: 'spotify:playlist:37i9dQZF1DX0000000000n',
  pinned: false,
  content: JSON.stringify({ kind: 'library', removed: [`spotify:track:${n}`], added: [] }),
  ...fields,
});
const headOf = ({ content: _, ...head }: StoredState): Omit<StoredState, 'content'> => head;
const many = (count: number): ReturnType<typeof extended>[] =>
  Array.from({ length: count }, (_, n) => extended(n % 50, start + n * minute));
const context = { signal: new AbortController().signal, progress: () => undefined };

describe('a kept state', () => {
  it('is put, got, listed and removed by requests', async () => {
    const handlers = handlersOver(new MemoryFolder(), clockAt(now));
    await handlers['states.put']({ state: state(1) }, context);
    await handlers['states.put']({ state: state(2, { pinned: true }) }, context);
    expect(await handlers['states.get']({ account: 'ada', id: 'state-1' }, context)).toEqual({
      state: state(1),
    });
    expect(await handlers['states.list']({ account: 'ada' }, context)).toEqual({
      states: [headOf(state(2, { pinned: true })), headOf(state(1))],
    });
    await handlers['states.remove']({ account: 'ada', id: 'state-1' }, context);
    expect(await handlers['states.get']({ account: 'ada', id: 'state-1' }, context)).toEqual({});
    await handlers['states.remove']({ account: 'ada', id: 'state-1' }, context);
  });

  it('is asked for in a data directory without a database: nothing is written', async () => {
    const folder = new MemoryFolder();
    const handlers = handlersOver(folder);
    expect(await handlers['states.list']({ account: 'ada' }, context)).toEqual({ states: [] });
    await handlers['states.remove']({ account: 'ada', id: 'state-1' }, context);
    expect(folder.writes).toEqual([]);
  });

  it('is one account’s alone', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    store.states.keep(state(1));
    expect(store.states.read('bob', 'state-1')).toBeUndefined();
    expect(store.states.list({ account: 'bob' })).toEqual([]);
    store.states.remove('bob', 'state-1');
    expect(store.states.read('ada', 'state-1')).toEqual(state(1));
  });

  it('survives the end of a process that closes nothing, at the cost of one append', async () => {
    const folder = new MemoryFolder();
    importRows(await openStore(folder), many(6000));
    const store = await openStore(folder, clockAt(now));
    folder.writes.length = 0;
    store.states.keep(state(1, { byUndo: true }));
    expect(folder.writes).toEqual([`append ${storeFiles.journal}`]);
    store.states.keep(state(2));
    store.states.remove('ada', 'state-2');
    const later = await openStore(folder.copy(), clockAt(now + day));
    expect(later.states.read('ada', 'state-1')).toEqual(state(1, { byUndo: true }));
    expect(later.states.read('ada', 'state-2')).toBeUndefined();
    expect(later.damage).toEqual([]);
  });

  it('outlives a snapshot of the database', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    store.states.keep(state(1));
    store.dispose();
    expect(folder.files.has(storeFiles.snapshot)).toBe(true);
    expect((await openStore(folder, clockAt(now))).states.read('ada', 'state-1')).toEqual(state(1));
  });

  it('is listed newest first, also after the clock was set back, and by what it is of', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    store.states.keep(state(1, { savedAt: now }));
    store.states.keep(state(2, { savedAt: now - day, subject: 'spotify:playlist:other' }));
    store.states.keep(state(3, { savedAt: now - 2 * day, pinned: true }));
    const ids = (filter: object): string[] =>
      store.states.list({ account: 'ada', ...filter }).map(({ id }) => id);
    expect(ids({})).toEqual(['state-3', 'state-2', 'state-1']);
    expect(ids({ limit: 1 })).toEqual(['state-3']);
    expect(ids({ pinned: false })).toEqual(['state-2', 'state-1']);
    expect(ids({ pinned: true })).toEqual(['state-3']);
    expect(ids({ subject: 'spotify:playlist:other' })).toEqual(['state-2']);
  });

  it('that cannot be written is not there, and leaves an import under way as it is', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    const run = begin(store);
    run.store(batchOf(many(20), { done: false }));
    folder.full = true;
    expect(() => {
      store.states.keep(state(1));
    }).toThrow('no space');
    folder.full = false;
    expect(store.states.read('ada', 'state-1')).toBeUndefined();
    run.store(batchOf(many(20)));
    expect(run.finish().files).toMatchObject([{ rows_read: 40 }]);
    expect(playsOf(await openStore(folder.copy()))).toEqual(playsOf(store));
  });
});

describe('states that are old', () => {
  it('are given for thirty days, pinned ones without end', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    store.states.keep(state(1, { savedAt: now }));
    store.states.keep(state(2, { savedAt: now, pinned: true }));
    const idsAt = async (at: number): Promise<string[]> =>
      (await openStore(folder.copy(), clockAt(at))).states.list({ account: 'ada' }).map(({ id }) => id);
    expect(await idsAt(now + stateLifeMs - 1)).toEqual(['state-2', 'state-1']);
    expect(await idsAt(now + stateLifeMs)).toEqual(['state-2']);
    expect(await idsAt(now + 10 * stateLifeMs)).toEqual(['state-2']);
  });

  it('are gone while the store stays open, too', async () => {
    let time = now;
    const store = await openStore(new MemoryFolder(), { now: () => time, timeZone: () => 'UTC' });
    store.states.keep(state(1, { savedAt: now }));
    time += stateLifeMs;
    expect(store.states.read('ada', 'state-1')).toBeUndefined();
    expect(store.states.list({ account: 'ada' })).toEqual([]);
  });

  it('leave the files a month later, the unused pages included', async () => {
    const folder = new MemoryFolder();
    const first = await openStore(folder, clockAt(now));
    first.states.keep(state(1, { content: JSON.stringify('a secret list '.repeat(1000)) }));
    first.dispose();
    const sooner = folder.copy();
    await openStore(sooner, clockAt(now + 31 * day));
    expect(sooner.writes).toEqual([]);
    await openStore(folder, clockAt(now + 61 * day));
    expect(Buffer.from(folder.read(storeFiles.snapshot) ?? []).includes('a secret list')).toBe(false);
  });
});

describe('too many states', () => {
  it('of one account lose the oldest, never the pinned ones', async () => {
    const { kept } = await table();
    kept.put({ op: 'statePut', state: state(-1, { pinned: true }), at: now });
    kept.put({ op: 'statePut', state: state(-2, { account: 'bob' }), at: now });
    for (let n = 0; n < mostStates + 3; n += 1) kept.put({ op: 'statePut', state: state(n), at: now });
    const ids = kept.list({ account: 'ada' }, now).map(({ id }) => id);
    expect(ids).toHaveLength(mostStates + 1);
    expect(ids.at(0)).toBe(`state-${mostStates + 2}`);
    expect(ids.slice(-2)).toEqual(['state-3', 'state--1']);
    expect(kept.list({ account: 'bob' }, now)).toHaveLength(1);
  });

  it('by bytes lose the oldest, too', async () => {
    const { kept } = await table();
    const content = JSON.stringify('x'.repeat(longestStateBytes - 2));
    const fitting = mostStateBytes / longestStateBytes;
    for (let n = 0; n <= fitting; n += 1) kept.put({ op: 'statePut', state: state(n, { content }), at: now });
    const ids = kept.list({ account: 'ada' }, now).map(({ id }) => id);
    expect(ids).toHaveLength(fitting);
    expect(ids).not.toContain('state-0');
  });

  it('that are pinned are refused with what to do, and nothing goes by itself', async () => {
    const { kept } = await table();
    for (let n = 0; n < mostPinned; n += 1) {
      kept.check(state(n, { pinned: true }));
      kept.put({ op: 'statePut', state: state(n, { pinned: true }), at: now });
    }
    expect(() => {
      kept.check(state(999, { pinned: true }));
    }).toThrow(InputError);
    kept.check(state(999));
    kept.check(state(999, { pinned: true, account: 'bob' }));
    expect(kept.list({ account: 'ada' }, now)).toHaveLength(mostPinned);
  });

  it('is one alone that is larger than 4 MB: refused with a sentence, and not written', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    const umlauts = (bytes: number): string => JSON.stringify('ü'.repeat(bytes / 2 - 1));
    expect(() => {
      store.states.keep(state(1, { content: umlauts(longestStateBytes + 2) }));
    }).toThrow('4 MB');
    expect(folder.writes).toEqual([]);
    store.states.keep(state(1, { content: umlauts(longestStateBytes) }));
    expect(store.states.read('ada', 'state-1')?.content).toHaveLength(longestStateBytes / 2 + 1);
  });
});

describe('a Backbeat that knows version 2 only', () => {
  it('refuses a journal with a state in it', async () => {
    const folder = new MemoryFolder();
    (await openStore(folder, clockAt(now))).states.keep(state(1));
    const { newestSchema } = new Journal(folder);
    expect(() => {
      refuseNewer(newestSchema, migrations.slice(0, 2));
    }).toThrow(HistoryError);
  });
});

async function table(): Promise<{ readonly kept: KeptStates }> {
  const database = await emptyDatabase();
  migrate(database, migrations);
  return { kept: new KeptStates(database) };
}
