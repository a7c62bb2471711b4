import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/core/errors.ts';
import { Journal } from '../../../src/core/history/journal.ts';
import {
  answerLifeMs,
  KeptAnswers,
  mostAnswerBytes,
  mostAnswers,
} from '../../../src/core/history/keptAnswers.ts';
import { migrate, refuseNewer, schemaVersionOf } from '../../../src/core/history/migrate.ts';
import type { Migration } from '../../../src/core/history/migrations/migration.ts';
import { migrations } from '../../../src/core/history/migrations/migrations.ts';
import { readSqliteHeader } from '../../../src/core/history/snapshotChecks.ts';
import type { SqlDatabase } from '../../../src/core/history/sqlDatabase.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { KeptAnswer } from '../../../src/core/spotify/metadataStore.ts';
import {
  batchOf,
  begin,
  clockAt,
  copyRows,
  day,
  emptyDatabase,
  extended,
  handlersOver,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  renumbered,
  start,
} from './stores.ts';

const now = Date.UTC(2026, 7, 1);
const answer = (n: number, fields: Partial<KeptAnswer> = {}): KeptAnswer => ({
  key: `/tracks/${String(n).padStart(22, '0')}`,
  text: JSON.stringify({ id: String(n), name: `Song ${n} "live" – ünïcode 🎵` }),
  storedAt: now - minute,
  ...fields,
});
const answers = (count: number, fields: Partial<KeptAnswer> = {}): KeptAnswer[] =>
  Array.from({ length: count }, (_, n) => answer(n, fields));
const many = (count: number, from = 0): ReturnType<typeof extended>[] =>
  Array.from({ length: count }, (_, n) => extended((from + n) % 50, start + (from + n) * minute));
const context = { signal: new AbortController().signal, progress: () => undefined };

describe('kept metadata', () => {
  it('is asked for in a data directory without a database: there is nothing, and nothing is written', async () => {
    const folder = new MemoryFolder();
    expect(await handlersOver(folder)['metadata.read']({ key: '/tracks/1' }, context)).toEqual({});
    expect(folder.files.size).toBe(0);
    expect(folder.writes).toEqual([]);
  });

  it('is written and read by requests, and is no listening history', async () => {
    const handlers = handlersOver(new MemoryFolder(), clockAt(now));
    await handlers['metadata.write']({ answers: answers(3) }, context);
    expect(await handlers['metadata.read']({ key: answer(1).key }, context)).toEqual({ answer: answer(1) });
    expect(await handlers['metadata.read']({ key: '/tracks/other' }, context)).toEqual({});
    await expect(Promise.resolve(handlers['history.tasteSummary']({}, context))).rejects.toThrow('empty');
  });

  it('survives the end of a process that closes nothing', async () => {
    const folder = new MemoryFolder();
    (await openStore(folder, clockAt(now))).metadata.keep(answers(3));
    const later = await openStore(folder.copy(), clockAt(now + day));
    expect(later.metadata.read(answer(2).key)).toEqual(answer(2));
    expect(later.damage).toEqual([]);
  });

  it('costs one append for all answers of a call, whatever the size of the database', async () => {
    const folder = new MemoryFolder();
    importRows(await openStore(folder), many(6000));
    const store = await openStore(folder, clockAt(now));
    folder.writes.length = 0;
    const before = folder.size(storeFiles.journal);
    store.metadata.keep(answers(100));
    expect(folder.writes).toEqual([`append ${storeFiles.journal}`]);
    expect(folder.size(storeFiles.journal) - before).toBeLessThan(2 * JSON.stringify(answers(100)).length);
    store.metadata.keep([]);
    expect(folder.writes.length).toBe(1);
  });

  it('is folded into a snapshot with the rest when the journal has grown', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    for (let n = 0; n < 90; n++) store.metadata.keep([answer(n, { text: `"${'x'.repeat(100_000)}"` })]);
    expect(folder.files.has(storeFiles.snapshot)).toBe(true);
    const later = await openStore(folder.copy(), clockAt(now));
    for (let n = 0; n < 90; n++) expect(later.metadata.read(answer(n).key)?.text.length).toBe(100_002);
  });

  it('makes no later import write a snapshot, in this process or the next', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    for (let n = 0; n < 60; n++) store.metadata.keep([answer(n, { text: `"${'x'.repeat(100_000)}"` })]);
    importRows(store, many(50), { file: 'one' });
    importRows(await openStore(folder, clockAt(now)), many(50, 50), { file: 'two' });
    expect([...folder.files.keys()]).toEqual([storeFiles.journal]);
  });

  it('takes the newer of two answers, in whatever order they come', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    store.metadata.keep([answer(1, { text: '"b"', storedAt: now - 1000 })]);
    store.metadata.keep([answer(1, { text: '"a"', storedAt: now - 2000 })]);
    expect(store.metadata.read(answer(1).key)?.text).toBe('"b"');
    store.metadata.keep([answer(1, { text: '"c"', storedAt: now })]);
    expect(store.metadata.read(answer(1).key)?.text).toBe('"c"');
  });

  it('does not take an answer that would push out hundreds of others', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    store.metadata.keep([answer(1, { text: 'x'.repeat(1024 * 1024 + 1) }), answer(2)]);
    expect(store.metadata.read(answer(1).key)).toBeUndefined();
    expect(store.metadata.read(answer(2).key)).toEqual(answer(2));
  });

  it('changes no plays: nobody is told, and the columns are the same object', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    importRows(store, many(3));
    const columns = store.columns();
    const heard: unknown[] = [];
    store.onChanged((change) => heard.push(change));
    store.metadata.keep(answers(3));
    expect(store.columns()).toBe(columns);
    expect(heard).toEqual([]);
  });

  it('is read and written without looking at tracks or plays', async () => {
    const folder = new MemoryFolder();
    importRows(await openStore(folder), many(6000));
    const database = await emptyDatabase(folder.read(storeFiles.snapshot));
    for (const table of ['track_artists', 'names_seen', 'audio_features', 'tracks', 'observations']) {
      database.script(`DROP TABLE ${table}`);
    }
    const store = await openStore(new MemoryFolder([[storeFiles.snapshot, database.export()]]), clockAt(now));
    store.metadata.keep(answers(2));
    expect(store.metadata.read(answer(1).key)).toEqual(answer(1));
    expect(() => store.columns()).toThrow('no such table');
  });

  it('that cannot be written leaves an import under way as it is', async () => {
    const folder = new MemoryFolder();
    const store = await openStore(folder, clockAt(now));
    const run = begin(store);
    run.store(batchOf(many(20), { done: false }));
    folder.full = true;
    expect(() => {
      store.metadata.keep(answers(2));
    }).toThrow('no space');
    folder.full = false;
    expect(store.metadata.read(answer(1).key)).toBeUndefined();
    run.store(batchOf(many(20, 20)));
    expect(run.finish().files).toMatchObject([{ rows_read: 40, stored: 40 }]);
    const later = await openStore(folder.copy());
    expect(playsOf(later)).toEqual(playsOf(store));
    expect(later.damage).toEqual([]);
  });
});

describe('kept metadata that is old', () => {
  it('is given for seven days and no longer', async () => {
    const folder = new MemoryFolder();
    (await openStore(folder, clockAt(now))).metadata.keep([answer(1, { storedAt: now })]);
    const readAt = async (at: number): Promise<KeptAnswer | undefined> =>
      (await openStore(folder.copy(), clockAt(at))).metadata.read(answer(1).key);
    expect(await readAt(now + answerLifeMs - 1)).toEqual(answer(1, { storedAt: now }));
    expect(await readAt(now + answerLifeMs)).toBeUndefined();
  });

  it('is not given while the clock says that it comes from the future', async () => {
    const store = await openStore(new MemoryFolder(), clockAt(now));
    store.metadata.keep([answer(1, { storedAt: now + day })]);
    expect(store.metadata.read(answer(1).key)).toBeUndefined();
  });

  it('goes with the next write', async () => {
    const { database, kept } = await table();
    kept.write({ op: 'metadataWrite', answers: answers(5, { storedAt: now - answerLifeMs }), at: now - 1 });
    expect(keysOf(database).length).toBe(5);
    kept.write({ op: 'metadataWrite', answers: [answer(9)], at: now });
    expect(keysOf(database)).toEqual([answer(9).key]);
  });

  it('is gone from the files a month later, the unused pages included', async () => {
    const folder = new MemoryFolder();
    const first = await openStore(folder, clockAt(now));
    first.metadata.keep(answers(50, { text: `"${'the answer '.repeat(2000)}"` }));
    first.dispose();
    expect(filesWith(folder, 'the answer')).toContain(storeFiles.snapshot);

    const sooner = folder.copy();
    await openStore(sooner, clockAt(now + 8 * day));
    expect(sooner.writes).toEqual([]);

    await openStore(folder, clockAt(now + 31 * day));
    expect(filesWith(folder, 'the answer')).not.toContain(storeFiles.snapshot);
    expect(filesWith(folder, 'the answer')).not.toContain(storeFiles.journal);
    folder.writes.length = 0;
    await openStore(folder, clockAt(now + 90 * day));
    expect(folder.writes).toEqual([]);
  });
});

describe('too much kept metadata', () => {
  it('loses its oldest answers, by number', async () => {
    const { database, kept } = await table();
    const all = Array.from({ length: mostAnswers }, (_, n) => answer(n, { text: '1', storedAt: now - n }));
    kept.write({ op: 'metadataWrite', answers: all, at: now });
    expect(keysOf(database).length).toBe(mostAnswers);
    kept.write({ op: 'metadataWrite', answers: [answer(mostAnswers, { storedAt: now })], at: now });
    const left = keysOf(database);
    expect(left.length).toBe((mostAnswers * 15) / 16);
    expect(left).toContain(answer(mostAnswers).key);
    expect(left).toContain(answer(0).key);
    expect(left).not.toContain(answer(mostAnswers - 1).key);
  });

  it('loses its oldest answers, by bytes of UTF-8', async () => {
    const { database, kept } = await table();
    const text = 'ü'.repeat(500_000);
    const fitting = Math.floor(mostAnswerBytes / 1_000_000);
    const all = Array.from({ length: fitting + 1 }, (_, n) => answer(n, { text, storedAt: now - n }));
    kept.write({ op: 'metadataWrite', answers: all.slice(1), at: now });
    expect(keysOf(database).length).toBe(fitting);
    kept.write({ op: 'metadataWrite', answers: all.slice(0, 1), at: now });
    const left = keysOf(database);
    expect(left.length).toBe(Math.floor((mostAnswerBytes * 15) / 16 / 1_000_000));
    expect(left).toContain(answer(0).key);
    expect(left).not.toContain(answer(fitting).key);
  });
});

describe('a database of version 1', () => {
  it('becomes the newest version with all that it held, and takes metadata', async () => {
    const { folder, plays, jobs } = await versionOne();
    const before = folder.read(storeFiles.snapshot) as Uint8Array;
    expect(readSqliteHeader(before)?.schemaVersion).toBe(1);
    const store = await openStore(folder, clockAt(now));
    expect(store.damage).toEqual([]);
    expect(store.status().schemaVersion).toBe(migrations.at(-1)?.version);
    expect(playsOf(store)).toEqual(plays);
    expect(store.latestImportJobs(9)).toEqual(jobs);
    store.metadata.keep(answers(2));
    const later = await openStore(folder.copy(), clockAt(now));
    expect(playsOf(later)).toEqual(plays);
    expect(later.metadata.read(answer(1).key)).toEqual(answer(1));
    expect(Buffer.compare(folder.read(storeFiles.previousSnapshot) as Uint8Array, before)).toBe(0);
  });

  it('can be asked for metadata at once', async () => {
    const { folder } = await versionOne();
    expect(await handlersOver(folder)['metadata.read']({ key: '/tracks/1' }, context)).toEqual({});
  });
});

describe('a Backbeat that knows version 1 only', () => {
  const old = migrations.slice(0, 1);

  it('refuses a newer snapshot', async () => {
    const folder = new MemoryFolder();
    importRows(await openStore(folder), many(6000));
    const header = readSqliteHeader(folder.read(storeFiles.snapshot) as Uint8Array);
    expect(refusal(() => refuseNewer(header?.schemaVersion ?? 0, old))).toBe('newer');
    const database = await emptyDatabase(folder.read(storeFiles.snapshot));
    expect(refusal(() => migrate(database, old))).toBe('newer');
    expect(schemaVersionOf(database)).toBe(migrations.at(-1)?.version);
  });

  it('refuses a journal with an answer in it', async () => {
    const folder = new MemoryFolder();
    (await openStore(folder, clockAt(now))).metadata.keep(answers(1));
    expect(refusal(() => refuseNewer(new Journal(folder).newestSchema, old))).toBe('newer');
  });
});

async function table(): Promise<{ database: SqlDatabase; kept: KeptAnswers }> {
  const database = await emptyDatabase();
  migrate(database, migrations);
  return { database, kept: new KeptAnswers(database) };
}

function keysOf(database: SqlDatabase): string[] {
  return database.rows('SELECT key FROM spotify_metadata').map(([key]) => String(key));
}

function filesWith(folder: MemoryFolder, text: string): string[] {
  return [...folder.files].filter(([, bytes]) => Buffer.from(bytes).includes(text)).map(([name]) => name);
}

function refusal(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (HistoryError.is(error)) return error.reason;
    throw error;
  }
  return undefined;
}

/** A folder as version 1 left it: a snapshot made by its migration, and a journal of its records. */
async function versionOne(): Promise<{
  folder: MemoryFolder;
  plays: ReturnType<typeof playsOf>;
  jobs: unknown;
}> {
  const written = new MemoryFolder();
  const store = await openStore(written);
  importRows(store, many(6000), { file: 'large' });
  importRows(store, many(10, 6000), { file: 'small' });
  const source = await emptyDatabase(written.read(storeFiles.snapshot));
  const target = await emptyDatabase();
  const [initial] = migrations as [Migration];
  migrate(target, [initial]);
  copyRows(source, target);
  const journal = written.read(storeFiles.journal) as Uint8Array;
  const folder = new MemoryFolder([
    [storeFiles.snapshot, target.export()],
    [storeFiles.journal, renumbered(journal, (generation) => [generation, 1])],
  ]);
  expect(new Journal(folder).newestSchema).toBe(1);
  return { folder, plays: playsOf(store), jobs: store.latestImportJobs(9) };
}
