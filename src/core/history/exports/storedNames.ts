import type { SqlDatabase } from '../sqlDatabase.ts';

/** What is known of a track. */
export interface StoredTrack {
  readonly kind: string;
  readonly name: string;
  readonly artist: string | undefined;
  readonly artistUri: string | undefined;
  readonly album: string | undefined;
  readonly uri: string | undefined;
  /** URI of the track that one without a URI stands for. */
  readonly resolvedUri: string | undefined;
  readonly durationMs: number | undefined;
  readonly releaseDate: string | undefined;
  readonly isrc: string | undefined;
}

/** What the player showed of a listen. Times are Unix ms. */
export interface StoredLive {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly heardMs: number;
  readonly skipped: boolean;
  readonly device: string | undefined;
  readonly contextUri: string | undefined;
}

const trackSql = `SELECT t.kind, t.name, a.name, a.uri, t.album_name, t.uri, r.uri, t.duration_ms, t.release_date, t.isrc
  FROM tracks t
  LEFT JOIN track_artists c ON c.track = t.id AND c.position = 0
  LEFT JOIN artists a ON a.id = c.artist
  LEFT JOIN tracks r ON r.id = t.resolved_id
  WHERE t.id = ?`;
const liveSql = `SELECT l.started_at, l.ended_at, l.heard_ms, l.skipped, d.word, c.word FROM live_listens l
  LEFT JOIN words d ON d.id = l.device LEFT JOIN words c ON c.id = l.context WHERE l.id = ?`;

/** Pieces that are remembered; then it starts afresh. */
const mostRemembered = 100_000;

/** Looks up what listens refer to. */
export class StoredNames {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  track(id: number): StoredTrack {
    const row = this.#database.row(trackSql, [id]) ?? [];
    const text = (at: number): string | undefined => (typeof row[at] === 'string' ? row[at] : undefined);
    return {
      kind: text(0) ?? 'music',
      name: text(1) ?? '',
      artist: text(2),
      artistUri: text(3),
      album: text(4),
      uri: text(5),
      resolvedUri: text(6),
      durationMs: typeof row[7] === 'number' ? row[7] : undefined,
      releaseDate: text(8),
      isrc: text(9),
    };
  }

  word(id: number): string {
    return String(this.#database.row('SELECT word FROM words WHERE id = ?', [id])?.[0] ?? '');
  }

  source(id: number): string {
    return String(this.#database.row('SELECT source FROM sources WHERE id = ?', [id])?.[0] ?? '');
  }

  live(id: number): StoredLive | undefined {
    const row = this.#database.row(liveSql, [id]);
    if (row === undefined) return undefined;
    const [startedAt, endedAt, heardMs, skipped, device, context] = row;
    return {
      startedAt: Number(startedAt),
      endedAt: Number(endedAt),
      heardMs: Number(heardMs),
      skipped: skipped === 1,
      device: typeof device === 'string' ? device : undefined,
      contextUri: typeof context === 'string' ? context : undefined,
    };
  }
}

/** Makes something of each id once: listens share their tracks and words. */
export function remembered<T>(make: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    if (known.size >= mostRemembered) known.clear();
    const made = make(id);
    known.set(id, made);
    return made;
  };
}
