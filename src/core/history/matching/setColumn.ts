import { ColumnUpdater } from '../columnUpdater.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

/** Sets a column of observations, by `id`. Most matchings change nothing, and then it costs nothing. */
export function setColumn(
  database: SqlDatabase,
  column: 'superseded_by' | 'live' | 'repaired_at',
  values: readonly (readonly [id: number, value: number | null])[],
): void {
  if (values.length > 0) new ColumnUpdater(database, 'observations', column).set(values);
}
