import type { PlaySelection } from '../plays.ts';
import { moveWindow, type PlayWindow } from '../window.ts';
import { KeptAnswers } from '../keptAnswers.ts';
import type { Items } from './items.ts';
import { cutIntoPeriods, type LocalPeriod } from './localPeriods.ts';

export interface RankedPeriod {
  readonly firstDay: number;
  readonly plays: number;
  /** 1 + how many items have more plays in it. */
  readonly rank: number;
}

/** How many items have how many plays in one period. */
interface PlayCounts {
  readonly plays: number;
  /** Numbers of plays that occur, ascending. */
  readonly values: Int32Array;
  /** Per value: items with more plays. */
  readonly more: Int32Array;
}

/** Counts of the whole history, by first day of the period; for the types, units and zones asked for last. */
const countsKept = new KeptAnswers<PlaySelection, ReadonlyMap<number, PlayCounts>>(6);

/**
 * The rank of an item by plays in each local month or year of the window in which it was played. Periods that the
 * window does not cut are counted once for the whole history.
 *
 * @param own the plays of the item cut into such periods
 */
export function rankOverTime(
  window: PlayWindow,
  items: Items,
  unit: 'month' | 'year',
  own: readonly LocalPeriod[],
): RankedPeriod[] {
  const { columns, rows, zone, history } = window;
  const whole = countsKept.get(history, `${items.of} ${unit} ${zone.name}`, () => {
    const everything = moveWindow(window, { startMs: -Infinity, endMs: Infinity, wholeDays: false });
    const periods = cutIntoPeriods(columns, history.rows, zone, unit);
    const counter = new PeriodCounter(everything, items);
    return new Map(periods.map((period) => [period.firstDay, counter.count(period)]));
  });
  const inWindow = new Map(cutIntoPeriods(columns, rows, zone, unit).map((one) => [one.firstDay, one]));
  const counter = new PeriodCounter(window, items);
  return own.map(({ firstDay, plays }) => {
    const period = inWindow.get(firstDay)!;
    const known = whole.get(firstDay)!;
    const { values, more } = known.plays === period.plays ? known : counter.count(period);
    return { firstDay, plays, rank: 1 + more[values.indexOf(plays)]! };
  });
}

/** Counts periods one after another; its tables are made once and cleared by what was touched. */
class PeriodCounter {
  readonly #window: PlayWindow;
  readonly #itemOf: Int32Array;
  readonly #plays: Int32Array;
  readonly #touched: Int32Array;

  constructor(window: PlayWindow, { count, itemOf }: Items) {
    this.#window = window;
    this.#itemOf = itemOf;
    this.#plays = new Int32Array(count);
    this.#touched = new Int32Array(count);
  }

  count({ plays, ranges }: LocalPeriod): PlayCounts {
    let items = 0;
    for (const [from, to] of ranges) items = this.#add(from, to, items);
    const counts = this.#touched
      .subarray(0, items)
      .map((item) => this.#plays[item]!)
      .sort();
    for (let k = 0; k < items; k++) this.#plays[this.#touched[k]!] = 0;
    const ends = counts.map((_, k) => k).filter((k) => counts[k] !== counts[k + 1]);
    return { plays, values: ends.map((k) => counts[k]!), more: ends.map((k) => items - 1 - k) };
  }

  /** @returns how many items were touched so far */
  #add(from: number, to: number, touchedSoFar: number): number {
    const { rows, columns } = this.#window;
    const { track } = columns;
    const itemOf = this.#itemOf;
    const plays = this.#plays;
    const touched = this.#touched;
    let items = touchedSoFar;
    for (let i = from; i < to; i++) {
      const item = itemOf[track[rows[i]!]!]!;
      if (item >= 0 && plays[item]!++ === 0) touched[items++] = item;
    }
    return items;
  }
}
