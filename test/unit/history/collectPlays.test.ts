import { describe, expect, it } from 'vitest';
import { kinds, sources } from '../../../src/protocol/history/window.ts';
import { artistUri, databaseOf, fullPage, played, poll } from './collected.ts';
import {
  account,
  batchOf,
  begin,
  clockAt,
  day,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  renumbered,
  start,
  uriOf,
} from './stores.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';

const now = start + 10 * day;

describe('a poll', () => {
  it('is stored with its checkpoint and its run by one append', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    const result = poll(store, [played(2, start + minute), played(1, start)], { started_at: now - 500 });
    expect(folder.writes).toEqual([`append ${storeFiles.journal}`]);
    expect(result).toEqual({
      run_id: 1,
      inserted: 2,
      already_known: 0,
      checkpoint: {
        account: 'ada',
        last_poll_started_at: now - 500,
        last_poll_completed_at: now,
        last_poll_latest_played_at: start + minute,
        status: 'idle',
        updated_at: now,
      },
    });
    expect(store.collection.runs({})).toEqual([
      {
        run_id: 1,
        type: 'poll',
        account: 'ada',
        started_at: new Date(now - 500).toISOString(),
        finished_at: new Date(now).toISOString(),
        status: 'success',
        fetched: 2,
        inserted: 2,
        updated: 0,
        rate_limits: 0,
        files_processed: 0,
      },
    ]);
    const plays = playsOf(store, 'ada').map(({ name, endedAt, uri }) => [name, endedAt, uri]);
    expect(plays).toEqual([
      ['Song 1', start, uriOf(1)],
      ['Song 2', start + minute, uriOf(2)],
    ]);
  });

  it('survives the end of a process that closes nothing', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    poll(store, fullPage(start));
    const later = await openStore(folder.copy(), clockAt(now));
    expect(later.damage).toEqual([]);
    expect(playsOf(later)).toEqual(playsOf(store));
    expect(later.collection.checkpoints()).toEqual(store.collection.checkpoints());
    expect(later.collection.runs({})).toEqual(store.collection.runs({}));
  });

  it('is stored once, however often it is read, and what is known costs no journal', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    poll(store, fullPage(start));
    const first = folder.size(storeFiles.journal);
    const again = poll(store, fullPage(start));
    expect(again).toMatchObject({ inserted: 0, already_known: 50 });
    expect(again.gap).toBeUndefined();
    expect(folder.size(storeFiles.journal) - first).toBeLessThan(500);
    expect(playsOf(store)).toHaveLength(50);
    expect(store.collection.runs({}).map(({ fetched, inserted }) => [fetched, inserted])).toEqual([
      [50, 0],
      [50, 50],
    ]);
  });

  it('applied again to a state that has it changes nothing', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    importRows(store, [extended(1, start)], { account: 'ada' });
    poll(store, [played(1, start + 200), played(2, start + 5 * minute)]);
    store.collection.pause({ account: 'ada', paused: true });
    const journal = folder.read(storeFiles.journal) as Uint8Array;
    const before = [playsOf(store), store.collection.runs({}), store.collection.checkpoints()];
    store.dispose();
    folder.files.set(storeFiles.journal, journal);
    folder.files.set(
      storeFiles.journal,
      renumbered(journal, (_, schema) => [1, schema]),
    );
    const later = await openStore(folder, clockAt(now));
    expect(later.damage).toEqual([]);
    expect([playsOf(later), later.collection.runs({}), later.collection.checkpoints()]).toEqual(before);
  });

  it('brings a late play, behind the newest known one: a poll of what is new alone would lose it', async () => {
    const store = await openStore();
    poll(store, [played(3, start + 10 * minute), played(1, start)]);
    const { inserted, gap } = poll(store, [
      played(3, start + 10 * minute),
      played(2, start + 5 * minute),
      played(1, start),
    ]);
    expect(inserted).toBe(1);
    expect(gap).toBeUndefined();
    expect(playsOf(store).map(({ name }) => name)).toEqual(['Song 1', 'Song 2', 'Song 3']);
  });

  it('with another id of a track at the same millisecond tells no second play, in either order', async () => {
    const relinked = played(1, start, { uri: uriOf(9) });
    const stores = await Promise.all(
      [
        [played(1, start), relinked],
        [relinked, played(1, start)],
      ].map(async (order) => {
        const store = await openStore();
        for (const play of order) poll(store, [play]);
        return store;
      }),
    );
    for (const store of stores) {
      expect(playsOf(store).map(({ uri }) => uri)).toEqual([uriOf(1)]);
    }
    const updates = stores.map((store) => store.collection.runs({}).map(({ updated }) => updated));
    expect(updates).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('keeps two plays of a song a millisecond apart, and the same instant of two accounts', async () => {
    const store = await openStore();
    poll(store, [played(1, start), played(1, start + 1)]);
    poll(store, [played(1, start)], { account: 'bob' });
    expect(playsOf(store, 'ada')).toHaveLength(2);
    expect(playsOf(store, 'bob')).toHaveLength(1);
  });

  it('leaves out plays without a name or with a time that cannot be', async () => {
    const store = await openStore();
    const result = poll(store, [
      played(1, start),
      played(2, start, { title: ' \u200b' }),
      played(3, 12),
      played(4, Date.UTC(2300, 0, 1)),
    ]);
    expect(result).toMatchObject({ inserted: 1, checkpoint: { last_poll_latest_played_at: start } });
    expect(playsOf(store).map(({ name }) => name)).toEqual(['Song 1']);
  });

  it('that cannot be written leaves nothing behind, and is stored by the next try', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    poll(store, [played(1, start)]);
    folder.full = true;
    expect(() => poll(store, [played(2, start + minute)])).toThrow('no space');
    expect(store.collection.runs({})).toHaveLength(1);
    expect(playsOf(store)).toHaveLength(1);
    folder.full = false;
    expect(poll(store, [played(2, start + minute)])).toMatchObject({ inserted: 1 });
    const later = await openStore(folder.copy(), clockAt(now));
    expect(playsOf(later).map(({ name }) => name)).toEqual(['Song 1', 'Song 2']);
  });

  it('of nothing, as Spotify answers a new account, is a success', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    expect(poll(store, [])).toEqual({
      run_id: 1,
      inserted: 0,
      already_known: 0,
      checkpoint: {
        account: 'ada',
        last_poll_started_at: 1,
        last_poll_completed_at: now,
        status: 'idle',
        updated_at: now,
      },
    });
    expect(store.accounts()).toEqual([]);
  });
});

describe('what is announced of a poll', () => {
  it('is the number of listens, as counting them gives it, also where an export speaks for plays', async () => {
    const store = await openStore();
    const heard: unknown[] = [];
    store.onChanged((change) => heard.push(change));
    importRows(store, [extended(1, start), extended(2, start + 5 * minute)], { account: 'ada' });
    poll(store, [played(1, start + 300), played(3, start + 60 * minute)]);
    poll(store, [played(4, start + 70 * minute)]);
    importRows(store, [extended(3, start + 60 * minute)], { account: 'ada', file: 'later' });
    expect(heard).toEqual([2, 3, 4, 4].map((listens) => ({ account: 'ada', listens })));
    expect(store.columns().length).toBe(4);
  });

  it('is nothing where it brought nothing new', async () => {
    const store = await openStore();
    poll(store, [played(1, start)]);
    const columns = store.columns();
    const heard: unknown[] = [];
    store.onChanged((change) => heard.push(change));
    poll(store, [played(1, start)]);
    store.collection.pause({ account: 'ada', paused: true });
    store.collection.writeLogs({
      lines: [{ service: 'collector', level: 'info', timestamp: 1, message: 'x' }],
    });
    expect(heard).toEqual([]);
    expect(store.columns()).toBe(columns);
  });
});

describe('what a play tells of its track', () => {
  it('is kept with the track, and fills in what an export left open', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start)], { account: 'ada' });
    poll(store, [
      played(1, start + day, { explicit: true, context_uri: 'spotify:playlist:abc' }),
      played(2, start + 2 * day, { release_date: 'soon', duration_ms: 0 }),
    ]);
    const database = await databaseOf(store, folder);
    expect(
      database.rows('SELECT uri, duration_ms, release_date, isrc, explicit, source FROM tracks ORDER BY id'),
    ).toEqual([
      [uriOf(1), 200_000, '2019-03-08', 'GBAYE0000001', 1, 'spotify_api'],
      [uriOf(2), null, null, 'GBAYE0000002', 0, 'spotify_api'],
    ]);
    expect(
      database.rows(
        "SELECT context_type, context_uri, source FROM plays WHERE source = 'api' ORDER BY played_at",
      ),
    ).toEqual([
      ['playlist', 'spotify:playlist:abc', 'api'],
      [null, null, 'api'],
    ]);
  });

  it('names the artist by URI: a row of its own, beside the one that exports know by name', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start), extended(7, start + minute, { artist: 'Artist 1' })], {
      account: 'ada',
    });
    poll(store, [played(1, start + day)]);
    const database = await databaseOf(store, folder);
    expect(database.rows('SELECT name, uri FROM artists ORDER BY id')).toEqual([
      ['Artist 1', null],
      ['Artist 1', artistUri(1)],
    ]);
    expect(
      database.rows(`SELECT t.name, a.uri, n.name FROM tracks t
        JOIN track_artists ta ON ta.track = t.id JOIN artists a ON a.id = ta.artist
        LEFT JOIN artists n ON n.id = t.named_artist ORDER BY t.id`),
    ).toEqual([
      ['Song 1', artistUri(1), 'Artist 1'],
      ['Song 7', null, null],
    ]);
  });

  it('is a local file without a URI that means anything: the same track as the export’s', async () => {
    const store = await openStore();
    const names = { title: 'Demo', artist: 'Me', album: 'Tape' };
    importRows(store, [extended(1, start, { ...names, uri: undefined })], { account: 'ada' });
    poll(store, [played(1, start + day, { ...names, uri: 'spotify:local:Me:Tape:Demo:200' })]);
    const { catalogue, track } = store.columns();
    expect(track[0]).toBe(track[1]);
    expect(catalogue.trackUri[track[1] as number]).toBeUndefined();
  });

  it('gives a URI to what an account file knows by its names alone', async () => {
    const store = await openStore();
    importRows(store, [account(1, start)], { account: 'ada' });
    expect(playsOf(store)[0]?.uri).toBeUndefined();
    poll(store, [played(1, start + day)]);
    expect(playsOf(store).map(({ uri }) => uri)).toEqual([uriOf(1), uriOf(1)]);
  });

  it('keeps the names of the newest listen, whichever came first', async () => {
    const old = extended(1, start, { title: 'Old', artist: 'Kanye West' });
    const fresh = played(1, start + day, { title: 'New', artist: 'Ye' });
    const seen: unknown[] = [];
    for (const apiFirst of [true, false]) {
      const store = await openStore();
      if (apiFirst) poll(store, [fresh]);
      importRows(store, [old], { account: 'ada' });
      if (!apiFirst) poll(store, [fresh]);
      seen.push(playsOf(store).map(({ name }) => name));
    }
    expect(seen).toEqual([
      ['New', 'New'],
      ['New', 'New'],
    ]);
  });

  it('keeps its names where a later listen has none but the id, as of a removed track, in any order', async () => {
    const id = uriOf(1).slice('spotify:track:'.length);
    const steps: ((store: Store) => void)[] = [
      (store) => importRows(store, [extended(1, start)], { account: 'ada' }),
      (store) => poll(store, [played(1, start + day, { title: id, artist: '', album: '' })]),
      (store) =>
        importRows(store, [extended(1, start + 2 * day, { title: id, artist: '', album: '' })], {
          account: 'ada',
          file: 'later',
        }),
    ];
    for (const order of permutations(steps)) {
      const store = await openStore();
      for (const step of order) step(store);
      expect(playsOf(store).map(({ name }) => name)).toEqual(['Song 1', 'Song 1', 'Song 1']);
    }
  });

  it('is the same whatever came first: polls, exports, one or all', async () => {
    const parts = [
      (store: Store) => poll(store, [played(1, start + day, { artist: 'Ye' }), played(2, start + day + 1)]),
      (store: Store) =>
        poll(store, [played(1, start + 2 * day, { artist: 'Kanye', artist_uri: artistUri(77) })]),
      (store: Store) =>
        importRows(store, [extended(1, start + 3 * day, { title: 'Song 1 (new)' }), extended(2, start)], {
          account: 'ada',
          file: 'extended',
        }),
      (store: Store) =>
        importRows(store, [account(2, start + 40 * day)], { account: 'ada', file: 'account' }),
    ];
    const states = new Set<string>();
    for (const order of permutations(parts)) {
      const folder = new MemoryFolder();
      const store = await openStore(folder);
      for (const part of order) part(store);
      const { length, endedAt, msPlayed, track, kind, source, catalogue } = store.columns();
      const rows = Array.from({ length }, (_, row) => {
        const id = track[row] as number;
        return [
          endedAt[row],
          msPlayed[row],
          catalogue.trackName[id],
          catalogue.trackUri[id],
          catalogue.artistName[catalogue.trackArtist[id] as number],
          catalogue.artistUri[catalogue.trackArtist[id] as number],
          catalogue.trackDuration[id],
          kinds[kind[row] as number],
          sources[source[row] as number],
        ];
      });
      const database = await databaseOf(store, folder);
      const artists = database.rows('SELECT name, uri FROM artists WHERE uri IS NOT NULL ORDER BY uri');
      states.add(JSON.stringify([rows, artists]));
    }
    expect([...states]).toHaveLength(1);
  });
});

describe('a poll in the middle of an import', () => {
  it('is stored, and the import goes on as if nothing had been', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [account(1, start), account(2, start + 30 * minute)], { account: 'ada', file: 'old' });
    const run = begin(store, { account: 'ada', file: 'new' });
    run.store(batchOf([extended(1, start + 2000)], { file: 'new', done: false }));
    poll(store, [played(2, start + 30 * minute + 20_000), played(5, start + day)]);
    run.store(batchOf([extended(2, start + 30 * minute + 20_000)], { file: 'new' }));
    run.finish();
    const expected = [
      ['Song 1', uriOf(1)],
      ['Song 2', uriOf(2)],
      ['Song 5', uriOf(5)],
    ];
    expect(playsOf(store).map(({ name, uri }) => [name, uri])).toEqual(expected);
    const later = await openStore(folder.copy());
    expect(playsOf(later)).toEqual(playsOf(store));
  });
});

describe('an import under way', () => {
  it('leaves the details of columns from before it what they are', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)]);
    const before = store.columns();
    const run = begin(store, { file: 'another' });
    run.store(batchOf([extended(2, start + minute)], { file: 'another' }));
    expect(store.columns()).toBe(before);
    expect(before.details().flags).toHaveLength(1);
    run.finish();
    expect(store.columns().details().flags).toHaveLength(2);
  });

  const broken: [string, (store: Store, folder: MemoryFolder) => void][] = [
    [
      'a poll that could not be stored',
      (store, folder) => {
        folder.full = true;
        expect(() => poll(store, [played(8, start)])).toThrow();
        folder.full = false;
      },
    ],
    ['another account that was deleted', (store) => void store.deleteAccount('ada')],
  ];
  it.each(broken)('resolves all names at its end, whatever came between: %s', async (_, breakIn) => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    poll(store, [played(7, start)]);
    const run = begin(store, { account: 'default' });
    run.store(batchOf([extended(1, start)], { file: 'a' }));
    run.store(batchOf([account(1, start + 100 * day)], { file: 'b' }));
    breakIn(store, folder);
    run.finish();
    expect(playsOf(store, 'default').map(({ uri }) => uri)).toEqual([uriOf(1), uriOf(1)]);
  });
});

describe('an account that was imported before anybody signed in', () => {
  it('takes up what was collected under the name that it gets', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    importRows(store, [extended(1, start)]);
    poll(store, [played(1, start + 400), played(2, start + day)]);
    store.useAccount({ account: 'ada', alone: true });
    expect(store.accounts()).toEqual([{ account: 'ada', listens: 2 }]);
    expect(playsOf(store).map(({ name }) => name)).toEqual(['Song 1', 'Song 2']);
    expect(store.collection.checkpoints()).toMatchObject([{ account: 'ada', last_poll_completed_at: now }]);
    expect(store.collection.runs({ account: 'ada' }).map(({ type }) => type)).toEqual(['poll', 'import_zip']);
    const later = await openStore(folder.copy(), clockAt(now));
    expect(playsOf(later)).toEqual(playsOf(store));
    expect(poll(later, [played(2, start + day)])).toMatchObject({ inserted: 0 });
  });

  it('does so too where the collector has only a checkpoint', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)]);
    poll(store, []);
    store.useAccount({ account: 'ada', alone: true });
    expect(store.accounts()).toEqual([{ account: 'ada', listens: 1 }]);
    expect(store.collection.checkpoints()).toHaveLength(1);
  });

  it('leaves alone an account into which something was imported', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)]);
    importRows(store, [extended(2, start)], { account: 'ada' });
    poll(store, [played(3, start + day)]);
    store.useAccount({ account: 'ada', alone: true });
    expect(store.accounts()).toEqual([
      { account: 'default', listens: 1 },
      { account: 'ada', listens: 2 },
    ]);
  });
});

type Store = Awaited<ReturnType<typeof openStore>>;

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
