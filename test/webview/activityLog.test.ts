import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activityPage } from '../../webview/pages/activity/activityPage.ts';
import type { LogLine } from '../../webview/pages/activity/logFilter.ts';
import type { ParamsOf } from '../../src/protocol/requests.ts';
import { openPanel, panelNow, Refusal, settled, type OpenPanel, type PanelSetup } from './openPanel.ts';
import { hostileName } from './summaries.ts';

/** A log that answers as the history does: newest first, by pages. */
class FakeLog {
  lines: LogLine[] = [];

  write(count: number, part: Partial<LogLine> = {}): void {
    const from = this.lines.length;
    const fresh = Array.from({ length: count }, (_, index): LogLine => {
      const at = new Date(Date.parse('2026-11-20T08:00:00Z') + (from + index) * 10).toISOString();
      return { at, service: 'collector', level: 'info', message: `line ${from + index}`, ...part };
    });
    this.lines = [...fresh.reverse(), ...this.lines];
  }

  answer({ level, service, contains, limit = 50, cursor }: ParamsOf<'ops.logs'>): {
    lines: LogLine[];
    next_cursor?: string;
  } {
    const end = cursor === undefined ? this.lines.length : Number(cursor.slice(7));
    const matching = this.lines
      .map((line, index) => ({ line, id: this.lines.length - index - 1 }))
      .filter(({ id }) => id < end)
      .filter(({ line }) => (level === 'error' ? line.level === 'error' : true))
      .filter(({ line }) => service === undefined || line.service === service)
      .filter(({ line }) => contains === undefined || line.message.includes(contains));
    const page = matching.slice(0, limit);
    return {
      lines: page.map(({ line }) => line),
      ...(matching.length > limit && { next_cursor: `before-${page.at(-1)?.id}` }),
    };
  }
}

let log: FakeLog;

function openLog(setup: Partial<PanelSetup> = {}): OpenPanel {
  return openPanel({
    pages: [activityPage],
    now: () => panelNow,
    ...setup,
    handlers: {
      'collector.status': () => ({ enabled: true, interval_seconds: 600, accounts: [] }),
      'ops.logs': (params) => log.answer(params),
      ...setup.handlers,
    },
  });
}

const list = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('#activity-log');
  if (found === null) throw new Error('no log');
  return found;
};
const drawn = (): (string | undefined)[] =>
  [...document.querySelectorAll('.virtual-row')].map((row) => row.lastElementChild?.textContent ?? undefined);
const text = (selector: string): string => document.querySelector(selector)?.textContent ?? `no ${selector}`;
const asked = (panel: OpenPanel): unknown[] =>
  panel.calls.filter(({ method }) => method === 'ops.logs').map(({ params }) => params);

function scrollTo(top: number): Promise<void> {
  list().scrollTop = top;
  list().dispatchEvent(new Event('scroll'));
  return settled();
}

function enter(id: string, value: string): void {
  const field = document.querySelector<HTMLElement>(`#${id}`);
  if (field === null) throw new Error(`no ${id}`);
  Object.defineProperty(field, 'value', { value, configurable: true });
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type));
}

/** Time in which new lines are looked for once. */
async function look(): Promise<void> {
  vi.advanceTimersByTime(5_000);
  await settled();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  log = new FakeLog();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the log', () => {
  it('is read page by page as the reader goes down, to its end', async () => {
    log.write(450);
    const panel = openLog();
    await settled();
    expect(drawn()[0]).toBe('line 449');
    expect(text('.activity-log-state')).toBe('The newest 200 lines; older ones are read as you go down.');
    expect(list().getAttribute('aria-rowcount')).toBe('-1');
    await scrollTo(190 * 22);
    await scrollTo(390 * 22);
    await scrollTo(449 * 22);
    expect(drawn().at(-1)).toBe('line 0');
    expect(text('.activity-log-state')).toBe('All 450 lines.');
    expect(list().getAttribute('aria-rowcount')).toBe('451');
    expect(asked(panel).map((params) => (params as { cursor?: string }).cursor)).toEqual([
      undefined,
      'before-250',
      'before-50',
    ]);
  });

  it('stays in view where an older page cannot be read, and does not ask without end', async () => {
    log.write(300);
    const panel = openLog({
      handlers: {
        'ops.logs': (params) => {
          if (params.cursor !== undefined)
            throw new Refusal({ code: 'HISTORY_ERROR', message: 'It cannot be read.' });
          return log.answer(params);
        },
      },
    });
    await settled();
    await scrollTo(195 * 22);
    await settled();
    expect(text('.activity-log-state')).toContain('It cannot be read. What is shown may be old.');
    expect(drawn().length).toBeGreaterThan(5);
    expect(asked(panel).length).toBe(2);
  });

  it('shows a chosen line whole, with its ids and counts, as text', async () => {
    log.write(1, { message: `${hostileName}${'x'.repeat(10_000)}`, context: { run_id: 7 }, level: 'error' });
    openLog();
    await settled();
    list().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', cancelable: true }));
    expect(text('.activity-message').length).toBe(10_000 + hostileName.length);
    expect(text('.activity-line pre')).toContain('"run_id": 7');
    expect(document.querySelector('.page img, .page b')).toBeNull();
    expect(text('.activity-level')).toBe('Error');
  });

  it.each([
    [{}, 'Nothing of this level was logged yet. Choose a lower level to see more.'],
    [{ level: 'debug' }, 'Nothing was logged yet.'],
    [{ contains: 'x' }, 'No line matches. Take away some of the filters.'],
  ])('that is empty with the filter %j says why', async (filter, sentence) => {
    openLog({ state: { pages: { activity: filter } } });
    await settled();
    expect(text('.activity-log-state')).toBe(sentence);
  });

  it('that cannot be read says so, and is read again', async () => {
    let fails = true;
    log.write(3);
    openLog({
      handlers: {
        'ops.logs': (params) => {
          if (fails)
            throw new Refusal({ code: 'HISTORY_ERROR', message: 'It cannot be read.', hint: 'Wait.' });
          return log.answer(params);
        },
      },
    });
    await settled();
    expect(text('.activity-log-state')).toContain('It cannot be read.Wait.');
    fails = false;
    document.querySelector<HTMLElement>('#activity-log-retry')?.click();
    await settled();
    expect(drawn()).toEqual(['line 2', 'line 1', 'line 0']);
  });
});

describe('new lines', () => {
  it('leave a reader further down where they are, and are counted', async () => {
    log.write(200);
    openLog();
    await settled();
    await scrollTo(100 * 22);
    const before = drawn().includes('line 99');
    log.write(7);
    await look();
    expect(before).toBe(true);
    expect(list().scrollTop).toBe(107 * 22);
    expect(drawn()).toContain('line 99');
    const newer = document.querySelector<HTMLElement>('#activity-log-newer');
    expect([newer?.hidden, newer?.textContent]).toEqual([false, '7 new lines']);
    newer?.click();
    expect(drawn()[0]).toBe('line 206');
    expect(newer?.hidden).toBe(true);
    expect(document.activeElement).toBe(list());
  });

  it('come in sight of who is at the top', async () => {
    log.write(20);
    openLog();
    await settled();
    log.write(1);
    await look();
    expect(drawn()[0]).toBe('line 20');
    expect(document.querySelector<HTMLElement>('#activity-log-newer')?.hidden).toBe(true);
  });

  it('are told apart from equal ones before them', async () => {
    log.write(10, { message: 'same', at: '2026-11-20T08:00:00.000Z' });
    openLog();
    await settled();
    log.write(1, { message: 'other', at: '2026-11-20T08:00:00.000Z' });
    log.write(2, { message: 'same', at: '2026-11-20T08:00:00.000Z' });
    await look();
    expect(drawn()).toEqual(['same', 'same', 'other', ...Array.from({ length: 10 }, () => 'same')]);
  });

  it('are caught up with over several pages; where they are too many, the reader decides', async () => {
    log.write(50);
    openLog();
    await settled();
    log.write(500);
    await look();
    expect(text('.activity-log-state')).toBe('All 550 lines.');
    log.write(5_000);
    await look();
    await settled();
    await settled();
    expect(drawn()[0]).toBe('line 549');
    expect(text('#activity-log-newer')).toBe('Many new lines: read the log anew');
    document.querySelector<HTMLElement>('#activity-log-newer')?.click();
    await settled();
    expect(text('.activity-log-state')).toContain('The newest 200 lines');
    expect(drawn()[0]).toBe('line 5549');
    expect(document.querySelector<HTMLElement>('#activity-log-newer')?.hidden).toBe(true);
  });

  it('that did not come leave the rows untouched', async () => {
    log.write(20);
    openLog();
    await settled();
    const first = document.querySelector('.virtual-row');
    await look();
    expect(document.querySelector('.virtual-row')).toBe(first);
  });
});

describe('a filter', () => {
  it('asks once after typing is over, and is kept', async () => {
    log.write(5);
    log.write(1, { message: 'needle' });
    const panel = openLog();
    await settled();
    for (const typed of ['n', 'nee', 'needle']) enter('activity-log-text', typed);
    await new Promise((resolve) => setTimeout(resolve, 350));
    await settled();
    expect(drawn()).toEqual(['needle']);
    expect(asked(panel)).toHaveLength(2);
    expect(asked(panel).at(-1)).toMatchObject({ contains: 'needle', level: 'info' });
    expect(panel.state).toMatchObject({ pages: { activity: { contains: 'needle' } } });
    expect(text('p.sr-only[role=status]')).toBe('1 line.');
  });

  it('by level, part and time goes into the question', async () => {
    const panel = openLog();
    await settled();
    enter('activity-log-level', 'error');
    enter('activity-log-time', '60');
    enter('activity-log-service', ' collector ');
    await new Promise((resolve) => setTimeout(resolve, 350));
    await settled();
    expect(asked(panel).at(-1)).toMatchObject({
      level: 'error',
      service: 'collector',
      since: '2026-11-20T11:00:00.000Z',
    });
  });

  it('shows only the answer to the last question', async () => {
    const panel = openPanel({ pages: [activityPage], now: () => panelNow });
    const first = await panel.question('ops.logs');
    enter('activity-log-level', 'error');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await panel.question('ops.logs');
    log.write(1, { message: 'second' });
    await second.answer(log.answer({}));
    log.write(1, { message: 'first' });
    await first.answer(log.answer({}));
    expect(drawn()).toEqual(['second']);
    expect(first.signal.aborted).toBe(true);
  });

  it('that was kept and is none is the default', async () => {
    const kept = { level: 'loud', service: 7, contains: null, stretch: 'ever' };
    const panel = openLog({ state: { pages: { activity: kept } } });
    await settled();
    expect(asked(panel)).toEqual([{ level: 'info', limit: 200 }]);
  });
});
