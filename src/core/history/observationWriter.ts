import type { Source } from '../../protocol/history/window.ts';
import type { Observation } from './observation.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { TrackDictionary } from './trackDictionary.ts';
import type { Words } from './words.ts';

/** Ids of the table `sources`. */
export const sourceIds = { extended: 1, account: 2 } as const satisfies Record<Source, number>;

const into = 'INSERT OR IGNORE INTO observations';
const shared = ['user_id', 'import_file_id', 'source'];
const columns = ['track', 'ended_at', 'ms_played', 'flags', 'reason_start', 'reason_end', 'offline_at'];
const optionalColumns = ['platform', 'country'];

/** Whose observations are written, and where they come from. */
export interface Provenance {
  readonly userId: number;
  readonly importFileId: number;
}

/** Writes observations; one that the same source has reported before changes nothing. */
export class ObservationWriter {
  /** Without the optional fields, which few people keep: each value costs a call into WebAssembly. */
  readonly #plain: RowInserter;
  readonly #full: RowInserter;
  readonly #words: Words;

  constructor(database: SqlDatabase, words: Words) {
    this.#words = words;
    this.#plain = new RowInserter(database, { into, shared, columns });
    this.#full = new RowInserter(database, { into, shared, columns: [...columns, ...optionalColumns] });
  }

  /** @returns how many of them were new. */
  write(
    { userId, importFileId }: Provenance,
    observations: readonly Observation[],
    tracks: TrackDictionary,
  ): number {
    const isFull = observations.some(
      ({ platform, country }) => platform !== undefined || country !== undefined,
    );
    const inserter = isFull ? this.#full : this.#plain;
    let written = 0;
    let source: Source | undefined;
    for (const one of observations) {
      if (one.source !== source) {
        if (source !== undefined) written += inserter.end();
        source = one.source;
        inserter.begin([userId, importFileId, sourceIds[source]]);
      }
      inserter.add(this.#values(one, tracks.idOf(one), isFull));
    }
    return source === undefined ? 0 : written + inserter.end();
  }

  #values(one: Observation, track: number, isFull: boolean): (number | null)[] {
    const words = this.#words;
    const values = [
      track,
      one.endedAt,
      one.msPlayed ?? null,
      flagsOf(one),
      words.idOf(one.reasonStart),
      words.idOf(one.reasonEnd),
      one.offlineAt ?? null,
    ];
    if (isFull) values.push(words.idOf(one.platform), words.idOf(one.country));
    return values;
  }
}

/** Two bits each for shuffle, skipped, offline and incognito: 1 = known, 2 = true. */
function flagsOf({ shuffle, skipped, offline, incognito }: Observation): number {
  return bits(shuffle) | (bits(skipped) << 2) | (bits(offline) << 4) | (bits(incognito) << 6);
}

function bits(value: boolean | undefined): number {
  if (value === undefined) return 0;
  return value ? 3 : 1;
}
