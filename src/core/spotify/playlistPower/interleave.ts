/**
 * One item of each list in turn, in the order of the lists; where one is used up, the others go on.
 * The order within each list stays.
 */
export function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const result: T[] = [];
  for (let at = 0; at < longest; at += 1) {
    for (const list of lists) if (at < list.length) result.push(list[at] as T);
  }
  return result;
}
