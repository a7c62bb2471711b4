import { describe, expect, it } from 'vitest';
import type { LiveListen } from '../../../src/protocol/collect/collectedPlay.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import { databaseOf, played, poll } from './collected.ts';
import { day, MemoryFolder, minute, openStore, playsOf, start, uriOf } from './stores.ts';

const live = (song: number, startedAt: number, fields: Partial<LiveListen> = {}): LiveListen => ({
  uri: uriOf(song),
  title: `Song ${song}`,
  artist: `Artist ${song}`,
  started_at: startedAt,
  ended_at: startedAt + 180_000,
  heard_ms: 170_000,
  duration_ms: 200_000,
  skipped: false,
  device: 'computer',
  ...fields,
});

describe('what the player showed', () => {
  it('tells how long a play was heard, whether it or the poll came first', async () => {
    for (const liveFirst of [true, false]) {
      const store = await openStore();
      if (liveFirst) store.collection.storeLive({ account: 'ada', listens: [live(1, start)] });
      poll(store, [played(1, start + 180_000)]);
      if (!liveFirst) {
        const heard: unknown[] = [];
        store.onChanged((change) => heard.push(change));
        store.collection.storeLive({ account: 'ada', listens: [live(1, start)] });
        expect(heard).toEqual([{ account: 'ada', listens: 1 }]);
      }
      expect(playsOf(store)).toMatchObject([{ name: 'Song 1', msPlayed: 170_000 }]);
    }
  });

  it('is kept once, and as what was seen for longer', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const longer = live(1, start, { ended_at: start + 190_000, heard_ms: 185_000, skipped: true });
    for (const one of [live(1, start), longer, live(1, start), live(1, start + 1)]) {
      store.collection.storeLive({ account: 'ada', listens: [one] });
    }
    const database = await databaseOf(store, folder);
    expect(
      database.rows('SELECT started_at, ended_at, heard_ms, skipped FROM live_listens ORDER BY 1'),
    ).toEqual([
      [start, start + 190_000, 185_000, 1],
      [start + 1, start + 180_001, 170_000, 0],
    ]);
  });

  it('alone is no listen and no account', async () => {
    const store = await openStore();
    const heard: unknown[] = [];
    store.onChanged((change) => heard.push(change));
    store.collection.storeLive({ account: 'ada', listens: [live(1, start)] });
    expect(heard).toEqual([]);
    expect(store.accounts()).toEqual([]);
  });

  it('gives no names to a track that a listen has named', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    poll(store, [played(1, start)]);
    store.collection.storeLive({
      account: 'ada',
      listens: [live(1, start + day, { title: 'song 1', artist: 'A' }), live(2, start + day)],
    });
    const database = await databaseOf(store, folder);
    expect(database.rows('SELECT name, album_name FROM tracks ORDER BY id')).toEqual([
      ['Song 1', 'Album 1'],
      ['Song 2', null],
    ]);
  });

  it('costs one append and survives the end of the process', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    store.collection.storeLive({ account: 'ada', listens: [live(1, start), live(2, start + 4 * minute)] });
    expect(folder.writes).toEqual([`append ${storeFiles.journal}`]);
    const later = await openStore(folder.copy());
    poll(later, [played(2, start + 7 * minute)]);
    expect(playsOf(later)).toMatchObject([{ name: 'Song 2', msPlayed: 170_000 }]);
  });
});

describe('a file of the watched folder', () => {
  it('is known as dealt with, over restarts, whether it was imported or failed', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    store.collection.watchDone({ key: 'a.zip 10 1', outcome: 'imported' });
    store.collection.watchDone({ key: 'b.zip 10 1', outcome: 'failed', message: 'It is no ZIP.' });
    store.collection.watchDone({ key: 'b.zip 10 1', outcome: 'failed', message: 'It is no ZIP.' });
    const later = await openStore(folder.copy());
    expect(later.collection.watchSeen(['b.zip 10 1', 'c.zip 10 1', 'a.zip 10 1', 'a.zip 11 1'])).toEqual([
      'b.zip 10 1',
      'a.zip 10 1',
    ]);
    expect(later.collection.watchSeen([])).toEqual([]);
  });

  it('is known as begun, over restarts, until its import ends', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const [a, b] = ['a.zip 10 1', 'b.zip 10 1'];
    expect([store.collection.watchBegin(a), store.collection.watchBegin(b)]).toEqual([1, 1]);
    const second = await openStore(folder.copy());
    expect(second.collection.watchSeen([a, b])).toEqual([]);
    expect(second.collection.watchBegin(a)).toBe(2);
    second.dispose();
    store.collection.watchBegin(a);
    store.collection.watchLeave(a);
    store.collection.watchDone({ key: b, outcome: 'imported' });
    const later = await openStore(folder.copy());
    expect([later.collection.watchBegin(a), later.collection.watchBegin(b)]).toEqual([1, 1]);
  });

  it('that is begun is none for a build that does not know of it', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    store.collection.watchBegin('a.zip 10 1');
    const database = await databaseOf(store, folder);
    expect(database.rows('SELECT key FROM watched_files')).toEqual([]);
  });

  it('is noted as begun in a history of before there was a place for it', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    poll(store, [played(1, start)]);
    const old = await databaseOf(store, folder);
    old.script('DROP TABLE watched_begun');
    const kept = new MemoryFolder([[storeFiles.snapshot, old.export()]]);
    expect((await openStore(kept)).collection.watchBegin('a.zip 10 1')).toBe(1);
    expect((await openStore(kept.copy())).collection.watchBegin('a.zip 10 1')).toBe(2);
  });
});
