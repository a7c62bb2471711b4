import type { HistoryPorts } from '../ports.ts';
import { Durability } from './durability.ts';
import { HistoryState } from './historyState.ts';
import { migrate, schemaVersionOf } from './migrate.ts';
import { addColumns } from './migrations/addedColumns.ts';
import { addTables } from './migrations/addedTables.ts';
import { migrations } from './migrations/migrations.ts';
import { loadSnapshot } from './snapshots.ts';
import { loadSqlJs } from './sqlDatabase.ts';
import type { StoreLimits } from './storeLimits.ts';

/** From this schema on late ends are repaired and plays of recently-played are matched. */
const collectorSchema = 4;

/** What the files of a data directory hold, in memory. */
export interface OpenedState {
  readonly state: HistoryState;
  readonly durability: Durability;
  /** What was found damaged and what was done, in sentences. */
  readonly damage: readonly string[];
  /** Something in the files has to go or to be written anew: a snapshot does it. */
  readonly isRewriteDue: boolean;
}

/**
 * Reads the newest good snapshot and what the journal holds since, and brings both to the schema of this build. Writes
 * nothing but files that are set aside.
 * @throws HistoryError `newer`, with nothing written; `unwritable` if the folder cannot be used
 */
export async function openState(
  ports: Pick<HistoryPorts, 'clock' | 'logger' | 'folder' | 'sqlWasm'>,
  limits: StoreLimits,
): Promise<OpenedState> {
  const { clock, folder, logger } = ports;
  const sql = await loadSqlJs(ports.sqlWasm());
  const durability = new Durability(ports, limits);
  const loaded = loadSnapshot(sql, folder, clock.now());
  const { database, damage } = loaded;
  const before = schemaVersionOf(database);
  const migrated = migrate(database, migrations) && before > 0;
  addColumns(database);
  addTables(database);
  const state = new HistoryState(database);
  const found = [...damage, ...durability.replay(state, loaded)];
  if (migrated && before < collectorSchema) state.deriveAnew();
  state.interruptRunning();
  for (const sentence of found) {
    logger.error(sentence);
    state.database.run(
      "INSERT INTO logs (service, level, timestamp, message) VALUES ('history', 'warning', ?, ?)",
      [clock.now(), sentence],
    );
  }
  const answersOverdue = state.answers.expire(clock.now());
  const statesOverdue = state.kept.expire(clock.now());
  const isStale = migrated || answersOverdue || statesOverdue;
  return {
    ...{ state, durability, damage: found },
    // What was found damaged is told once: then it is in the log, and the files are sound again.
    isRewriteDue: damage.length > 0 || isStale || durability.isPurgeDue || durability.isRepairDue,
  };
}
