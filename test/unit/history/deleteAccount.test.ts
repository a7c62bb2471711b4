import { beforeEach, describe, expect, it } from 'vitest';
import { HistoryError, InputError } from '../../../src/core/errors.ts';
import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import type { Observation } from '../../../src/core/history/observation.ts';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { HistoryHandlers } from '../../../src/protocol/handlers.ts';
import {
  account,
  batchOf,
  begin,
  extended,
  historyOver,
  importRows,
  MemoryFolder,
  minute,
  openStore,
  playsOf,
  start,
} from './stores.ts';

/** Names that nobody else has, in every text that is kept of a listen. */
const secret = 'Zyzzyva';
const secretly = (song: number, endedAt: number): Observation =>
  extended(song, endedAt, {
    uri: `spotify:track:Zyzzyva${String(song).padStart(15, '0')}`,
    title: `${secret} Song ${song}`,
    artist: `${secret} Artist`,
    album: `${secret} Album`,
    reasonEnd: `${secret} reason`,
  });
const call = { signal: new AbortController().signal, progress: () => undefined };

/** Names of the files that hold a text, as bytes of UTF-8 or UTF-16. */
function filesWith(folder: MemoryFolder, text: string): string[] {
  return [...folder.files].flatMap(([name, bytes]) => {
    const buffer = Buffer.from(bytes);
    return buffer.includes(text, 0, 'utf8') || buffer.includes(text, 0, 'utf16le') ? [name] : [];
  });
}

/**
 * ann, whose titles nobody else has, and bob, who shares one track with her. Her titles are in both snapshots, both
 * journals, a damaged file that was set aside and what a killed process left of a write.
 */
async function filled(): Promise<MemoryFolder> {
  const folder = new MemoryFolder();
  const store = await openStore(folder);
  const anns = Array.from({ length: 6_000 }, (_, n) => secretly(n % 40, start + n * minute));
  importRows(store, [...anns, extended(1, start - minute)], { account: 'ann', file: `${secret}.json` });
  importRows(store, [extended(1, start), extended(2, start + minute)], { account: 'bob', file: 'bob.json' });
  importRows(
    store,
    anns.map((one) => ({ ...one, endedAt: one.endedAt + 30_000 })),
    {
      account: 'ann',
      file: 'more',
    },
  );
  importRows(store, [secretly(50, start - 5 * minute)], { account: 'ann', file: 'last' });
  store.states.keep({
    id: 's1',
    account: 'ann',
    savedAt: Date.UTC(2025, 0, 1),
    label: `${secret} playlist`,
    pinned: true,
    content: JSON.stringify({ items: [secret] }),
  });
  store.metadata.keep([
    { key: 'GET /x', text: JSON.stringify({ name: `${secret} Song 1` }), storedAt: Date.UTC(2025, 0, 1) },
  ]);
  folder.files.set('history.damaged-20240101T000000Z.sqlite', new TextEncoder().encode(secret));
  folder.files.set(`${storeFiles.snapshot}.new`, new TextEncoder().encode(secret));
  return folder;
}

let folder: MemoryFolder;
beforeEach(async () => {
  folder = await filled();
});

const handlersOf = (over: MemoryFolder): HistoryHandlers => historyOver(over).handlers;

describe('deleting an account', () => {
  it('is a test that can fail: before it her titles are everywhere', () => {
    expect(filesWith(folder, secret).sort()).toEqual(
      [
        ...[
          storeFiles.snapshot,
          storeFiles.previousSnapshot,
          storeFiles.journal,
          `${storeFiles.snapshot}.new`,
        ],
        ...[storeFiles.previousJournal, 'history.damaged-20240101T000000Z.sqlite'],
      ].sort(),
    );
  });

  it('leaves not a byte of her titles in any file, and says what went', async () => {
    const handlers = handlersOf(folder);
    const result = await handlers['history.deleteAccount']({ account: 'ann' }, call);
    expect(filesWith(folder, secret)).toEqual([]);
    expect(result).toMatchObject({
      outcome: 'verified',
      removed: { listens: 12_002, tracks: 41, artists: 1, imports: 3, kept_states: 1 },
      rewritten: [storeFiles.snapshot, storeFiles.previousSnapshot],
      removed_files: [
        'history.damaged-20240101T000000Z.sqlite',
        storeFiles.journal,
        storeFiles.previousJournal,
        `${storeFiles.snapshot}.new`,
      ],
    });
    expect(result.summary).toMatch(
      /^Deleted the listening history of "ann": 12,002 rows, 3 imports, 41 tracks/,
    );
    expect([...folder.files.keys()].sort()).toEqual(
      [storeFiles.checksums, storeFiles.previousSnapshot, storeFiles.snapshot].sort(),
    );
  });

  it('leaves the others everything, the shared track too', async () => {
    const before = playsOf(await openStore(folder.copy()), 'bob');
    await handlersOf(folder)['history.deleteAccount']({ account: 'ann' }, call);
    const later = await openStore(folder);
    expect(later.damage).toEqual([]);
    expect(later.accounts()).toEqual([{ account: 'bob', listens: 2 }]);
    expect(playsOf(later, 'bob')).toEqual(before);
    expect(later.latestImportJobs(9).map(({ account: name }) => name)).toEqual(['bob']);
  });

  it('leaves a store that goes on: new imports, also of the same account', async () => {
    const store = await openStore(folder);
    store.deleteAccount('ann');
    importRows(store, [extended(7, start), account(8, start + 9 * minute)], { account: 'ann', file: 'anew' });
    importRows(store, [extended(9, start + 60 * minute)], { account: 'bob', file: 'anew too' });
    expect(playsOf(store, 'ann').map(({ name }) => name)).toEqual(['Song 7', 'Song 8']);
    expect(playsOf(await openStore(folder.copy()), 'ann')).toEqual(playsOf(store, 'ann'));
    expect(playsOf(store, 'bob')).toHaveLength(3);
    store.dispose();
    expect(playsOf(await openStore(folder), 'bob')).toHaveLength(3);
    expect(filesWith(folder, secret)).toEqual([]);
  });

  it('of the only account leaves an empty history', async () => {
    const handlers = handlersOf(folder);
    await handlers['history.deleteAccount']({ account: 'bob' }, call);
    await handlers['history.deleteAccount']({ account: 'ann' }, call);
    expect(await handlers['app.status']({}, call)).toMatchObject({ accounts: [] });
    for (const text of [secret, 'Song 1', 'Artist 2', 'trackdone', 'bob.json'])
      expect(filesWith(folder, text)).toEqual([]);
  });

  it('tells everybody that the plays changed', async () => {
    const store = await openStore(folder);
    const seen: unknown[] = [];
    store.onChanged((change) => seen.push(change));
    store.deleteAccount('ann');
    expect(seen).toEqual([{ account: 'ann', listens: 0 }]);
    expect(() => store.columns('ann')).toThrow(HistoryError);
  });

  it('takes lines of the log that name the account, its files or its titles, and no others', async () => {
    const handlers = handlersOf(folder);
    const line = (message: string, context?: Record<string, unknown>): object => ({
      service: 'test',
      level: 'info',
      timestamp: Date.UTC(2025, 0, 1),
      message,
      ...(context !== undefined && { context }),
    });
    const lines = [
      line('polled ann'),
      line('nothing', { account: 'ann' }),
      line(`${secret}.json was read`),
      line(`no duration: "${secret} song 3"!`),
      line('polled bob'),
      line('Song 1 by Artist 1'),
    ];
    await handlers['ops.writeLogs']({ lines: lines as never }, call);
    const plan = await handlers['history.deleteAccount']({ account: 'ann', dry_run: true }, call);
    await handlers['history.deleteAccount']({ account: 'ann' }, call);
    const left = (await handlers['ops.logs']({ level: 'debug' }, call)).lines.map(({ message }) => message);
    expect(plan.removed?.log_lines).toBe(4);
    expect(left).toEqual(['Song 1 by Artist 1', 'polled bob']);
  });
});

describe('before an account is deleted', () => {
  it('a dry run says what would go, and changes nothing', async () => {
    const store = await openStore(folder.copy());
    const before = store.accounts();
    const handlers = handlersOf(folder);
    const plan = await handlers['history.deleteAccount']({ account: 'ann', dry_run: true }, call);
    expect(plan.outcome).toBe('planned');
    expect(plan.summary).toBe(
      'Delete the listening history of "ann": 12,002 rows, 3 imports, 41 tracks and 1 artist that no other account has, 1 kept state of playlists or library, and what the log says of it. Backups of the store and damaged files that were set aside go too. It cannot be brought back.',
    );
    expect((await openStore(folder.copy())).accounts()).toEqual(before);
    const done = await handlers['history.deleteAccount']({ account: 'ann', agreed: plan.summary }, call);
    expect(done.outcome).toBe('verified');
  });

  it('what was agreed to must still be what is done', async () => {
    const handlers = handlersOf(folder);
    const { summary } = await handlers['history.deleteAccount']({ account: 'ann', dry_run: true }, call);
    await expect(
      handlers['history.deleteAccount']({ account: 'bob', agreed: summary }, call),
    ).rejects.toThrow('What would be done is no longer what the user was asked about.');
    expect((await openStore(folder)).accounts()).toHaveLength(2);
  });

  it('an unknown account is refused, and nothing is written', async () => {
    const handlers = handlersOf(folder);
    await handlers['app.status']({}, call);
    folder.writes.length = 0;
    await expect(handlers['history.deleteAccount']({ account: 'eve' }, call)).rejects.toThrow(
      "There is no account 'eve' in the history.",
    );
    expect(folder.writes).toEqual([]);
  });

  it('an import into it must end', async () => {
    const store = await openStore(folder);
    const run = begin(store, { account: 'ann', file: 'running' });
    run.store(batchOf([extended(1, start + 5)], { file: 'running' }));
    expect(() => store.deleteAccount('ann')).toThrow(InputError);
    store.deleteAccount('bob');
    run.finish();
    store.deleteAccount('ann');
    expect(store.accounts()).toEqual([]);
  });
});

describe('a kill while an account is deleted', () => {
  /** The folder after each change of a file, as a kill there leaves it. */
  async function afterEachChange(): Promise<MemoryFolder[]> {
    const seen: MemoryFolder[] = [];
    class Watched extends MemoryFolder {
      override append(name: string, bytes: Uint8Array): void {
        super.append(name, bytes);
        seen.push(this.copy());
      }
      override replace(name: string, bytes: Uint8Array, keepAs?: string): void {
        super.replace(name, bytes, keepAs);
        seen.push(this.copy());
      }
      override rename(from: string, to: string): void {
        super.rename(from, to);
        seen.push(this.copy());
      }
      override remove(name: string): void {
        super.remove(name);
        seen.push(this.copy());
      }
    }
    const watched = new Watched(folder.files);
    const store = await openStore(watched);
    seen.length = 0;
    store.deleteAccount('ann');
    return seen;
  }

  it('at any moment: the next opening brings it to its end', async () => {
    const left = await afterEachChange();
    expect(left.length).toBeGreaterThan(6);
    for (const killed of left) {
      const later = await openStore(killed);
      expect(later.accounts()).toEqual([{ account: 'bob', listens: 2 }]);
      expect(filesWith(killed, secret)).toEqual([]);
      later.dispose();
      expect((await openStore(killed)).damage).toEqual([]);
    }
  }, 60_000);

  it('a disk that fills up: it is said, and the next snapshot goes on', async () => {
    class Filling extends MemoryFolder {
      override replace(name: string, bytes: Uint8Array, keepAs?: string): void {
        if (this.refuses) throw new Error('no space');
        super.replace(name, bytes, keepAs);
      }
      refuses = false;
    }
    const filling = new Filling(folder.files);
    const store = await openStore(filling);
    filling.refuses = true;
    expect(() => store.deleteAccount('ann')).toThrow('old files of it are still on the disk');
    expect(store.accounts()).toEqual([{ account: 'bob', listens: 2 }]);
    const killed = filling.copy();
    expect((await openStore(killed)).accounts()).toEqual([{ account: 'bob', listens: 2 }]);
    expect(filesWith(killed, secret)).toEqual([]);
    filling.refuses = false;
    store.dispose();
    expect(filesWith(filling, secret)).toEqual([]);
  });
});

describe('a snapshot that is damaged after the deletion', () => {
  it('brings nothing back', async () => {
    const store = await openStore(folder);
    store.deleteAccount('ann');
    store.dispose();
    folder.files.set(storeFiles.snapshot, new TextEncoder().encode('damaged'));
    const later: HistoryStore = await openStore(folder);
    expect(later.accounts()).toEqual([{ account: 'bob', listens: 2 }]);
    expect(filesWith(folder, secret)).toEqual([]);
  });
});
