/** A number of items in words: `1 item`, `12 items`. */
export function itemCount(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}
