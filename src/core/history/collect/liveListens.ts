import type { LiveListen } from '../../../protocol/collect/collectedPlay.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import type { TouchedTracks, TrackDictionary } from '../trackDictionary.ts';
import type { Words } from '../words.ts';
import { contextOf, heardTrack } from './collectedPlays.ts';

const insert = `INSERT INTO live_listens (user_id, track, started_at, ended_at, heard_ms, duration_ms, skipped, device,
    context)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (user_id, started_at, track) DO UPDATE SET ended_at = excluded.ended_at,
    heard_ms = excluded.heard_ms, skipped = excluded.skipped
  WHERE excluded.ended_at > live_listens.ended_at`;

/** The table `live_listens`: what the player showed. A listen that is told again is the one that was seen longer. */
export class LiveListens {
  readonly #database: SqlDatabase;
  readonly #words: Words;

  constructor(database: SqlDatabase, words: Words) {
    this.#database = database;
    this.#words = words;
  }

  write(userId: number, listens: readonly LiveListen[], tracks: TrackDictionary, at: number): TouchedTracks {
    // The player tells no album: names of listens that do stay.
    const heard = listens.map(heardTrack);
    tracks.prepare(heard, []);
    const ids = heard.map((one) => tracks.idOfKnownOrNew(one));
    const touched = tracks.write(at, 'spotify_api');
    for (const [index, listen] of listens.entries()) {
      this.#database.run(insert, [
        userId,
        ids[index] as number,
        listen.started_at,
        listen.ended_at,
        listen.heard_ms,
        listen.duration_ms,
        listen.skipped ? 1 : 0,
        this.#words.idOf(listen.device),
        this.#words.idOf(contextOf(listen)),
      ]);
    }
    return touched;
  }
}
