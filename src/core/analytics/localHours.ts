import type { PlayColumns } from './columns.ts';
import { hourMs, type TimeZone } from './timeZone.ts';

/**
 * Walks plays hour by hour of the local clock. `visit` gets a stretch of `rows` (from, exclusive to) and the
 * hour in which they ended, counted from 1970-01-01 local: `hour / 24` is the local day. An hour may come in
 * several stretches, and twice where clocks are set back. The zone is asked once per change of its clocks.
 */
export function eachLocalHour(
  { endedAt }: PlayColumns,
  rows: Int32Array,
  zone: TimeZone,
  visit: (from: number, to: number, localHour: number) => void,
): void {
  if (rows.length === 0) return;
  let span = zone.spanAt(endedAt[rows[0]!]!);
  for (let from = 0; from < rows.length;) {
    const instant = endedAt[rows[from]!]!;
    if (instant >= span.end) span = zone.spanAt(instant);
    const localHour = Math.floor((instant + span.offset) / hourMs);
    const end = Math.min(span.end, (localHour + 1) * hourMs - span.offset);
    let to = from + 1;
    while (to < rows.length && endedAt[rows[to]!]! < end) to++;
    visit(from, to, localHour);
    from = to;
  }
}
