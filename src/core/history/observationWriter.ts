import type { Source } from '../../protocol/history/window.ts';
import { repairedEnd } from './lateEnd.ts';
import type { Observation } from './observation.ts';
import { RowInserter } from './rowInserter.ts';
import type { SqlDatabase } from './sqlDatabase.ts';
import type { Words } from './words.ts';

/** Ids of the table `sources`. */
export const sourceIds = { extended: 1, account: 2, api: 3 } as const satisfies Record<Source, number>;

/*
 * A later download repeats a listen with other words, or with another unit of offline_timestamp. What is kept is made
 * of both and does not depend on which came first: every flag that either knows, the earlier times, and the reason
 * that says more. Nothing is written where that is what is there already.
 */
const better = (reason: string): string => `CASE
  WHEN ${reason} IS excluded.${reason} THEN ${reason}
  ELSE (SELECT id FROM words WHERE id IN (${reason}, excluded.${reason})
    ORDER BY word IN ('none', 'unknown'), word LIMIT 1) END`;
const earlier = (time: string): string =>
  `min(COALESCE(${time}, excluded.${time}), COALESCE(excluded.${time}, ${time}))`;
const merge = (hasRepair: boolean): string => `
ON CONFLICT (user_id, source, ended_at, track, COALESCE(ms_played, -1)) DO UPDATE SET
  flags = flags | excluded.flags,
  reason_start = ${better('reason_start')},
  reason_end = ${better('reason_end')},
  offline_at = ${earlier('offline_at')}${hasRepair ? `,\n  repaired_at = ${earlier('repaired_at')}` : ''}
WHERE flags | excluded.flags <> flags
  OR reason_start IS NOT excluded.reason_start AND reason_start IS NOT ${better('reason_start')}
  OR reason_end IS NOT excluded.reason_end AND reason_end IS NOT ${better('reason_end')}
  OR offline_at IS NOT ${earlier('offline_at')}${
    hasRepair ? `\n  OR repaired_at IS NOT ${earlier('repaired_at')}` : ''
  }`;

const into = 'INSERT INTO observations';
const shared = ['user_id', 'import_file_id', 'source'];
const columns = ['track', 'ended_at', 'ms_played', 'flags', 'reason_start', 'reason_end', 'offline_at'];
const rareColumns = ['platform', 'country', 'context', 'repaired_at'];

/** Whose observations are written, and where they come from. */
export interface Provenance {
  readonly userId: number;
  /** `null` where no file brought them. */
  readonly importFileId: number | null;
}

/** What a writing changed. */
export interface Written {
  /** Observations that were not known. */
  readonly stored: number;
  /** Known ones of which these rows tell more. */
  readonly amended: number;
}

/** Writes observations. One that the same source has reported before stays one. */
export class ObservationWriter {
  readonly #database: SqlDatabase;
  /** Without the fields that few rows have: each value costs a call into WebAssembly. */
  readonly #plain: RowInserter;
  readonly #full: RowInserter;
  readonly #words: Words;

  constructor(database: SqlDatabase, words: Words) {
    this.#database = database;
    this.#words = words;
    this.#plain = new RowInserter(database, { into, shared, columns, suffix: merge(false) });
    this.#full = new RowInserter(database, {
      into,
      shared,
      columns: [...columns, ...rareColumns],
      suffix: merge(true),
    });
  }

  write(
    { userId, importFileId }: Provenance,
    observations: readonly Observation[],
    tracks: { idOf(observation: Observation): number },
  ): Written {
    const before = this.#lastId();
    let changed = 0;
    let source: Source | undefined;
    const end = (): number => (source === undefined ? 0 : this.#plain.end() + this.#full.end());
    for (const one of observations) {
      if (one.source !== source) {
        changed += end();
        source = one.source;
        this.#plain.begin([userId, importFileId, sourceIds[source]]);
        this.#full.begin([userId, importFileId, sourceIds[source]]);
      }
      this.#add(one, tracks.idOf(one));
    }
    changed += end();
    const stored = this.#lastId() - before;
    return { stored, amended: changed - stored };
  }

  #add(one: Observation, track: number): void {
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
    const { platform, country, context } = one;
    const repairedAt = one.source === 'extended' ? repairedEnd(one) : undefined;
    if (
      platform === undefined &&
      country === undefined &&
      context === undefined &&
      repairedAt === undefined
    ) {
      this.#plain.add(values);
      return;
    }
    values.push(words.idOf(platform), words.idOf(country), words.idOf(context), repairedAt ?? null);
    this.#full.add(values);
  }

  /** Ids ascend without holes while one call writes. */
  #lastId(): number {
    return Number(this.#database.row('SELECT COALESCE(max(id), 0) FROM observations')?.[0]);
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
