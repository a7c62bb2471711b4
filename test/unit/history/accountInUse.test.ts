import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import { begin, extended, importRows, MemoryFolder, minute, openStore, start } from './stores.ts';

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
    store.useAccount(ada);
    expect(store.accounts()[0]?.account).toBe('ada');
  });
});
