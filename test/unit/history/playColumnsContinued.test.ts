import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlayColumns } from '../../../src/core/analytics/columns.ts';
import { readCatalogue } from '../../../src/core/history/catalogueSnapshot.ts';
import { KeptColumns } from '../../../src/core/history/columns/keptColumns.ts';
import { readPlayColumns } from '../../../src/core/history/playColumns.ts';
import { HistoryRows } from './historyRows.ts';

const start = Date.UTC(2025, 0, 1);
const hour = 3_600_000;
const day = 24 * hour;

type Change = (rows: HistoryRows) => void;

const count = ({ database }: HistoryRows, table: string): number =>
  Number(database.row(`SELECT count(*) FROM ${table}`)?.[0]);
/** One of the rows that are there, by a number without an upper end. */
const some = (rows: HistoryRows, table: string, n: number): number => 1 + (n % count(rows, table));

const n = fc.nat({ max: 10_000 });
/** Minutes, and often the same one: ties occur within and between sources. */
const at = fc
  .oneof(fc.nat({ max: 20 }), fc.nat({ max: 60 * 24 * 40 }))
  .map((minutes) => start + minutes * 60_000);
const ms = fc.constantFrom(null, 0, 29_000, 180_000, 600_000);
const reason = fc.constantFrom(undefined, 'fwdbtn', 'trackdone', 'logout');

const listens: fc.Arbitrary<Change> = fc
  .array(
    fc.record({
      source: fc.constantFrom('extended' as const, 'extended' as const, 'account' as const, 'api' as const),
      track: n,
      endedAt: at,
      msPlayed: ms,
      late: fc.constantFrom(undefined, undefined, hour, 3 * day),
      flags: fc.nat({ max: 255 }),
      reasonEnd: reason,
      user: fc.constantFrom(1, 1, 1, 2),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) => (rows: HistoryRows) => {
    for (const { track, late, source, msPlayed, reasonEnd, ...rest } of list) {
      rows.listen({
        ...rest,
        source,
        track: some(rows, 'tracks', track),
        msPlayed: source === 'api' ? null : msPlayed,
        ...(reasonEnd !== undefined && { reasonEnd }),
        ...(late !== undefined && source === 'extended' && { repairedAt: rest.endedAt - late }),
      });
    }
  });

const onRow =
  (sql: string) =>
  (row: number, ...values: number[]): Change =>
  (rows) => {
    if (count(rows, 'observations') > 0) rows.database.run(sql, [...values, some(rows, 'observations', row)]);
  };
const ceases = onRow('UPDATE observations SET superseded_by = 1 WHERE source <> 1 AND id = ?');
const begins = onRow('UPDATE observations SET superseded_by = NULL WHERE id = ?');
const repaired = onRow('UPDATE observations SET repaired_at = ended_at - ? WHERE source = 1 AND id = ?');
const believed = onRow('UPDATE observations SET repaired_at = NULL WHERE id = ?');
const shown =
  (row: number, track: number, heard: number): Change =>
  (rows) => {
    if (count(rows, 'observations') === 0) return;
    const live = rows.live(some(rows, 'tracks', track), start + heard * 1000, heard);
    rows.database.run('UPDATE observations SET live = ? WHERE source = 3 AND id = ?', [
      live,
      some(rows, 'observations', row),
    ]);
  };
const onTrack =
  (sql: string) =>
  (track: number, ...values: (number | string)[]): Change =>
  (rows) => {
    rows.database.run(sql, [...values, some(rows, 'tracks', track)]);
  };
const length = onTrack('UPDATE tracks SET duration_ms = ? WHERE id = ?');
const renamed = onTrack('UPDATE tracks SET name = ?, album_name = ? WHERE id = ?');
const refined = onTrack("UPDATE tracks SET kind = 'podcast' WHERE id = ?");
const resolved =
  (track: number, target: number): Change =>
  (rows) => {
    const id = some(rows, 'tracks', target);
    rows.database.run(
      `UPDATE tracks SET resolved_id = ? WHERE uri IS NULL AND id = ? AND id <> ?1
      AND EXISTS (SELECT 1 FROM tracks WHERE id = ?1 AND uri IS NOT NULL)`,
      [id, some(rows, 'tracks', track)],
    );
  };
const comes =
  (name: number, hasUri: boolean, artist: number): Change =>
  (rows) => {
    rows.track({
      name: `Song ${name % 5}`,
      album: `Album ${name % 3}`,
      artist: some(rows, 'artists', artist),
      ...(hasUri && { uri: `spotify:track:${count(rows, 'tracks')}`, duration: 100_000 + name }),
    });
  };
const artistComes =
  (name: number, hasUri: boolean): Change =>
  (rows) => {
    rows.artist(`Artist ${name % 3}`, hasUri ? `spotify:artist:${count(rows, 'artists')}` : undefined);
  };
const credited =
  (track: number, artist: number): Change =>
  (rows) => {
    rows.credit(some(rows, 'tracks', track), some(rows, 'artists', artist));
  };
const gap =
  (from: number): Change =>
  (rows) => {
    rows.gap(start + from * 1000, start + from * 1000 + hour);
  };
/** What could not be stored: nothing of it may be seen. */
const rolledBack =
  (row: number): Change =>
  (rows) => {
    expect(() =>
      rows.database.transaction(() => {
        ceases(row)(rows);
        rows.listen({ track: 1, endedAt: start + row });
        throw new Error('no space');
      }),
    ).toThrow('no space');
  };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: listens },
  { weight: 2, arbitrary: n.map((row) => ceases(row)) },
  n.map((row) => begins(row)),
  fc.tuple(n, fc.constantFrom(hour, day)).map(([row, late]) => repaired(row, late)),
  n.map((row) => believed(row)),
  fc.tuple(n, n, fc.nat({ max: 300_000 })).map(([row, track, heard]) => shown(row, track, heard)),
  fc.tuple(n, fc.constantFrom(60_000, 200_000)).map(([track, duration]) => length(track, duration)),
  fc.tuple(n, fc.constantFrom('Song 1', 'Other')).map(([track, name]) => renamed(track, name, 'Album 1')),
  n.map((track) => refined(track)),
  fc.tuple(n, n).map(([track, target]) => resolved(track, target)),
  fc.tuple(n, fc.boolean(), n).map(([name, hasUri, artist]) => comes(name, hasUri, artist)),
  fc.tuple(n, fc.boolean()).map(([name, hasUri]) => artistComes(name, hasUri)),
  fc.tuple(n, n).map(([track, artist]) => credited(track, artist)),
  n.map(gap),
  n.map(rolledBack),
);

/** Everything that columns say; numbers of words mean nothing, the words do. */
function contents(columns: PlayColumns): object {
  const { flags, reasonStart, reasonEnd, words } = columns.details();
  const wordsOf = (numbers: Uint8Array): (string | undefined)[] => Array.from(numbers, (word) => words[word]);
  return {
    ...columns,
    details: undefined,
    flags,
    reasonStart: wordsOf(reasonStart),
    reasonEnd: wordsOf(reasonEnd),
  };
}

async function made(): Promise<HistoryRows> {
  const rows = await HistoryRows.create();
  const artist = rows.artist('Artist 0');
  for (let song = 0; song < 6; song++) {
    const uri = song % 2 === 0 ? undefined : `spotify:track:${song}`;
    rows.track({ name: `Song ${song}`, artist, album: 'Album 0', ...(uri !== undefined && { uri }) });
  }
  return rows;
}

describe('continued columns', { timeout: 60_000 }, () => {
  it('are what a fresh reading gives, after any changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        listens,
        fc.array(fc.record({ changes: fc.array(change, { maxLength: 4 }), asked: fc.boolean() }), {
          maxLength: 6,
        }),
        fc.boolean(),
        async (first, steps, withDetails) => {
          const rows = await made();
          first(rows);
          const kept = new KeptColumns(rows.database);
          const columns = kept.of(1);
          if (withDetails) columns.details();
          for (const { changes, asked } of steps) {
            for (const apply of changes) apply(rows);
            kept.changed();
            if (!asked) continue;
            for (const user of [1, 2]) {
              const fresh = readPlayColumns(rows.database, user, readCatalogue(rows.database)).columns;
              expect(contents(kept.of(user))).toEqual(contents(fresh));
            }
          }
          rows.database.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leave those that were given out as they are', async () => {
    const rows = await made();
    rows.listen({ track: 1, endedAt: start });
    const kept = new KeptColumns(rows.database);
    const before = kept.of(1);
    before.details();
    const copy = structuredClone({ ...contents(before) });
    rows.listen({ track: 2, endedAt: start - hour });
    rows.database.run('UPDATE tracks SET duration_ms = 5 WHERE id = 1');
    kept.changed();
    expect(kept.of(1).length).toBe(2);
    expect(contents(before)).toEqual(copy);
  });

  it('are the same object until something changed, and where nothing did', async () => {
    const rows = await made();
    rows.listen({ track: 1, endedAt: start });
    const kept = new KeptColumns(rows.database);
    const before = kept.of(1);
    kept.changed();
    expect(kept.of(1)).toBe(before);
    rows.listen({ track: 1, endedAt: start + hour });
    expect(kept.of(1)).toBe(before);
    kept.changed();
    expect(kept.of(1)).not.toBe(before);
  });

  it('keep the names where a poll brought no new ones', async () => {
    const rows = await made();
    rows.listen({ track: 2, endedAt: start });
    const kept = new KeptColumns(rows.database);
    const before = kept.of(1);
    rows.listen({ track: 2, endedAt: start + hour, source: 'api' });
    kept.changed();
    expect(kept.of(1).catalogue).toBe(before.catalogue);
    rows.database.run('UPDATE tracks SET duration_ms = 100000 WHERE id = 2');
    kept.changed();
    expect(kept.of(1).catalogue.trackName).toBe(before.catalogue.trackName);
    expect(kept.of(1).msPlayed[1]).toBe(100_000);
  });

  it('follow a track of which it turns out that it stands for another one', async () => {
    const rows = await made();
    rows.listen({ track: 1, endedAt: start });
    const kept = new KeptColumns(rows.database);
    for (const target of [2, 4, null]) {
      rows.database.run('UPDATE tracks SET resolved_id = ? WHERE id = 1', [target]);
      kept.changed();
      const columns = kept.of(1);
      expect(columns.track[0]).toBe((target ?? 1) - 1);
    }
  });

  it('are read anew where rows were deleted', async () => {
    const rows = await made();
    rows.listen({ track: 1, endedAt: start });
    rows.listen({ track: 2, endedAt: start + hour });
    const kept = new KeptColumns(rows.database);
    kept.of(1);
    rows.database.run('DELETE FROM observations WHERE id = 2');
    kept.changed();
    expect(kept.of(1).length).toBe(1);
    rows.listen({ track: 2, endedAt: start + 2 * hour });
    rows.database.run('DELETE FROM observations WHERE id = 1');
    kept.forget();
    expect(kept.of(1).length).toBe(1);
  });
});
