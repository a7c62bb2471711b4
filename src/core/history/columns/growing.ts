/** Values of which nobody knows beforehand how many there are. */
export class Growing<T extends Float64Array | Int32Array> {
  length = 0;
  #values: T;
  readonly #make: (length: number) => T;

  /** @param expected memory that is not used costs nothing, so rather more than fewer */
  constructor(make: (length: number) => T, expected: number) {
    this.#make = make;
    this.#values = make(Math.max(16, expected));
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = this.#make(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** What came so far, without copying it. */
  get values(): T {
    return this.#values.subarray(0, this.length) as T;
  }
}

export const float64 = (length: number): Float64Array => new Float64Array(length);
export const int32 = (length: number): Int32Array => new Int32Array(length);
