/** Characters of JSON that the rows of one answer may have: clients cut off at about 100,000. */
const maxCharacters = 90_000;

/** As many of the rows, from the first, as one answer holds; at least one. */
export function fittingRows<T>(rows: readonly T[]): T[] {
  let left = maxCharacters;
  const end = rows.findIndex((row, at) => {
    left -= JSON.stringify(row).length + 1;
    return left < 0 && at > 0;
  });
  return rows.slice(0, end === -1 ? rows.length : end);
}
