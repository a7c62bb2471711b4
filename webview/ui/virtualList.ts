import type { Disposable } from '../../src/protocol/api.ts';
import { element } from './element.ts';
import './virtualList.css';

export interface VirtualListOptions<T> {
  /** Name of the whole for screen readers. */
  readonly label: string;
  /** Heads of the columns. */
  readonly columns: readonly string[];
  /** What stands in the columns, one element each. */
  readonly cells: (row: T) => readonly HTMLElement[];
  /** Class of a row beside its own, such as one for its level. */
  readonly rowClass?: (row: T) => string;
  /** The last loaded rows come into view: the next ones are wanted. May be called many times. */
  readonly onNearEnd?: () => void;
  /** The row that the keyboard or a click is at; `undefined` when there is none any more. */
  readonly onActive?: (row: T | undefined) => void;
  /** Whether the reader is at the first row, when that changes. */
  readonly onAtTop?: (atTop: boolean) => void;
}

/** Height of every row, CSS pixels; the style sheet has the same. */
export const rowHeight = 22;
/** Rows drawn beyond what is seen, on each side. */
const margin = 10;
/** Before the page is laid out. */
const assumedHeight = 440;

/**
 * A grid of rows of one height, of which only those in sight are in the document. It is one tab stop: arrow keys,
 * Page Up and Down, Home and End move through it. Rows that come in front leave the reader where they are.
 */
export class VirtualList<T> implements Disposable {
  readonly element: HTMLElement;
  readonly #options: VirtualListOptions<T>;
  readonly #body: HTMLElement;
  readonly #id: string;
  readonly #drawn = new Map<number, HTMLElement>();
  readonly #stop = new AbortController();
  #rows: readonly T[] = [];
  #active: number | undefined;
  #atTop = true;

  constructor(id: string, options: VirtualListOptions<T>) {
    this.#id = id;
    this.#options = options;
    this.#body = element('div', { role: 'rowgroup', class: 'virtual-body' });
    this.element = element(
      'div',
      {
        id,
        role: 'grid',
        class: 'virtual-list',
        tabindex: '0',
        'aria-label': options.label,
        'aria-readonly': 'true',
      },
      element(
        'div',
        { role: 'rowgroup', class: 'virtual-head' },
        element(
          'div',
          { role: 'row', 'aria-rowindex': '1' },
          ...options.columns.map((name) => element('span', { role: 'columnheader' }, name)),
        ),
      ),
      this.#body,
    );
    const { signal } = this.#stop;
    this.element.addEventListener(
      'scroll',
      () => {
        this.#draw();
      },
      { signal, passive: true },
    );
    this.element.addEventListener(
      'keydown',
      (event) => {
        this.#press(event);
      },
      { signal },
    );
    this.element.addEventListener(
      'click',
      ({ target }) => {
        const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
        if (row !== null) this.#activate(Number(row.dataset['index']));
      },
      { signal },
    );
    if (typeof ResizeObserver === 'function') {
      const observer = new ResizeObserver(() => {
        this.#draw();
      });
      observer.observe(this.element);
      signal.addEventListener('abort', () => {
        observer.disconnect();
      });
    }
  }

  get atTop(): boolean {
    return this.#atTop;
  }

  /**
   * Takes all rows anew.
   * @param added how many of them came in front of those that were shown
   * @param total rows in all; `undefined` while nobody knows
   */
  show(rows: readonly T[], added: number, total: number | undefined): void {
    // Who is at the first row and walks nowhere wants to see the newest.
    const stays = added > 0 && (!this.#atTop || this.#active !== undefined);
    const before = this.#rows;
    this.#rows = rows;
    if (this.#active !== undefined) this.#active += added;
    this.element.setAttribute('aria-rowcount', String(total === undefined ? -1 : total + 1));
    this.#body.style.setProperty('height', `${rows.length * rowHeight}px`);
    this.#clear((index) => added > 0 || rows[index] !== before[index]);
    if (stays) this.element.scrollTop += added * rowHeight;
    this.#draw();
  }

  /** Other rows altogether: begins at the first one. */
  reset(): void {
    this.#setActive(undefined);
    this.#rows = [];
    this.#clear(() => true);
    this.toTop();
  }

  toTop(): void {
    this.element.scrollTop = 0;
    this.#draw();
  }

  dispose(): void {
    this.#stop.abort();
  }

  #height(): number {
    return this.element.clientHeight > 0 ? this.element.clientHeight : assumedHeight;
  }

  /** Rows that still hold stay: who selects text in one keeps it. */
  #clear(isGone: (index: number) => boolean): void {
    for (const [index, row] of this.#drawn) {
      if (!isGone(index)) continue;
      row.remove();
      this.#drawn.delete(index);
    }
  }

  #draw(): void {
    const top = this.element.scrollTop;
    const first = Math.max(0, Math.floor(top / rowHeight) - margin);
    const end = Math.min(this.#rows.length, Math.ceil((top + this.#height()) / rowHeight) + margin);
    this.#clear((index) => index < first || index >= end);
    for (let index = first; index < end; index++) if (!this.#drawn.has(index)) this.#drawRow(index);
    this.#mark();
    if (end >= this.#rows.length) this.#options.onNearEnd?.();
    const atTop = top < rowHeight;
    if (atTop === this.#atTop) return;
    this.#atTop = atTop;
    this.#options.onAtTop?.(atTop);
  }

  /** Rows stand in the document in their order, whichever way they came in: readers follow it. */
  #drawRow(index: number): void {
    const row = this.#rows[index];
    if (row === undefined) return;
    const cells = this.#options.cells(row);
    for (const cell of cells) cell.setAttribute('role', 'gridcell');
    const made = element(
      'div',
      {
        ...{ role: 'row', id: `${this.#id}-${index}`, 'data-index': String(index) },
        ...{
          'aria-rowindex': String(index + 2),
          class: `virtual-row ${this.#options.rowClass?.(row) ?? ''}`,
        },
      },
      ...cells,
    );
    made.style.setProperty('transform', `translateY(${index * rowHeight}px)`);
    const before = this.#drawn.get(index - 1);
    if (before === undefined)
      this.#body.insertBefore(made, this.#drawn.get(index + 1) ?? this.#nextDrawn(index));
    else before.after(made);
    this.#drawn.set(index, made);
  }

  #nextDrawn(index: number): HTMLElement | null {
    let next: number | undefined;
    for (const drawn of this.#drawn.keys()) if (drawn > index && drawn < (next ?? Infinity)) next = drawn;
    return next === undefined ? null : (this.#drawn.get(next) ?? null);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#height() / rowHeight) - 2);
    const next = this.#target(event.key, page);
    if (next === undefined) return;
    event.preventDefault();
    this.#activate(Math.min(Math.max(0, next), this.#rows.length - 1));
  }

  #target(key: string, page: number): number | undefined {
    const at = this.#active ?? Math.round(this.element.scrollTop / rowHeight) - 1;
    switch (key) {
      case 'ArrowDown':
        return at + 1;
      case 'ArrowUp':
        return at - 1;
      case 'PageDown':
        return at + page;
      case 'PageUp':
        return at - page;
      case 'Home':
        return 0;
      case 'End':
        return this.#rows.length - 1;
      default:
        return undefined;
    }
  }

  #activate(index: number): void {
    if (this.#rows[index] === undefined) return;
    this.#setActive(index);
    this.#reveal(index);
    this.#draw();
  }

  #setActive(index: number | undefined): void {
    this.#active = index;
    this.#options.onActive?.(index === undefined ? undefined : this.#rows[index]);
  }

  /** The head covers the first row's height of what is seen. */
  #reveal(index: number): void {
    const top = index * rowHeight;
    const seen = this.#height() - 2 * rowHeight - 2;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top > this.element.scrollTop + seen) this.element.scrollTop = top - seen;
  }

  #mark(): void {
    const active = this.#active === undefined ? undefined : this.#drawn.get(this.#active);
    for (const row of this.#drawn.values()) row.setAttribute('aria-selected', String(row === active));
    if (active === undefined) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', active.id);
  }
}
