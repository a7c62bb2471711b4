export const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Shades of the heatmap: 0 is no play, the rest equal parts of the busiest hour. */
export const levels = 5;

export function levelOf(plays: number, busiest: number): number {
  return plays <= 0 ? 0 : Math.ceil((plays / busiest) * levels);
}

/** Plays that share a shade: `1–4`; `undefined` where no whole number does. */
export function levelRange(level: number, busiest: number): string | undefined {
  const from = Math.floor(((level - 1) * busiest) / levels) + 1;
  const to = Math.floor((level * busiest) / levels);
  if (from > to) return undefined;
  return from === to ? String(from) : `${from}–${to}`;
}
