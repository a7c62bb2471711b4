/** Plays and time per id, and which ids have any: cleared in proportion to those, so it serves many small counts. */
export class IdCounts {
  readonly plays: Int32Array;
  readonly ms: Float64Array;
  /** The first `count` of them are ids with plays. */
  readonly touched: Int32Array;
  count = 0;

  constructor(ids: number) {
    this.plays = new Int32Array(ids);
    this.ms = new Float64Array(ids);
    this.touched = new Int32Array(ids);
  }

  add(id: number, plays: number, ms: number): void {
    if (this.plays[id] === 0) this.touched[this.count++] = id;
    this.plays[id]! += plays;
    this.ms[id]! += ms;
  }

  clear(): void {
    for (let k = 0; k < this.count; k++) {
      const id = this.touched[k]!;
      this.plays[id] = 0;
      this.ms[id] = 0;
    }
    this.count = 0;
  }
}
