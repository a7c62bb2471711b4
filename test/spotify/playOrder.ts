import type { SeededRandom } from '../fixtures/seededRandom.ts';
import type { SimPlayable } from './catalogue.ts';

/** The items of a context or list, the order in which they play, and the place reached in it. */
export class PlayOrder {
  /** `undefined` for a list that is no context. */
  readonly contextUri: string | undefined;
  readonly #items: readonly SimPlayable[];
  readonly #random: SeededRandom;
  /** Indices of the items in the order of play. */
  #order: readonly number[] = [];
  #place = 0;

  constructor(contextUri: string | undefined, items: readonly SimPlayable[], random: SeededRandom) {
    this.contextUri = contextUri;
    this.#items = items;
    this.#random = random;
    this.arrange(0, false);
  }

  get current(): SimPlayable | undefined {
    return this.#items[this.currentIndex];
  }

  /** Where the current item stands in the context itself. */
  get currentIndex(): number {
    return this.#order[this.#place] ?? 0;
  }

  get isFirst(): boolean {
    return this.#place === 0;
  }

  get isLast(): boolean {
    return this.#place + 1 >= this.#order.length;
  }

  /** What follows the current item, then (on repeat) all from the start. */
  upcoming(wraps: boolean): readonly SimPlayable[] {
    const places = [...this.#order.slice(this.#place + 1), ...(wraps ? this.#order : [])];
    return places.flatMap((index) => this.#items[index] ?? []).filter(isPlayable);
  }

  /** Makes this item the current one: at its place, or with shuffle before all others in a new order. */
  arrange(index: number, shuffled: boolean): void {
    const natural = this.#items.map((_, at) => at);
    if (!shuffled) {
      this.#order = natural;
      this.#place = index;
      return;
    }
    const rest = natural.filter((other) => other !== index);
    for (let at = rest.length - 1; at > 0; at -= 1) {
      const other = this.#random.int(0, at);
      [rest[at], rest[other]] = [rest[other] ?? 0, rest[at] ?? 0];
    }
    this.#order = [index, ...rest];
    this.#place = 0;
  }

  randomIndex(): number {
    return this.#random.int(0, this.#items.length - 1);
  }

  /**
   * Goes on to the next item that can play.
   * @returns false if the end was reached and nothing wraps; the place is then the first one again
   */
  forward(wraps: boolean): boolean {
    for (let tried = 0; tried < this.#order.length; tried += 1) {
      const ended = this.isLast;
      this.#place = ended ? 0 : this.#place + 1;
      if (ended && !wraps) return false;
      if (this.current !== undefined && isPlayable(this.current)) return true;
    }
    return false;
  }

  back(wraps: boolean): void {
    if (this.#place > 0) this.#place -= 1;
    else if (wraps) this.#place = Math.max(0, this.#order.length - 1);
  }
}

/** False for tracks that no market has any more; players skip them. */
export function isPlayable(item: SimPlayable): boolean {
  return item.kind === 'episode' || item.playable;
}
