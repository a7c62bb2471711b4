/** Whole numbers below a bound that tell how many of them are smaller than another one, in logarithmic time. */
export class RankedSet {
  /** A Fenwick tree: each place counts a stretch that ends there. */
  readonly #counts: Int32Array;

  constructor(bound: number) {
    this.#counts = new Int32Array(bound + 1);
  }

  /** @param value not in the set yet */
  add(value: number): void {
    this.#change(value, 1);
  }

  /** @param value in the set */
  remove(value: number): void {
    this.#change(value, -1);
  }

  countBelow(value: number): number {
    let count = 0;
    for (let at = value; at > 0; at &= at - 1) count += this.#counts[at] ?? 0;
    return count;
  }

  #change(value: number, by: number): void {
    for (let at = value + 1; at < this.#counts.length; at += at & -at) {
      this.#counts[at] = (this.#counts[at] ?? 0) + by;
    }
  }
}
