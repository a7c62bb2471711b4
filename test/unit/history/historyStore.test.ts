import { describe, expect, it } from 'vitest';
import { HistoryError, InputError } from '../../../src/core/errors.ts';
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

describe('a new history', () => {
  it('has no accounts, no listens and no files', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    expect(store.accounts()).toEqual([]);
    expect(store.columns().length).toBe(0);
    expect(store.latestImportJobs(5)).toEqual([]);
    expect(store.status()).toEqual({
      schemaVersion: 4,
      accounts: [],
      databaseBytes: 0,
      journalBytes: 0,
      damage: [],
    });
    store.dispose();
    expect(folder.files.size).toBe(0);
  });

  it('names the unknown account that was asked for', async () => {
    const store = await openStore();
    expect(() => store.columns('ann')).toThrow(HistoryError);
  });
});

describe('what an import stores', () => {
  it('is told in columns, ascending by end', async () => {
    const store = await openStore();
    importRows(store, [extended(2, start + minute), extended(1, start)]);
    expect(playsOf(store)).toEqual([
      { endedAt: start, name: 'Song 1', uri: uriOf(1), msPlayed: 200_000 },
      { endedAt: start + minute, name: 'Song 2', uri: uriOf(2), msPlayed: 200_000 },
    ]);
    const { catalogue, track, kind, source } = store.columns();
    const artist = catalogue.trackArtist[track[0] as number] as number;
    const album = catalogue.trackAlbum[track[0] as number] as number;
    expect(catalogue.artistName[artist]).toBe('Artist 1');
    expect(catalogue.albumName[album]).toBe('Album 1');
    expect(catalogue.albumArtist[album]).toBe(artist);
    expect([...kind]).toEqual([0, 0]);
    expect([...source]).toEqual([0, 0]);
  });

  it('adds nothing when it comes again, in the same import or a later one', async () => {
    const store = await openStore();
    const rows = Array.from({ length: 300 }, (_, n) => extended(n % 40, start + n * minute));
    const run = begin(store);
    expect(run.store(batchOf(rows))).toBe(300);
    expect(run.store(batchOf(rows, { file: 'the same file again' }))).toBe(0);
    run.finish();
    const again = importRows(store, rows, { fingerprint: 'another download' });
    expect(again.files).toMatchObject([{ rows_read: 300, stored: 0, already_known: 300, superseded: 0 }]);
    expect(store.columns().length).toBe(300);
  });

  it('keeps replays, and tells rows apart by heard time', async () => {
    const store = await openStore();
    importRows(store, [
      extended(1, start),
      extended(1, start + 1000),
      extended(1, start, { msPlayed: 5000 }),
      extended(2, start),
    ]);
    expect(store.columns().length).toBe(4);
  });

  it('holds a row without heard time once', async () => {
    const store = await openStore();
    const row = extended(1, start, { msPlayed: undefined });
    importRows(store, [row, row]);
    importRows(store, [row, extended(1, start, { msPlayed: 0 })], { fingerprint: 'later' });
    expect(playsOf(store).map(({ msPlayed }) => msPlayed)).toEqual([-1, 0]);
  });

  it('differs in reasons only: it is the same row', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start), extended(1, start, { reasonEnd: 'none' })]);
    expect(store.columns().length).toBe(1);
  });

  it('keeps every field', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [
      extended(1, start, { shuffle: undefined, skipped: true, platform: 'android', country: 'DE' }),
    ]);
    const [row] = await queryClosed(
      store,
      folder,
      `SELECT o.ended_at, o.ms_played, o.flags, s.word, e.word, o.offline_at, p.word, c.word, f.file
        FROM observations o JOIN words s ON s.id = o.reason_start JOIN words e ON e.id = o.reason_end
        JOIN words p ON p.id = o.platform JOIN words c ON c.id = o.country
        JOIN import_files f ON f.id = o.import_file_id`,
    );
    const flags = 0b01_01_11_00;
    expect(row).toEqual([
      start,
      200_000,
      flags,
      'clickrow',
      'trackdone',
      start - 200_000,
      'android',
      'DE',
      'a file',
    ]);
  });

  it('keeps podcasts, audiobooks and videos with their kind', async () => {
    const store = await openStore();
    importRows(store, [
      extended(1, start, { kind: 'podcast', uri: 'spotify:episode:0000000000000000000001' }),
      extended(1, start + 1, { kind: 'audiobook', uri: 'spotify:chapter:0000000000000000000001' }),
    ]);
    expect([...store.columns().kind]).toEqual([1, 2]);
  });
});

describe('tables', () => {
  it('have the names that are part of the product', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start)]);
    const names = await queryClosed(store, folder, 'SELECT name FROM sqlite_master');
    expect(names.flat()).toEqual(
      expect.arrayContaining([
        'users',
        'tracks',
        'artists',
        'track_artists',
        'plays',
        'audio_features',
        'sync_checkpoints',
        'job_runs',
        'import_jobs',
        'logs',
        'observations',
        'spotify_metadata',
      ]),
    );
  });

  it('tell plays with the track that a name stands for', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [account(1, start)]);
    importRows(store, [extended(1, start + 30 * day)], { file: 'b' });
    const plays = await queryClosed(
      store,
      folder,
      'SELECT user_id, played_at, track_id, ms_played, context_type, context_uri, source FROM plays ORDER BY id',
    );
    const id = uriOf(1).slice('spotify:track:'.length);
    expect(plays).toEqual([
      [1, start, id, 200_000, null, null, 'account'],
      [1, start + 30 * day, id, 200_000, null, null, 'extended'],
    ]);
  });

  it('credit a track to its album artist', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder);
    importRows(store, [extended(1, start), extended(2, start, { artist: 'ARTIST 1' })]);
    const rows = await queryClosed(
      store,
      folder,
      `SELECT t.name, a.name, ta.position FROM tracks t JOIN track_artists ta ON ta.track = t.id
        JOIN artists a ON a.id = ta.artist ORDER BY t.name`,
    );
    expect(rows).toEqual([
      ['Song 1', 'Artist 1', 0],
      ['Song 2', 'Artist 1', 0],
    ]);
  });
});

describe('accounts', () => {
  it('are kept apart', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)], { account: 'ann' });
    importRows(store, [extended(1, start), extended(2, start)], { account: 'ben' });
    expect(store.accounts()).toEqual([
      { account: 'ann', listens: 1 },
      { account: 'ben', listens: 2 },
    ]);
    expect(store.columns('ann').length).toBe(1);
    expect(store.columns('ben').length).toBe(2);
  });

  it('default to the only one, else to the one named default', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)], { account: 'ann' });
    expect(store.columns().length).toBe(1);
    expect(importRows(store, [extended(2, start)], { file: 'b' }).account).toBe('ann');
    importRows(store, [extended(3, start)], { account: 'ben' });
    expect(() => store.columns()).toThrow("There is no account 'default' in the history.");
    expect(importRows(store, [extended(2, start)], { file: 'b' }).account).toBe('default');
    expect(store.columns().length).toBe(1);
  });

  it('that are unknown are refused with the known ones', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)], { account: 'ann' });
    expect(() => store.columns('bob')).toThrow(expect.objectContaining({ hint: 'Known accounts: ann.' }));
  });

  it('do not come to be by an import that stored nothing', async () => {
    const store = await openStore();
    begin(store, { account: 'typo' }).abandon('error', 'no such file');
    importRows(store, [extended(1, start)], { account: 'ann' });
    expect(store.columns().length).toBe(1);
  });
});

describe('changes', () => {
  it('are announced once, at the end of an import that changed something', async () => {
    const store = await openStore();
    const heard: unknown[] = [];
    const stop = store.onChanged((change) => heard.push(change));
    const run = begin(store);
    run.store(batchOf([extended(1, start)]));
    expect(heard).toEqual([]);
    run.finish();
    expect(heard).toEqual([{ account: 'default', listens: 1 }]);
    importRows(store, [extended(1, start)], { file: 'again' });
    expect(heard.length).toBe(1);
    stop();
    importRows(store, [extended(2, start)], { file: 'more' });
    expect(heard.length).toBe(1);
  });

  it('give new columns; without one the columns are the same object', async () => {
    const store = await openStore();
    importRows(store, [extended(1, start)]);
    const before = store.columns();
    expect(store.columns()).toBe(before);
    importRows(store, [extended(2, start)], { file: 'b' });
    expect(store.columns().length).toBe(2);
  });
});

describe('an import that runs', () => {
  it('cannot be begun a second time', async () => {
    const store = await openStore();
    const run = begin(store);
    expect(() => begin(store)).toThrow(InputError);
    run.abandon('cancelled', 'Cancelled.');
    expect(begin(store).jobId).toBe(run.jobId);
  });

  it('takes nothing after its end', async () => {
    const store = await openStore();
    const run = begin(store);
    run.finish();
    expect(() => run.store(batchOf([extended(1, start)]))).toThrow('The import is closed.');
  });
});
