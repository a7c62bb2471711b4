import { describe, expect, it } from 'vitest';
import { RowReader } from '../../../src/core/history/import/rows.ts';
import type { Observation } from '../../../src/core/history/observation.ts';
import type { HistoryStore } from '../../../src/core/history/historyStore.ts';
import { accountMusicRow, endsongRow, extendedRow, noTrack } from '../../fixtures/exportRows.ts';
import { live, play, poll } from './polls.ts';
import { account, day, extended, importRows, minute, openStore, playsOf, start, uriOf } from './stores.ts';

/*
 * The traps of exports-and-history facts §4 to §7 and §11, each with the answer that a peer gives (§15), which must not
 * be ours.
 */

const second = 1000;
const ann = { account: 'ann' };
const reader = new RowReader({ latest: Date.UTC(2030, 0, 1), keepOptionalFields: false });

/** Rows of a file as the importer reads them. */
function rowsOf(...rows: Record<string, unknown>[]): Observation[] {
  return rows.map((row) => {
    const read = reader.read(row);
    if (typeof read === 'string') throw new Error(`left out: ${read}`);
    return read;
  });
}

async function storeWith(...files: readonly (readonly Observation[])[]): Promise<HistoryStore> {
  const store = await openStore();
  for (const [n, rows] of files.entries()) importRows(store, rows, { ...ann, file: `file ${n}` });
  return store;
}

const count = (store: HistoryStore): number => playsOf(store, 'ann').length;

describe('dedupe (§7)', () => {
  it('your_spotify drops any row within 60 s of another, whatever its track: we keep both', async () => {
    const rows = [extended(1, start), extended(2, start + 45 * second, { msPlayed: 45_000 })];
    const droppedByPeer = 1;
    expect(count(await storeWith(rows))).not.toBe(rows.length - droppedByPeer);
    expect(count(await storeWith(rows))).toBe(2);
  });

  it('replay-crate drops a row of the same track within 90 s: a replay of a short song stays', async () => {
    const rows = [0, 80, 160].map((at) => extended(1, start + at * second, { msPlayed: 80_000 }));
    const leftByPeer = 2;
    expect(count(await storeWith(rows))).not.toBe(leftByPeer);
    expect(count(await storeWith(rows))).toBe(3);
  });

  it('maloja keys by the second and moves others on: rows of one second keep their time, by any way of import', async () => {
    const rows = [1, 2, 3].map((song) => extended(song, start));
    const store = await storeWith(rows);
    importRows(store, [...rows].reverse(), { ...ann, file: 'again, in another order' });
    expect(playsOf(store, 'ann').map(({ endedAt }) => endedAt)).toEqual([start, start, start]);
  });

  it('Koito keys by track and whole second: two listens of one track in a second differ by their heard time', async () => {
    const rows = [extended(1, start, { msPlayed: 0 }), extended(1, start, { msPlayed: 200_000 })];
    expect(count(await storeWith(rows))).toBe(2);
  });

  it('spotify-statistics drops whole equal rows only: a row of which a later download changed the reason stays one', async () => {
    const first = rowsOf(extendedRow());
    const later = rowsOf(
      extendedRow({ reason_end: 'none', offline_timestamp: 1_710_074_082_000, skipped: null }),
    );
    expect(first[0]).not.toEqual(later[0]);
    expect(count(await storeWith(first, later))).toBe(1);
  });

  it('rows that are equal but for the time are not dropped in silence', async () => {
    const ms = 5_984_871;
    const rows = [extended(1, start, { msPlayed: ms }), extended(1, start + 78 * second, { msPlayed: ms })];
    expect(count(await storeWith(rows))).toBe(2);
  });

  it('gmyuval compares sources by equality, so ms, s and minute never meet: a listen of three sources is one', async () => {
    const store = await storeWith([extended(1, start + 7 * second)], [account(1, start + 7 * second)]);
    poll(store, 'ann', [play(1, start + 7 * second + 421)]);
    const countedByPeer = 3;
    expect(count(store)).not.toBe(countedByPeer);
    expect(playsOf(store, 'ann')).toMatchObject([{ endedAt: start + 7 * second, msPlayed: 200_000 }]);
  });

  it('an eager window takes back-to-back repeats for one (multi-scrobbler #490, #495): each finds its own', async () => {
    const times = [200, 400, 600];
    const store = await storeWith(times.slice(0, 2).map((at) => extended(1, start + at * second)));
    poll(
      store,
      'ann',
      times.map((at) => play(1, start + at * second + 350)),
    );
    expect(playsOf(store, 'ann').map(({ endedAt }) => (endedAt - start) / second)).toEqual([
      200, 400, 600.35,
    ]);
  });
});

describe('the account package (§4)', () => {
  it('is a DISTINCT: its one row for several listens of a minute takes none of them away', async () => {
    const rows = [0, 10, 20].map((at) => extended(1, start + at * second, { msPlayed: 9000 }));
    const one = account(1, start, { msPlayed: 9000 });
    expect(count(await storeWith(rows, [one]))).toBe(3);
    expect(count(await storeWith([one], rows))).toBe(3);
  });

  it('has several rows of a track in one minute: the heard time belongs to the key', async () => {
    const rows = [account(1, start, { msPlayed: 1000 }), account(1, start, { msPlayed: 40_000 })];
    expect(count(await storeWith(rows))).toBe(2);
  });

  it('has times cut to the minute: equality of the instant would count every listen twice', async () => {
    const at = start + 59 * second;
    expect(account(1, at).endedAt).not.toBe(at);
    expect(count(await storeWith([extended(1, at)], [account(1, at)]))).toBe(1);
  });

  it('has times in UTC, though they carry no zone', () => {
    const [row] = rowsOf(accountMusicRow({ endTime: '2024-11-06 20:00' }));
    expect(row?.endedAt).toBe(Date.UTC(2024, 10, 6, 20));
  });

  it('has placeholders: only the exact pair is one, there are artists whose name begins like it', () => {
    expect(reader.read(accountMusicRow({ artistName: 'Unknown Artist', trackName: 'Unknown Track' }))).toBe(
      'placeholder',
    );
    for (const artistName of ['Unknown T', 'Unknown Mortal Orchestra', 'Unknown Brain']) {
      expect(rowsOf(accountMusicRow({ artistName, trackName: 'Unknown Track' }))).toHaveLength(1);
    }
  });

  it('may be newer than the extended one: what that does not have speaks', async () => {
    const later = account(1, start + 30 * day);
    expect(count(await storeWith([extended(1, start)], [account(1, start), later]))).toBe(2);
  });
});

describe('recently-played (§5)', () => {
  it('tells late plays behind the newest: they are stored, and matched', async () => {
    const store = await storeWith([extended(1, start)]);
    poll(store, 'ann', [play(2, start + day)]);
    poll(store, 'ann', [play(1, start + 3 * second), play(3, start + 10 * minute)]);
    expect(playsOf(store, 'ann').map(({ name }) => name)).toEqual(['Song 1', 'Song 3', 'Song 2']);
  });

  it('tells the END; your_spotify takes it for the START: a replay that follows is not what it tells', async () => {
    const store = await storeWith([extended(1, start + 200 * second)]);
    // Read as a START, this would be the listen that the row tells.
    poll(store, 'ann', [play(1, start), play(1, start + 200 * second)]);
    expect(playsOf(store, 'ann').map(({ endedAt }) => endedAt)).toEqual([start, start + 200 * second]);
  });

  it('tells the START on some devices: the listen is not counted twice', async () => {
    const store = await storeWith([extended(1, start)]);
    poll(store, 'ann', [play(1, start - 200 * second + 800)]);
    expect(count(store)).toBe(1);
  });

  it('is off by 18 s where there was a pause: the listen is not counted twice', async () => {
    const store = await storeWith([extended(1, start)]);
    poll(store, 'ann', [play(1, start - 18 * second)]);
    expect(count(store)).toBe(1);
  });

  it('has no heard time: your_spotify takes the whole track, we what the player showed', async () => {
    const store = await openStore();
    poll(store, 'ann', [play(1, start)]);
    expect([...store.columns('ann').estimated]).toEqual([1]);
    store.collection.storeLive({ account: 'ann', listens: [live(1, start - 90 * second, start, 61_000)] });
    expect(playsOf(store, 'ann')).toMatchObject([{ msPlayed: 61_000 }]);
    expect([...store.columns('ann').estimated]).toEqual([0]);
  });

  it('misses what the export has and has what the export misses: neither takes the other away', async () => {
    const store = await storeWith([extended(1, start), extended(2, start + 10 * minute)]);
    poll(store, 'ann', [play(2, start + 10 * minute), play(3, start + 20 * minute)]);
    expect(playsOf(store, 'ann').map(({ name }) => name)).toEqual(['Song 1', 'Song 2', 'Song 3']);
  });
});

describe('dirty time (§6)', () => {
  const exit = (late: number): Observation =>
    extended(1, start + late, { reasonEnd: 'unexpected-exit', offlineAt: start - 200 * second });

  it('the end of an unexpected exit is up to days late: peers put it where the app was next started', async () => {
    const store = await storeWith([exit(243_369 * second)]);
    expect(playsOf(store, 'ann')[0]?.endedAt).not.toBe(start + 243_369 * second);
    expect(playsOf(store, 'ann')[0]?.endedAt).toBe(start);
  });

  it('a late end is matched with the play that recently-played told in time: not two listens', async () => {
    const store = await storeWith([exit(315_928 * second)]);
    poll(store, 'ann', [play(1, start + 2 * second)]);
    expect(count(store)).toBe(1);
  });

  it.each([
    ['in seconds', (start - 200 * second) / 1000],
    ['in milliseconds; maloja takes all for such', start - 200 * second],
  ])('offline_timestamp is %s: the repaired end is the same', async (_, stamp) => {
    const fields = { ts: new Date(start + day).toISOString().replace('.000', ''), ms_played: 200_000 };
    const rows = rowsOf(extendedRow({ ...fields, reason_end: 'unexpected-exit', offline_timestamp: stamp }));
    expect(playsOf(await storeWith(rows), 'ann')[0]?.endedAt).toBe(start);
  });

  it.each([0, 7, 57_600, 1e15])(
    'the offline_timestamp %s is no time: the end stays as it is',
    async (stamp) => {
      const rows = rowsOf(extendedRow({ reason_end: 'logout', offline_timestamp: stamp }));
      expect(playsOf(await storeWith(rows), 'ann')[0]?.endedAt).toBe(Date.UTC(2024, 2, 10, 12, 34, 56));
    },
  );

  it('an offline batch has one second for many tracks: keyed by it, all but one would be lost', async () => {
    const rows = [1, 2, 3, 4, 5].map((song) =>
      extended(song, start + day, { offline: true, offlineAt: start + song * 200 * second }),
    );
    const store = await storeWith(rows);
    expect(playsOf(store, 'ann').map(({ endedAt }) => (endedAt - start) / second)).toEqual([
      400, 600, 800, 1000, 1200,
    ]);
  });
});

describe('identity (§11)', () => {
  it('the API may tell the playable id and the export the original: one listen, not two', async () => {
    const store = await storeWith([extended(1, start)]);
    poll(store, 'ann', [play(1, start, { uri: uriOf(999) })]);
    expect(count(store)).toBe(1);
  });

  it('a track is renamed: rows of both names are of one track, and the newest name holds', async () => {
    const old = extended(1, start, { title: 'Old Name' });
    const now = extended(1, start + day, { title: 'New Name' });
    for (const files of [
      [[old], [now]],
      [[now], [old]],
    ]) {
      const names = playsOf(await storeWith(...files), 'ann').map(({ name }) => name);
      expect(names).toEqual(['New Name', 'New Name']);
    }
  });

  it('an acoustic version is another recording (spotify-dedup #136, #175)', async () => {
    const store = await storeWith([extended(1, start)]);
    poll(store, 'ann', [play(2, start + second, { title: 'Song 1 (Acoustic)', artist: 'Artist 1' })]);
    expect(count(store)).toBe(2);
  });

  it('gmyuval makes another track of a row without an id: it stands for the track with the id', async () => {
    const store = await storeWith([extended(1, start)], [account(1, start + 30 * day)]);
    expect(new Set(playsOf(store, 'ann').map(({ uri }) => uri))).toEqual(new Set([uriOf(1)]));
  });

  it('music in a Video file is music, though peers skip the file', () => {
    const [row] = rowsOf(extendedRow({ offline: null }));
    expect(row).toMatchObject({ kind: 'music', offline: undefined });
    const [episode] = rowsOf(
      extendedRow({
        ...noTrack,
        episode_name: 'One',
        spotify_episode_uri: 'spotify:episode:0000000000000000000001',
      }),
    );
    expect(episode).toMatchObject({ kind: 'podcast' });
  });

  it('a listen of both an endsong file and a later generation is one', async () => {
    const old = rowsOf(endsongRow());
    const today = rowsOf(extendedRow());
    expect(count(await storeWith(old, today))).toBe(1);
    expect(count(await storeWith(today, old))).toBe(1);
  });
});
