/**
 * Which plays depend on which: two plays that a row of another source could be matched with both are connected, and
 * so is everything that is connected with either. The matching of connected plays depends on nothing outside.
 */
export class ConnectedPlays {
  readonly #parent: Int32Array;
  readonly #isSeed: Uint8Array;

  constructor(plays: number) {
    this.#parent = Int32Array.from({ length: plays }, (_, play) => play);
    this.#isSeed = new Uint8Array(plays);
  }

  /** Connects the plays that share a row of another source. */
  connect(candidates: Iterable<{ readonly play: number; readonly other: number }>): void {
    const first = new Map<number, number>();
    for (const { play, other } of candidates) {
      const known = first.get(other);
      if (known === undefined) first.set(other, play);
      else this.#unite(known, play);
    }
  }

  /** A play whose matching has to be found anew. */
  seed(play: number): void {
    this.#isSeed[play] = 1;
  }

  /** Whether a play is connected with one that has to be matched anew. To be asked after all was connected. */
  affected(): (play: number) => boolean {
    const roots = new Set<number>();
    for (let play = 0; play < this.#isSeed.length; play++) {
      if (this.#isSeed[play] === 1) roots.add(this.#root(play));
    }
    return (play) => roots.has(this.#root(play));
  }

  #unite(a: number, b: number): void {
    const low = this.#root(a);
    const high = this.#root(b);
    this.#parent[Math.max(low, high)] = Math.min(low, high);
  }

  #root(play: number): number {
    let root = play;
    while (this.#parent[root] !== root) root = this.#parent[root] as number;
    // Path halving would do; plays are few, and long chains are rare.
    let at = play;
    while (this.#parent[at] !== root) {
      const next = this.#parent[at] as number;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }
}
