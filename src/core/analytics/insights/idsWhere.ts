/** The ids from 0 on for which something holds, ascending. */
export function idsWhere(count: number, isWanted: (id: number) => boolean): Int32Array {
  const ids = new Int32Array(count);
  let found = 0;
  for (let id = 0; id < count; id++) if (isWanted(id)) ids[found++] = id;
  return ids.subarray(0, found);
}
