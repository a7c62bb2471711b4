import { RowInserter } from '../rowInserter.ts';
import { SqlDatabase, type SqlJs, type SqlValue } from '../sqlDatabase.ts';
import { flagOf, type StoredListen } from './storedListens.ts';
import type { StoredNames } from './storedNames.ts';

/*
 * A file that explains itself. Texts that many listens share are stored once; the view history puts everything
 * together. ids are those of the store, so that spoken_for_by can be followed.
 */
const schema = `
CREATE TABLE about (topic TEXT PRIMARY KEY, says TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE accounts (id INTEGER PRIMARY KEY, account TEXT NOT NULL);
CREATE TABLE sources (id INTEGER PRIMARY KEY, source TEXT NOT NULL);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL);
CREATE TABLE tracks (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, artist TEXT, album TEXT, uri TEXT,
  resolved_uri TEXT, artist_uri TEXT, duration_ms INTEGER, release_date TEXT, isrc TEXT
);
CREATE TABLE listens (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  track_id INTEGER NOT NULL REFERENCES tracks (id),
  source_id INTEGER NOT NULL REFERENCES sources (id),
  ended_ms INTEGER NOT NULL, reported_ms INTEGER, ms_played INTEGER,
  skipped INTEGER, shuffle INTEGER, offline INTEGER, incognito INTEGER,
  reason_start INTEGER REFERENCES words (id), reason_end INTEGER REFERENCES words (id), offline_ms INTEGER,
  platform INTEGER REFERENCES words (id), country INTEGER REFERENCES words (id),
  context INTEGER REFERENCES words (id), live_heard_ms INTEGER, spoken_for_by INTEGER REFERENCES listens (id)
);
CREATE VIEW history AS SELECT
  l.id, a.account, strftime('%Y-%m-%dT%H:%M:%fZ', l.ended_ms / 1000.0, 'unixepoch') AS ended_at, l.ended_ms,
  l.reported_ms, l.ms_played, t.kind, t.name AS track, t.artist, t.album, t.uri, t.resolved_uri, t.artist_uri,
  t.duration_ms, t.release_date, t.isrc, s.source, l.skipped, l.shuffle, l.offline, l.incognito,
  ws.word AS reason_start, we.word AS reason_end, l.offline_ms, wp.word AS platform, wc.word AS country,
  wx.word AS context_uri, l.live_heard_ms, l.spoken_for_by
FROM listens l
JOIN accounts a ON a.id = l.account_id
JOIN tracks t ON t.id = l.track_id
JOIN sources s ON s.id = l.source_id
LEFT JOIN words ws ON ws.id = l.reason_start
LEFT JOIN words we ON we.id = l.reason_end
LEFT JOIN words wp ON wp.id = l.platform
LEFT JOIN words wc ON wc.id = l.country
LEFT JOIN words wx ON wx.id = l.context;`;

const about: readonly (readonly [string, string])[] = [
  ['history', 'View: one row a listen, with all names. Start here.'],
  [
    'times',
    'Columns that end in _ms are Unix milliseconds (UTC), but for ms_played, live_heard_ms and duration_ms.',
  ],
  [
    'ended_ms',
    'End of the listen. reported_ms: what the source reported, where that was too late and was repaired.',
  ],
  ['flags', 'skipped, shuffle, offline, incognito: 1, 0, or NULL where the source does not say.'],
  ['source', "extended, account: files of Spotify's data export; api: recently-played."],
  ['spoken_for_by', 'id of the listen that is counted in place of this row; NULL = this one is counted.'],
];

/** The history as a database of its own. It is made in memory: it has a tenth of a kilobyte or less a listen. */
export class SqliteExport {
  readonly #database: SqlDatabase;
  readonly #names: StoredNames;
  readonly #listens: RowInserter;
  readonly #accounts = new Set<number>();
  readonly #tracks = new Set<number>();
  readonly #words = new Set<number>();
  readonly #sources = new Set<number>();

  constructor(sql: SqlJs, names: StoredNames, madeAt: number) {
    this.#database = new SqlDatabase(sql);
    this.#names = names;
    this.#database.script(schema);
    for (const line of [...about, ['made_at', new Date(madeAt).toISOString()] as const])
      this.#database.run('INSERT INTO about VALUES (?, ?)', [...line]);
    this.#listens = new RowInserter(this.#database, {
      into: 'INSERT INTO listens',
      shared: ['account_id'],
      columns: [
        ...[
          'id',
          'track_id',
          'source_id',
          'ended_ms',
          'reported_ms',
          'ms_played',
          'skipped',
          'shuffle',
          'offline',
        ],
        ...['incognito', 'reason_start', 'reason_end', 'offline_ms', 'platform', 'country', 'context'],
        ...['live_heard_ms', 'spoken_for_by'],
      ],
    });
  }

  add(userId: number, account: string, listens: readonly StoredListen[]): void {
    this.#database.transaction(() => {
      if (this.#isNew(this.#accounts, userId))
        this.#database.run('INSERT INTO accounts VALUES (?, ?)', [userId, account]);
      for (const one of listens) this.#referTo(one);
      this.#listens.begin([userId]);
      for (const one of listens) this.#listens.add(this.#row(one));
      this.#listens.end();
    });
  }

  bytes(): Uint8Array {
    return this.#database.export();
  }

  dispose(): void {
    this.#database.close();
  }

  #row(one: StoredListen): SqlValue[] {
    const live = one.live === undefined ? undefined : this.#names.live(one.live);
    const flag = (name: Parameters<typeof flagOf>[1]): number | null => {
      const value = flagOf(one.flags, name);
      return value === undefined ? null : Number(value);
    };
    return [
      ...[one.id, one.track, one.source, one.repairedAt ?? one.endedAt],
      ...[one.repairedAt === undefined ? null : one.endedAt, one.msPlayed ?? null],
      ...[flag('skipped'), flag('shuffle'), flag('offline'), flag('incognito')],
      ...[one.reasonStart ?? null, one.reasonEnd ?? null, one.offlineAt ?? null],
      ...[one.platform ?? null, one.country ?? null, one.context ?? null],
      ...[live?.heardMs ?? null, one.spokenForBy ?? null],
    ];
  }

  #referTo(one: StoredListen): void {
    if (this.#isNew(this.#tracks, one.track)) {
      const track = this.#names.track(one.track);
      const { kind, name, artist, album, uri, resolvedUri, artistUri, durationMs, releaseDate, isrc } = track;
      this.#database.run('INSERT INTO tracks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        ...[one.track, kind, name, artist ?? null, album ?? null, uri ?? null],
        ...[resolvedUri ?? null, artistUri ?? null, durationMs ?? null, releaseDate ?? null, isrc ?? null],
      ]);
    }
    for (const id of [one.reasonStart, one.reasonEnd, one.platform, one.country, one.context]) {
      if (id !== undefined && this.#isNew(this.#words, id))
        this.#database.run('INSERT INTO words VALUES (?, ?)', [id, this.#names.word(id)]);
    }
    if (this.#isNew(this.#sources, one.source))
      this.#database.run('INSERT INTO sources VALUES (?, ?)', [one.source, this.#names.source(one.source)]);
  }

  #isNew(known: Set<number>, id: number): boolean {
    if (known.has(id)) return false;
    known.add(id);
    return true;
  }
}
