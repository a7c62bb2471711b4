/** A value of a table: numbers are written plainly, whatever the language of the page. */
export type Cell = string | number | undefined;

/**
 * A table as CSV (RFC 4180). Names are written by strangers: one that a spreadsheet would take for a formula gets an
 * apostrophe in front.
 */
export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
