import type { EnrichStoreParams, WantedTrack } from '../../../protocol/collect/enrichRequests.ts';
import { localArtistId } from '../localArtistId.ts';
import { normalName } from '../normalName.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import { trackIdOf } from '../trackRows.ts';

/** The tables `enrichment` and `job_runs` as far as they tell what Spotify was asked of single tracks. */
export class Enrichments {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  /** Whether Spotify was asked for a track before: one that it does not have is not asked for again. */
  tried(): (wanted: WantedTrack) => boolean {
    const rows = this.#database.rows(
      `SELECT t.uri, t.name, a.name, t.album_name FROM enrichment e JOIN tracks t ON t.id = e.track
        LEFT JOIN track_artists ta ON ta.track = t.id AND ta.position = 0 LEFT JOIN artists a ON a.id = ta.artist`,
    );
    const keys = rows.map(([uri, title, artist, album]) => {
      const names = { title: String(title), artist: String(artist ?? ''), album: String(album ?? '') };
      return keyOf(uri === null ? names : { ...names, uri: String(uri) });
    });
    const known = new Set(keys);
    return (wanted) => known.has(keyOf(wanted));
  }

  /** Requests that runs of an account made that began at an instant or later. */
  requestsSince(account: string, instant: number): number {
    const row = this.#database.row(
      `SELECT COALESCE(sum(r.fetched), 0) FROM job_runs r JOIN users u ON u.id = r.user_id
        WHERE r.job_type = 'enrich' AND u.account = ? AND r.started_at >= ?`,
      [account, instant],
    );
    return Number(row?.[0]);
  }

  /** Remembers what was asked for. */
  note(tried: EnrichStoreParams['tried'], at: number): void {
    for (const { wanted, facts } of tried) {
      for (const id of this.#idsOf(wanted)) {
        this.#database.run(
          `INSERT INTO enrichment (track, tried_at, attempts, outcome) VALUES (?1, ?2, 1, ?3)
            ON CONFLICT (track) DO UPDATE SET tried_at = ?2, attempts = attempts + 1, outcome = ?3`,
          [id, at, facts === undefined ? 'not_found' : 'found'],
        );
      }
    }
  }

  #idsOf({ uri, title, artist, album }: WantedTrack): number[] {
    if (uri !== undefined) {
      return this.#database
        .rows('SELECT id FROM tracks WHERE track_id = ?', [trackIdOf(uri)])
        .map(([id]) => Number(id));
    }
    return this.#database
      .rows(
        `SELECT t.id, t.album_name FROM artists a JOIN track_artists ta ON ta.artist = a.id AND ta.position = 0
          JOIN tracks t ON t.id = ta.track WHERE a.artist_id = ? AND t.uri IS NULL AND t.name = ?`,
        [localArtistId(artist), title],
      )
      .filter(([, name]) => normalName(String(name ?? '')) === normalName(album))
      .map(([id]) => Number(id));
  }
}

/** Equal for tracks of which a catalogue tells no difference: it knows one spelling of each artist and album. */
function keyOf({ uri, title, artist, album }: WantedTrack): string {
  return uri ?? `${normalName(artist)}|${title}|${normalName(album)}`;
}
