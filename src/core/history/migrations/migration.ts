import type { SqlDatabase } from '../sqlDatabase.ts';

/** One step of the schema. A step that was released is never changed again: a later one corrects it. */
export interface Migration {
  /** `PRAGMA user_version` after the step: 1, 2, 3 … */
  readonly version: number;
  /** Runs in a transaction together with the setting of the version. */
  up(database: SqlDatabase): void;
}
