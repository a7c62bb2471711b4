/**
 * One tab stop for a whole grid; inside, the arrow keys, Home and End walk, as the grid pattern of WAI-ARIA has it.
 * @param start row and column of the cell that the tab key reaches first
 */
export function walkGrid(
  grid: HTMLElement,
  cells: readonly (readonly HTMLElement[])[],
  start: readonly [number, number],
): void {
  let [row, column] = start;
  for (const cell of cells.flat()) cell.tabIndex = -1;
  const stop = (): HTMLElement | undefined => cells[row]?.[column];
  const moveTo = (nextRow: number, nextColumn: number): void => {
    const next = cells[nextRow]?.[nextColumn];
    if (next === undefined) return;
    stop()?.setAttribute('tabindex', '-1');
    [row, column] = [nextRow, nextColumn];
    next.tabIndex = 0;
  };
  moveTo(row, column);
  cells.forEach((line, at) => {
    line.forEach((cell, across) => {
      cell.addEventListener('focus', () => {
        moveTo(at, across);
      });
    });
  });
  grid.addEventListener('keydown', (event) => {
    const target = targetOf(event, row, column, cells[row]?.length ?? 0, cells.length);
    if (target === undefined) return;
    event.preventDefault();
    cells[target[0]]?.[target[1]]?.focus();
  });
}

function targetOf(
  { key, ctrlKey }: KeyboardEvent,
  row: number,
  column: number,
  columns: number,
  rows: number,
): readonly [number, number] | undefined {
  switch (key) {
    case 'ArrowLeft':
      return [row, column - 1];
    case 'ArrowRight':
      return [row, column + 1];
    case 'ArrowUp':
      return [row - 1, column];
    case 'ArrowDown':
      return [row + 1, column];
    case 'Home':
      return [ctrlKey ? 0 : row, 0];
    case 'End':
      return [ctrlKey ? rows - 1 : row, columns - 1];
    default:
      return undefined;
  }
}
