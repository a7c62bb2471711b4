import type { KnownGap } from '../../analytics/columns.ts';
import { openGaps } from '../collect/gaps.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';

/** The open gaps of a user, ascending; those that overlap are one. */
export function readGaps(database: SqlDatabase, userId: number): KnownGap[] {
  const gaps = [...openGaps(database, userId)].sort((a, b) => a.from - b.from || a.to - b.to);
  const apart: KnownGap[] = [];
  for (const gap of gaps) {
    const last = apart[apart.length - 1];
    if (last === undefined || gap.from > last.to) apart.push(gap);
    else if (gap.to > last.to) apart[apart.length - 1] = { ...last, to: gap.to };
  }
  return apart;
}
