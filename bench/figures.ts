const round = (value: number): number => Math.round(value * 100) / 100;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median with minimum and maximum. */
export function spread(values: readonly number[]): string {
  return `${round(median(values))} (${round(Math.min(...values))} to ${round(Math.max(...values))})`;
}

/** Writes one figure a line. */
export function printFigures(figures: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name.padEnd(26)}${value}\n`);
}
