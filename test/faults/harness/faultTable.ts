interface Row {
  tried: number;
  lost: number;
  ms: number;
}

/** What was tried, how often, and what was lost. */
export class FaultTable {
  readonly #rows = new Map<string, Row>();

  /** @param lost rows that were acknowledged and are gone */
  add(fault: string, lost: number, ms: number, tried = 1): void {
    const row = this.#rows.get(fault) ?? { tried: 0, lost: 0, ms: 0 };
    this.#rows.set(fault, { tried: row.tried + tried, lost: row.lost + lost, ms: row.ms + ms });
  }

  tried(fault: string): number {
    return this.#rows.get(fault)?.tried ?? 0;
  }

  get total(): Readonly<Row> {
    return [...this.#rows.values()].reduce(
      (sum, row) => ({ tried: sum.tried + row.tried, lost: sum.lost + row.lost, ms: sum.ms + row.ms }),
      { tried: 0, lost: 0, ms: 0 },
    );
  }

  toString(): string {
    const line = (fault: string, { tried, lost, ms }: Row): string =>
      `${fault.padEnd(58)} ${String(tried).padStart(6)} ${String(lost).padStart(10)} ${(ms / 1000).toFixed(1).padStart(9)}`;
    return [
      `${'fault'.padEnd(58)} ${'tried'.padStart(6)} ${'rows lost'.padStart(10)} ${'seconds'.padStart(9)}`,
      ...[...this.#rows].map(([fault, row]) => line(fault, row)),
      line('all', this.total),
    ].join('\n');
  }
}
