import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import { played, poll } from './collected.ts';
import {
  batchOf,
  begin,
  day,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  start,
} from './stores.ts';

const rows = [extended(1, start), extended(2, start + minute)];
const ada = { account: 'ada', alone: true };
const oneOfTwo = (account: string) => ({ account, alone: false });

describe('the signed-in account in use', () => {
  it('owns what was imported before anybody signed in, if it is alone', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, rows);
    store.useAccount(ada);
    expect(store.accounts()).toEqual([{ account: 'ada', listens: 2 }]);
    expect(store.columns()).toHaveLength(2);
    // Another process finds it so, be it from the journal or from a snapshot.
    expect((await openStore(folder)).accounts()).toEqual([{ account: 'ada', listens: 2 }]);
    store.dispose();
    expect((await openStore(folder)).accounts()).toEqual([{ account: 'ada', listens: 2 }]);
  });

  it('is announced with its listens', async () => {
    const store = await openStore();
    importRows(store, rows);
    const heard: unknown[] = [];
    store.onChanged((change) => heard.push(change));
    store.useAccount(ada);
    store.useAccount(ada);
    expect(heard).toEqual([{ account: 'ada', listens: 2 }]);
  });

  it('gets what is imported without a name, and answers for it', async () => {
    const store = await openStore();
    store.useAccount(oneOfTwo('ada'));
    importRows(store, rows);
    store.useAccount(oneOfTwo('grace'));
    importRows(store, rows.slice(0, 1));
    expect(store.columns()).toHaveLength(1);
    store.useAccount(oneOfTwo('ada'));
    expect(store.columns()).toHaveLength(2);
    expect(store.columns('grace')).toHaveLength(1);
  });

  it('is never answered with the history of another one', async () => {
    const store = await openStore();
    importRows(store, rows);
    store.useAccount(oneOfTwo('grace'));
    const look = () => store.columns();
    expect(look).toThrow(HistoryError);
    expect(look).toThrow(/grace/);
    expect(store.accounts()).toEqual([{ account: 'default', listens: 2 }]);
  });

  it('takes nothing that was imported under a name of its own', async () => {
    const store = await openStore();
    importRows(store, rows, { account: 'band' });
    store.useAccount(ada);
    expect(store.accounts()).toEqual([{ account: 'band', listens: 2 }]);
    expect(store.columns()).toHaveLength(2);
  });

  it('does not rename while an import runs', async () => {
    const store = await openStore();
    importRows(store, rows);
    const run = begin(store, { file: 'another' });
    store.useAccount(ada);
    expect(store.accounts()[0]?.account).toBe('default');
    run.finish();
    expect(store.accounts()[0]?.account).toBe('ada');
  });

  it('who signed in while an import ran has one history: what was polled, imported then and imported later', async () => {
    const store = await openStore();
    const run = begin(store, { file: 'another' });
    run.store(batchOf([extended(1, start)], { file: 'another' }));
    store.useAccount(ada);
    poll(store, [played(2, start + minute)]);
    run.finish();
    importRows(store, [extended(3, start + 2 * minute)], { file: 'third' });
    expect(store.accounts()).toEqual([{ account: 'ada', listens: 3 }]);
  });

  it('takes nothing of somebody else who was collected before', async () => {
    const store = await openStore();
    store.useAccount(ada);
    poll(store, [played(2, start)]);
    store.useAccount({ account: 'bob', alone: true });
    expect(() => store.columns()).toThrow(/bob/);
    importRows(store, rows.slice(0, 1));
    expect(store.accounts()).toEqual([
      { account: 'ada', listens: 1 },
      { account: 'bob', listens: 1 },
    ]);
  });

  it('that takes up what was imported has the columns of a fresh reading, and so has the next account', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(
      store,
      Array.from({ length: 2_000 }, (_, n) => extended(n % 50, start + n * 4 * minute)),
    );
    poll(store, [played(1, start + 3_000 * day), played(2, start + 3_001 * day)]);
    for (const account of ['default', 'ada']) store.columns(account);
    store.accounts();
    store.useAccount(ada);
    const fresh = (await openStore(folder.copy())).columns();
    expect(store.columns()).toMatchObject({ length: fresh.length, superseded: fresh.superseded });
    poll(store, [played(1, start)], { account: 'bob' });
    expect(store.accounts()).toEqual((await openStore(folder.copy())).accounts());
    expect(store.columns('bob')).toHaveLength(1);
  });
});
