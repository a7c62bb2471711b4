import type { Source } from '../../protocol/history/window.ts';
import type { Observation } from './observation.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { TrackDictionary } from './trackDictionary.ts';
import type { Words } from './words.ts';

/** Ids of the table `sources`. */
export const sourceIds = { extended: 1, account: 2 } as const satisfies Record<Source, number>;

/** Writes observations; one that the same source has reported before changes nothing. */
export class ObservationWriter {
  readonly #inserter: RowInserter;

  constructor(database: SqlDatabase) {
    this.#inserter = new RowInserter(database, {
      into: 'INSERT OR IGNORE INTO observations',
      shared: ['user_id', 'import_file_id'],
      columns: [
        'source',
        'track',
        'ended_at',
        'ms_played',
        'flags',
        'reason_start',
        'reason_end',
        'offline_at',
        'platform',
        'country',
      ],
    });
  }

  /** @returns how many of them were new. */
  write(
    userId: number,
    importFileId: number,
    observations: readonly Observation[],
    tracks: TrackDictionary,
    words: Words,
  ): number {
    this.#inserter.begin([userId, importFileId]);
    for (const one of observations) {
      this.#inserter.add([
        sourceIds[one.source],
        tracks.idOf(one),
        one.endedAt,
        one.msPlayed ?? null,
        flagsOf(one),
        words.idOf(one.reasonStart),
        words.idOf(one.reasonEnd),
        one.offlineAt ?? null,
        words.idOf(one.platform),
        words.idOf(one.country),
      ]);
    }
    return this.#inserter.end();
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
