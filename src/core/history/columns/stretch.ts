/** A stretch of time, both ends inclusive, Unix ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** All of time. */
export const everything: Stretch = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

/** Stretches that hold all instants, ascending; instants less than `apart` ms from each other share one. */
export function stretchesOf(instants: readonly number[], apart: number): Stretch[] {
  const sorted = [...instants].sort((a, b) => a - b);
  const stretches: { from: number; to: number }[] = [];
  for (const at of sorted) {
    const last = stretches[stretches.length - 1];
    if (last === undefined || at - last.to > apart) stretches.push({ from: at, to: at });
    else last.to = at;
  }
  return stretches;
}
