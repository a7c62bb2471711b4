import { describe, expect, it } from 'vitest';
import type { PlayColumns } from '../../../src/core/analytics/columns.ts';
import { readCatalogue } from '../../../src/core/history/catalogueSnapshot.ts';
import { readPlayColumns } from '../../../src/core/history/playColumns.ts';
import { sources } from '../../../src/protocol/history/window.ts';
import { HistoryRows } from './historyRows.ts';

const noon = Date.UTC(2025, 5, 1, 12);
const minute = 60_000;
const read = ({ database }: HistoryRows, user = 1): PlayColumns =>
  readPlayColumns(database, user, readCatalogue(database)).columns;

/** What columns say of each listen, in words. */
function told({
  length,
  endedAt,
  msPlayed,
  estimated,
  source,
  track,
  catalogue,
}: PlayColumns): { at: number; name: string; ms: number; source: string; estimated?: boolean }[] {
  return Array.from({ length }, (_, row) => ({
    at: (endedAt[row]! - noon) / minute,
    name: catalogue.trackName[track[row]!]!,
    ms: msPlayed[row]!,
    source: sources[source[row]!]!,
    ...(estimated[row] === 1 && { estimated: true }),
  }));
}

describe('the end of a listen', () => {
  it('is the repaired one where the source reported it too late, and puts it in its place', async () => {
    const rows = await HistoryRows.create();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => rows.track({ name })) as [number, number, number];
    rows.listen({ track: a, endedAt: noon });
    rows.listen({ track: b, endedAt: noon + 300 * minute, repairedAt: noon + minute });
    rows.listen({ track: c, endedAt: noon + 5 * minute });
    // Shares the reported end with B, and is to be believed.
    rows.listen({ track: c, endedAt: noon + 300 * minute });
    const columns = read(rows);
    expect(told(columns).map(({ at, name }) => [at, name])).toEqual([
      [0, 'A'],
      [1, 'B'],
      [5, 'C'],
      [300, 'C'],
    ]);
    expect(columns.superseded).toBe(0);
  });
});

describe('sources', () => {
  it('are all told, without what a richer one speaks for, ascending by end', async () => {
    const rows = await HistoryRows.create();
    const track = rows.track({ name: 'A', duration: 200_000 });
    const speaker = rows.listen({ track, endedAt: noon });
    rows.listen({ track, endedAt: noon, source: 'account', supersededBy: speaker! });
    rows.listen({ track, endedAt: noon + 7 * minute, source: 'account', msPlayed: null });
    rows.listen({ track, endedAt: noon + 800, source: 'api', supersededBy: speaker! });
    rows.listen({ track, endedAt: noon + 5 * minute, source: 'api' });
    rows.listen({ track, endedAt: noon, user: 2 });
    const columns = read(rows);
    expect(told(columns)).toEqual([
      { at: 0, name: 'A', ms: 180_000, source: 'extended' },
      { at: 5, name: 'A', ms: 200_000, source: 'api', estimated: true },
      { at: 7, name: 'A', ms: -1, source: 'account' },
    ]);
    expect(columns.superseded).toBe(2);
    expect(told(read(rows, 2))).toHaveLength(1);
  });
});

describe('the heard time of a play that Spotify reports', () => {
  const heard = async (build: (rows: HistoryRows, track: number) => void): Promise<object[]> => {
    const rows = await HistoryRows.create();
    build(rows, rows.track({ name: 'A', duration: 200_000 }));
    return told(read(rows)).map(({ ms, estimated }) => ({ ms, estimated }));
  };

  it('is what the player showed', async () => {
    const found = await heard((rows, track) => {
      const live = rows.live(track, noon - 90_000, 90_000);
      rows.listen({ track, endedAt: noon, source: 'api', live });
    });
    expect(found).toEqual([{ ms: 90_000 }]);
  });

  it('else the length of the track', async () => {
    expect(await heard((rows, track) => rows.listen({ track, endedAt: noon, source: 'api' }))).toEqual([
      { ms: 200_000, estimated: true },
    ]);
  });

  it('but no longer than since the listen before it', async () => {
    const found = await heard((rows, track) => {
      rows.listen({ track, endedAt: noon - minute });
      rows.listen({ track, endedAt: noon, source: 'api' });
    });
    expect(found).toEqual([{ ms: 180_000 }, { ms: 60_000, estimated: true }]);
  });

  it('and unknown where nobody knows the length', async () => {
    const rows = await HistoryRows.create();
    rows.listen({ track: rows.track({ name: 'A' }), endedAt: noon, source: 'api' });
    expect(told(read(rows))).toEqual([{ at: 0, name: 'A', ms: -1, source: 'api', estimated: true }]);
  });
});

describe('details', () => {
  it('are told for each listen, in the order of the columns', async () => {
    const rows = await HistoryRows.create();
    const track = rows.track({ name: 'A' });
    rows.listen({ track, endedAt: noon, flags: 0b1101, reasonStart: 'clickrow', reasonEnd: 'fwdbtn' });
    rows.listen({
      track,
      endedAt: noon + 9 * minute,
      repairedAt: noon - minute,
      flags: 1,
      reasonEnd: 'logout',
    });
    rows.listen({ track, endedAt: noon + minute, source: 'account', msPlayed: 4 });
    const { flags, reasonStart, reasonEnd, words } = read(rows).details();
    expect([...flags]).toEqual([1, 0b1101, 0]);
    expect(Array.from(reasonStart, (word) => words[word])).toEqual(['', 'clickrow', '']);
    expect(Array.from(reasonEnd, (word) => words[word])).toEqual(['logout', 'fwdbtn', '']);
  });

  it('hold more different reasons than a byte has numbers for', async () => {
    const rows = await HistoryRows.create();
    const track = rows.track({ name: 'A' });
    for (let n = 0; n < 400; n++)
      rows.listen({ track, endedAt: noon + n * minute, reasonEnd: `reason ${n}` });
    const { reasonEnd, words } = read(rows).details();
    expect(words[reasonEnd[253]!]).toBe('reason 253');
    expect(words[reasonEnd[399]!]).toBe('other');
  });

  it('are not made up for columns that are older than the database', async () => {
    const rows = await HistoryRows.create();
    const track = rows.track({ name: 'A' });
    rows.listen({ track, endedAt: noon, source: 'account' });
    const columns = read(rows);
    rows.database.run('UPDATE observations SET superseded_by = id');
    expect(() => columns.details()).toThrow(/older/);
  });

  it('leave out what came after the columns', async () => {
    const rows = await HistoryRows.create();
    const track = rows.track({ name: 'A' });
    rows.listen({ track, endedAt: noon, reasonEnd: 'fwdbtn' });
    const columns = read(rows);
    rows.listen({ track, endedAt: noon - 1, reasonEnd: 'trackdone' });
    const { reasonEnd, words } = columns.details();
    expect([...reasonEnd].map((word) => words[word])).toEqual(['fwdbtn']);
  });
});

describe('what Spotify alone knows of a track', () => {
  it('is its length and the year of its release', async () => {
    const rows = await HistoryRows.create();
    rows.track({ name: 'A', duration: 200_000, date: '1999-12-31' });
    rows.track({ name: 'B', date: '2004' });
    rows.track({ name: 'C' });
    const { trackDuration, trackYear } = read(rows).catalogue;
    expect([...trackDuration]).toEqual([200_000, -1, -1]);
    expect([...trackYear]).toEqual([1999, 2004, 0]);
  });
});

describe('artists', () => {
  /** Names and URIs by track, whatever the numbers. */
  const artistsOf = async (build: (rows: HistoryRows) => void): Promise<Record<string, string>> => {
    const rows = await HistoryRows.create();
    build(rows);
    const { trackName, trackArtist, artistName, artistUri } = read(rows).catalogue;
    return Object.fromEntries(
      trackName.map((name, track) => {
        const artist = trackArtist[track]!;
        return [name, `${artistName[artist]} ${artistUri[artist] ?? 'without id'} ${artist}`];
      }),
    );
  };

  it.each([[['Björk', undefined] as const, ['BJÖRK', 'spotify:artist:1'] as const]])(
    'known by name alone are the one with an id of that name, in whichever order they came',
    async (byName, byId) => {
      for (const order of [
        [byName, byId],
        [byId, byName],
      ]) {
        const found = await artistsOf((rows) => {
          for (const [name, uri] of order) {
            rows.track({ name: uri ?? 'by name', artist: rows.artist(name.normalize('NFD'), uri) });
          }
        });
        expect(found['by name']).toBe(`${'BJÖRK'.normalize('NFD')} spotify:artist:1 1`);
        expect(found['spotify:artist:1']).toBe(found['by name']);
      }
    },
  );

  it('with two ids of one name are two, and the name alone is a third', async () => {
    const found = await artistsOf((rows) => {
      rows.track({ name: 'a', artist: rows.artist('Nova', 'spotify:artist:1') });
      rows.track({ name: 'b', artist: rows.artist('Nova') });
      rows.track({ name: 'c', artist: rows.artist('Nova', 'spotify:artist:2') });
      rows.track({ name: 'd' });
    });
    expect(found).toEqual({
      a: 'Nova spotify:artist:1 1',
      b: 'Nova without id 2',
      c: 'Nova spotify:artist:2 3',
      d: ' without id 0',
    });
  });

  it('that are one have one album of one name', async () => {
    const rows = await HistoryRows.create();
    rows.track({ name: 'a', artist: rows.artist('Nova'), album: 'Debut' });
    rows.track({ name: 'b', artist: rows.artist('Nova', 'spotify:artist:1'), album: 'debut' });
    const { trackAlbum, albumName } = read(rows).catalogue;
    expect([...trackAlbum]).toEqual([0, 0]);
    expect(albumName).toEqual(['Debut']);
  });
});

describe('gaps', () => {
  it('are told ascending, as one where they overlap', async () => {
    const rows = await HistoryRows.create();
    rows.gap(noon + 50, noon + 90);
    rows.gap(noon, noon + 20);
    rows.gap(noon + 10, noon + 30);
    expect(read(rows).gaps).toEqual([
      { from: noon, to: noon + 30, reason: 'missed' },
      { from: noon + 50, to: noon + 90, reason: 'missed' },
    ]);
  });
});
