import type { EnrichStoreParams, WantedTrack } from '../../../protocol/collect/enrichRequests.ts';
import { localTrackId } from '../import/localTrackId.ts';
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
    const rows = this.#database.rows('SELECT t.track_id FROM enrichment e JOIN tracks t ON t.id = e.track');
    const known = new Set(rows.map(([trackId]) => String(trackId)));
    return (wanted) => known.has(trackIdOfWanted(wanted));
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
      this.#database.run(
        `INSERT INTO enrichment (track, tried_at, attempts, outcome)
          SELECT id, ?2, 1, ?3 FROM tracks WHERE track_id = ?1
          ON CONFLICT (track) DO UPDATE SET tried_at = ?2, attempts = attempts + 1, outcome = ?3`,
        [trackIdOfWanted(wanted), at, facts === undefined ? 'not_found' : 'found'],
      );
    }
  }
}

function trackIdOfWanted({ uri, artist, title, album }: WantedTrack): string {
  return uri === undefined ? localTrackId(artist, title, album) : trackIdOf(uri);
}
