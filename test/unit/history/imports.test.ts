import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/core/history/observation.ts';
import {
  account,
  batchOf,
  begin,
  day,
  extended,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  queryClosed,
  start,
  uriOf,
} from './stores.ts';

const many = (count: number, from = 0): Observation[] =>
  Array.from({ length: count }, (_, n) => extended((from + n) % 50, start + (from + n) * minute));

describe('the report of an import', () => {
  it('accounts for every row of each file', async () => {
    const store = await openStore();
    importRows(store, many(10), { file: 'before' });
    const run = begin(store);
    run.store(
      batchOf(many(20), {
        rowsRead: 23,
        leftOut: { no_time: 2, placeholder: 1 },
        done: false,
        elapsedMs: 1500,
      }),
    );
    run.store(batchOf(many(5, 20), { rowsRead: 6, leftOut: { no_time: 1 }, elapsedMs: 500 }));
    run.store(batchOf([], { file: 'empty' }));
    const { files } = run.finish();
    expect(files).toEqual([
      {
        file: 'a file',
        format: 'extended',
        rows_read: 29,
        stored: 15,
        already_known: 10,
        superseded: 0,
        left_out: { no_time: 3, placeholder: 1 },
        first_played_at: new Date(start).toISOString(),
        last_played_at: new Date(start + 24 * minute).toISOString(),
        seconds: 2,
      },
      {
        file: 'empty',
        format: 'empty',
        rows_read: 0,
        stored: 0,
        already_known: 0,
        superseded: 0,
        left_out: {},
        seconds: 0.01,
      },
    ]);
  });

  it('is partial where something of a file could not be read', async () => {
    const store = await openStore();
    const run = begin(store);
    run.store(batchOf(many(2), { error: 'The file ends in the middle of a row.' }));
    expect(run.finish().files).toMatchObject([{ error: 'The file ends in the middle of a row.' }]);
    expect(store.latestImportJobs(1)).toMatchObject([{ status: 'partial' }]);
  });
});

describe('import_jobs and job_runs', () => {
  it('hold each import, newest first', async () => {
    const store = await openStore();
    importRows(store, many(3), { file: 'one' });
    importRows(store, [account(1, start + 300 * day)], { file: 'two' });
    begin(store, { file: 'three' }).abandon('error', 'No disk.');
    const jobs = store.latestImportJobs(2);
    expect(jobs).toMatchObject([
      { job_id: 3, status: 'error', error: 'No disk.', format: 'none', rows_read: 0 },
      { job_id: 2, status: 'success', account: 'default', source: 'export.zip', rows_read: 1, stored: 1 },
    ]);
    expect(jobs[1]?.finished_at).toBeDefined();
    expect(store.latestImportJobs(9)[2]).toMatchObject({
      format: 'endsong',
      first_played_at: new Date(start).toISOString(),
      last_played_at: new Date(start + 2 * minute).toISOString(),
    });
  });

  it('are told for one account or for all', async () => {
    const store = await openStore();
    importRows(store, many(1), { file: 'one', account: 'ada' });
    importRows(store, many(1), { file: 'two', account: 'grace' });
    const accounts = (of?: string) => store.latestImportJobs(9, of).map((job) => job.account);
    expect(accounts()).toEqual(['grace', 'ada']);
    expect(accounts('ada')).toEqual(['ada']);
    expect(accounts('nobody')).toEqual([]);
  });

  it('hold a run for each time that a job went on', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const run = begin(store);
    run.store(batchOf(many(3), { done: false }));
    run.abandon('cancelled', 'Cancelled.');
    const again = begin(store);
    again.store(batchOf(many(2, 3)));
    again.finish();
    const runs = await queryClosed(
      store,
      folder,
      'SELECT job_type, import_job_id, status, fetched, inserted, files_processed, error_message FROM job_runs',
    );
    expect(runs).toEqual([
      ['import_zip', 1, 'cancelled', 3, 3, 0, 'Cancelled.'],
      ['import_zip', 1, 'success', 2, 2, 1, null],
    ]);
  });
});

describe('an import that was killed', () => {
  it('is interrupted, and goes on where its last durable batch ended', async () => {
    const folder = new MemoryFolder();
    const run = begin(await openStore(folder));
    run.store(batchOf(many(3), { file: 'a' }));
    run.store(batchOf(many(2, 3), { file: 'b', done: false }));
    const later = await openStore(folder.copy());
    expect(later.latestImportJobs(1)).toMatchObject([{ status: 'interrupted', stored: 5 }]);
    expect(later.columns().length).toBe(5);
    const next = begin(later);
    expect(next.jobId).toBe(run.jobId);
    expect(next.progressOf('a')).toEqual({ rowsRead: 3, done: true });
    expect(next.progressOf('b')).toEqual({ rowsRead: 2, done: false });
    expect(next.progressOf('c')).toBeUndefined();
    next.store(batchOf(many(4, 5), { file: 'b' }));
    expect(next.finish().files).toMatchObject([
      { file: 'a', rows_read: 3, stored: 3, already_known: 0 },
      { file: 'b', rows_read: 6, stored: 6, already_known: 0 },
    ]);
    expect(later.latestImportJobs(9).length).toBe(1);
  });

  it('lets its account rows be superseded all the same', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, many(10));
    begin(store, { file: 'b' }).store(batchOf([account(1, start + minute)], { file: 'b' }));
    expect((await openStore(folder.copy())).columns()).toMatchObject({ length: 10, superseded: 1 });
  });

  it('a large one goes on from its last checkpoint', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    const run = begin(store);
    const size = 20_000;
    for (let n = 0; n < 16; n++) run.store(batchOf(many(size, n * size), { done: false }));
    const later = await openStore(folder.copy());
    const progress = begin(later).progressOf('a file')?.rowsRead ?? 0;
    expect(progress).toBeGreaterThanOrEqual(300_000);
    expect(later.columns().length).toBe(progress);
  }, 30_000);

  it('that finished begins anew: it is another job', async () => {
    const store = await openStore();
    importRows(store, many(3));
    const run = begin(store);
    expect(run.jobId).toBe(2);
    expect(run.progressOf('a file')).toBeUndefined();
  });

  it('goes on for its own account only', async () => {
    const store = await openStore();
    const run = begin(store, { account: 'ann' });
    run.abandon('cancelled', 'Cancelled.');
    expect(begin(store, { account: 'ben' }).jobId).not.toBe(run.jobId);
  });
});

describe('names without a URI', () => {
  it('stand for the track that the library names', async () => {
    const store = await openStore();
    const run = begin(store);
    run.store(batchOf([account(1, start), account(2, start)]));
    run.nameTracks([{ uri: uriOf(1), title: 'SONG 1', artist: 'artist 1', album: 'Album 1' }]);
    expect(run.finish().namesResolved).toBe(1);
    expect(playsOf(store).map(({ uri }) => uri)).toEqual([uriOf(1), undefined]);
    expect(importRows(store, [account(1, start + day)], { file: 'b' }).namesResolved).toBe(0);
  });

  it('stand for the track of another listen, whichever comes first', async () => {
    const store = await openStore();
    expect(importRows(store, [account(1, start)]).namesResolved).toBe(0);
    expect(importRows(store, [extended(1, start + 90 * day)], { file: 'b' }).namesResolved).toBe(1);
    expect(playsOf(store).map(({ uri }) => uri)).toEqual([uriOf(1), uriOf(1)]);
    const { catalogue, track } = store.columns();
    expect(track[0]).toBe(track[1]);
    expect(catalogue.trackAlbum[track[0] as number]).toBeGreaterThanOrEqual(0);
  });

  it('prefer the same album, then the smallest id', async () => {
    const store = await openStore();
    const same = { title: 'Song', artist: 'Artist' };
    importRows(store, [
      extended(3, start, { ...same, album: 'Single' }),
      extended(2, start, { ...same, album: 'Single' }),
      extended(5, start, { ...same, album: 'Album' }),
      extended(0, start + 30 * day, { ...same, uri: undefined, album: 'album' }),
      account(0, start + 60 * day, same),
    ]);
    expect(
      playsOf(store)
        .slice(3)
        .map(({ uri }) => uri),
    ).toEqual([uriOf(5), uriOf(2)]);
  });

  it('of an unknown artist stand for themselves', async () => {
    const store = await openStore();
    const intro = { title: 'Intro', artist: '' };
    importRows(store, [extended(1, start, intro), account(1, start + day, intro)]);
    expect(playsOf(store)[1]?.uri).toBeUndefined();
  });
});

describe('a track that was renamed', () => {
  const old = extended(1, start, { title: 'Old', album: 'Old album', artist: 'Old artist' });
  const renamed = extended(1, start + day, { title: 'New', album: 'New album', artist: 'New artist' });

  it.each([
    ['in order', [old, renamed]],
    ['in reverse', [renamed, old]],
  ])('has the names of its newest listen, %s', async (_, rows) => {
    const store = await openStore();
    for (const [n, row] of rows.entries()) importRows(store, [row], { file: `file ${n}` });
    const { catalogue, track } = store.columns();
    expect(playsOf(store).map(({ name }) => name)).toEqual(['New', 'New']);
    const index = track[0] as number;
    expect(catalogue.artistName[catalogue.trackArtist[index] as number]).toBe('New artist');
    expect(catalogue.albumName[catalogue.trackAlbum[index] as number]).toBe('New album');
  });

  it('remembers how new its names are across a restart', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start + 9 * day, { title: 'New' })]);
    store.dispose();
    const later = await openStore(folder);
    importRows(later, [extended(1, start, { title: 'Old' })], { file: 'older' });
    expect(playsOf(later).map(({ name }) => name)).toEqual(['New', 'New']);
  });

  it('does not take names from the library', async () => {
    const store = await openStore();
    const run = begin(store);
    run.nameTracks([{ uri: uriOf(1), title: 'Library', artist: 'Artist 1', album: '' }]);
    run.store(batchOf([extended(1, start)]));
    run.nameTracks([{ uri: uriOf(1), title: 'Library', artist: 'Artist 1', album: '' }]);
    run.finish();
    expect(playsOf(store)[0]?.name).toBe('Song 1');
  });
});

describe('kinds of a name', () => {
  it('old account files call episodes music; the podcast file knows better', async () => {
    const store = await openStore();
    importRows(store, [account(1, start)]);
    importRows(store, [account(1, start + day, { kind: 'podcast' })], { file: 'podcasts' });
    importRows(store, [account(1, start + 2 * day)], { file: 'music' });
    expect([...store.columns().kind]).toEqual([1, 1, 1]);
  });
});
