import { afterEach, describe, expect, it, vi } from 'vitest';
import { element } from '../../webview/ui/element.ts';
import { rowHeight, VirtualList } from '../../webview/ui/virtualList.ts';

const rows = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);

interface Bed {
  readonly list: VirtualList<string>;
  readonly onNearEnd: ReturnType<typeof vi.fn>;
  readonly onActive: ReturnType<typeof vi.fn>;
  readonly onAtTop: ReturnType<typeof vi.fn>;
}

let open: Bed | undefined;

/** A list that is twenty rows high, its head not counted. */
function openList(shown: readonly string[] = []): Bed {
  const [onNearEnd, onActive, onAtTop] = [vi.fn(), vi.fn(), vi.fn()];
  const list = new VirtualList<string>('lines', {
    label: 'Lines',
    columns: ['Text'],
    cells: (row) => [element('span', {}, row)],
    onNearEnd,
    onActive,
    onAtTop,
  });
  document.body.replaceChildren(list.element);
  Object.defineProperty(list.element, 'clientHeight', { value: 20 * rowHeight });
  list.show(shown, 0, shown.length);
  open = { list, onNearEnd, onActive, onAtTop };
  return open;
}

afterEach(() => {
  open?.list.dispose();
});

const drawn = (): (string | null)[] =>
  [...document.querySelectorAll('.virtual-row')].map((row) => row.textContent);

function scrollTo(list: VirtualList<string>, top: number): void {
  list.element.scrollTop = top;
  list.element.dispatchEvent(new Event('scroll'));
}

function press(list: VirtualList<string>, key: string): void {
  list.element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

function active(list: VirtualList<string>): string | null | undefined {
  const id = list.element.getAttribute('aria-activedescendant');
  return id === null ? undefined : document.getElementById(id)?.textContent;
}

describe('a list of 100,000 rows', () => {
  it('has only those in sight in the document, and tells their places', () => {
    const { list } = openList(rows(100_000));
    expect(drawn().length).toBeLessThan(60);
    scrollTo(list, 50_000 * rowHeight);
    expect(drawn()).toContain('line 50000');
    expect(drawn()).not.toContain('line 0');
    expect(drawn().length).toBeLessThan(60);
    const row = [...document.querySelectorAll('.virtual-row')].find(
      (one) => one.textContent === 'line 50000',
    );
    expect(row?.getAttribute('aria-rowindex')).toBe('50002');
    expect(list.element.getAttribute('aria-rowcount')).toBe('100001');
  });

  it('keeps the rows in their order in the document, whichever way they came in', () => {
    const { list } = openList(rows(100_000));
    for (const row of [5_000, 5_010, 4_990, 5_000, 3]) scrollTo(list, row * rowHeight);
    const numbers = drawn().map((text) => Number(text?.slice(5)));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers[0]).toBe(0);
  });

  it('is walked by the keyboard alone', () => {
    const { list } = openList(rows(100_000));
    press(list, 'ArrowDown');
    expect(active(list)).toBe('line 0');
    press(list, 'ArrowDown');
    press(list, 'PageDown');
    expect(active(list)).toBe('line 19');
    press(list, 'End');
    expect(active(list)).toBe('line 99999');
    expect(list.element.scrollTop).toBeGreaterThan(99_000 * rowHeight);
    press(list, 'PageUp');
    expect(active(list)).toBe('line 99981');
    press(list, 'Home');
    press(list, 'ArrowUp');
    expect(active(list)).toBe('line 0');
    expect(list.element.scrollTop).toBe(0);
  });

  it('is one tab stop, and leaves other keys to the editor', () => {
    const { list } = openList(rows(3));
    expect(document.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    const event = new KeyboardEvent('keydown', { key: 'End', ctrlKey: true, cancelable: true });
    list.element.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    expect(active(list)).toBeUndefined();
  });
});

describe('rows that come in front', () => {
  it('leave the reader at the same rows', () => {
    const { list } = openList(rows(1_000, 10));
    scrollTo(list, 300 * rowHeight);
    list.show(rows(1_010), 10, 1_010);
    expect(list.element.scrollTop).toBe(310 * rowHeight);
    expect(drawn()).toContain('line 310');
  });

  it('leave the chosen row chosen, also at the top', () => {
    const { list, onActive } = openList(rows(1_000, 10));
    press(list, 'ArrowDown');
    list.show(rows(1_010), 10, 1_010);
    expect(active(list)).toBe('line 10');
    expect(onActive).toHaveBeenLastCalledWith('line 10');
    expect(list.element.scrollTop).toBe(10 * rowHeight);
  });

  it('are shown to who is at the top and reads nothing', () => {
    const { list } = openList(rows(1_000, 10));
    list.show(rows(1_010), 10, 1_010);
    expect(list.element.scrollTop).toBe(0);
    expect(drawn()[0]).toBe('line 0');
  });

  it('say that the reader is no longer at the top, and is again', () => {
    const { list, onAtTop } = openList(rows(1_000));
    scrollTo(list, 500);
    list.toTop();
    expect(onAtTop.mock.calls).toEqual([[false], [true]]);
  });
});

describe('further rows', () => {
  it('are wanted near the end only', () => {
    const { list, onNearEnd } = openList(rows(1_000));
    onNearEnd.mockClear();
    scrollTo(list, 500 * rowHeight);
    expect(onNearEnd).not.toHaveBeenCalled();
    scrollTo(list, 975 * rowHeight);
    expect(onNearEnd).toHaveBeenCalled();
  });

  it('leave the total unknown while nobody knows it', () => {
    const { list } = openList();
    list.show(rows(5), 0, undefined);
    expect(list.element.getAttribute('aria-rowcount')).toBe('-1');
  });

  it('do not draw anew what is shown already', () => {
    const { list } = openList();
    const lines = rows(5);
    list.show(lines, 0, undefined);
    const first = document.querySelector('.virtual-row');
    list.show(lines, 0, 5);
    expect(document.querySelector('.virtual-row')).toBe(first);
  });
});

it('shows hostile rows as text on one line', () => {
  openList(['<img src=x onerror=alert(1)>', '\u202eevil', 'x'.repeat(10_000)]);
  expect(document.querySelector('img')).toBeNull();
  expect(drawn()[0]).toBe('<img src=x onerror=alert(1)>');
});

it('hears nothing any more after it was disposed of', () => {
  const { list } = openList(rows(1_000));
  list.dispose();
  scrollTo(list, 500 * rowHeight);
  press(list, 'End');
  expect(drawn()[0]).toBe('line 0');
  expect(active(list)).toBeUndefined();
});
