import { describe, expect, it } from 'vitest';
import { openPanel, settled } from './openPanel.ts';
import { hostileName, silentSummary, summary } from './summaries.ts';

const text = (root: ParentNode, selector: string): string =>
  root.querySelector(selector)?.textContent ?? `no ${selector}`;

const emptyHistory = { code: 'HISTORY_ERROR', reason: 'empty', message: 'The listening history is empty.' };
const damaged = {
  code: 'HISTORY_ERROR',
  reason: 'damaged',
  message: 'The database cannot be read.',
  hint: 'Run "Backbeat: Show Log".',
};

async function openWith(answer = summary): Promise<ReturnType<typeof openPanel>> {
  const panel = openPanel();
  await (await panel.question()).answer(answer);
  return panel;
}

function choose(root: HTMLElement, id: string): void {
  const input = root.querySelector<HTMLInputElement>(`input[value="${id}"]`);
  if (input === null) throw new Error(`no window ${id}`);
  input.checked = true;
  input.dispatchEvent(new Event('change'));
}

function click(root: HTMLElement, selector: string): void {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  found.click();
}

describe('a summary', () => {
  it('shows that it is on its way before the first answer', () => {
    const { root } = openPanel();
    expect(text(root, 'main')).toContain('Reading your listening history');
    expect(root.querySelector('main')?.getAttribute('aria-busy')).toBe('true');
  });

  it('asks for 90 days at first', async () => {
    expect((await openPanel().question()).params).toEqual({ days: 90 });
  });

  it('shows totals, lists, repeats and coverage', async () => {
    const { root, reports } = await openWith();
    expect(text(root, '.totals')).toBe('Plays4,793Hours291Artists214Tracks901');
    expect(text(root, '.span')).toBe('23 Aug 2026 – 20 Nov 2026, Europe/Berlin');
    expect(text(root, '.artists li')).toContain('Tin Observatory1,204 plays70.3 h · 25.1 % of plays');
    expect(text(root, '.tracks li')).toContain('Lighthouse Keeper88 playsTin Observatory');
    expect(text(root, '.repeats')).toContain('Plays per track, average5.32');
    expect(text(root, '.repeats')).toContain('Plays of the ten top tracks12.0 %');
    expect(text(root, '.coverage')).toContain('Plays on 84 of 90 days');
    expect(text(root, '.coverage')).toContain(
      'From the extended history4,000 playsFrom the account data793 plays',
    );
    expect(text(root, '.rule')).toBe(summary.play_rule);
    expect(text(root, '.gaps')).toContain('Gap from 18 Nov 2026 to 20 Nov 2026');
    expect(text(root, '.note')).toBe(
      'The history ends at 18 Nov 2026, 22:40; nothing is known of the time after it.',
    );
    expect(reports).toEqual([]);
  });

  it('draws bars in proportion to the first of the list', async () => {
    const { root } = await openWith();
    const parts = [...root.querySelectorAll<HTMLElement>('.artists .bar')].map((bar) =>
      Number(bar.style.getPropertyValue('--part')),
    );
    expect(parts).toEqual([1, 0.25]);
  });

  it('shows hostile names as the text that they are', async () => {
    const { root } = await openWith();
    expect(text(root, '.artists li:nth-child(2) .name')).toBe(hostileName);
    expect(text(root, '.tracks li .detail')).toContain(hostileName);
    expect(root.querySelector('img, b')).toBeNull();
  });

  it('tells a screen reader what is shown', async () => {
    const { root } = await openWith();
    expect(text(root, '[role=status]')).toBe('Showing the last 90 days: 4,793 plays.');
    expect(root.querySelector('main')?.getAttribute('aria-busy')).toBe('false');
  });
});

describe('the week', () => {
  it('has a label for each of its 168 hours', async () => {
    const { root } = await openWith();
    const cells = [...root.querySelectorAll('.heatmap [role=gridcell]')];
    expect(cells).toHaveLength(168);
    expect(cells[18]?.getAttribute('aria-label')).toBe('Monday, 18:00–19:00: 1 play, 4 min');
    expect(cells.at(-1)?.getAttribute('aria-label')).toBe('Sunday, 23:00–00:00: no plays');
  });

  it('says the same in a table of numbers', async () => {
    const { root } = await openWith();
    const rows = [...root.querySelectorAll('.numbers tbody tr')];
    expect(rows).toHaveLength(24);
    expect([...(rows[18]?.children ?? [])].map((cell) => cell.textContent)).toEqual([
      '18:00',
      ...['1', '2', '3', '4', '5', '6', '7'],
    ]);
  });

  it('is one tab stop, at the busiest hour, and is walked with the arrow keys', async () => {
    const { root } = await openWith();
    const stops = (): string[] => [...root.querySelectorAll('.heatmap [tabindex="0"]')].map(({ id }) => id);
    expect(stops()).toEqual(['hour-6-22']);
    const press = (key: string): void => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    };
    root.querySelector<HTMLElement>('#hour-6-22')?.focus();
    press('ArrowUp');
    press('ArrowLeft');
    expect(document.activeElement?.id).toBe('hour-5-21');
    expect(stops()).toEqual(['hour-5-21']);
    expect(text(root, '.readout')).toBe('Saturday, 21:00–22:00: 9 plays, 32 min');
    press('Home');
    press('ArrowLeft');
    expect(document.activeElement?.id).toBe('hour-5-00');
  });
});

describe('another window', () => {
  it('asks again, keeps the choice, and lets the old question go', async () => {
    const panel = openPanel();
    const first = await panel.question();
    choose(panel.root, '7');
    const second = await panel.question();
    expect(second.params).toEqual({ days: 7 });
    expect(panel.state).toEqual({ window: '7' });
    expect(first.signal.aborted).toBe(true);
  });

  it('never shows a late answer to an earlier question', async () => {
    const panel = openPanel();
    const first = await panel.question();
    choose(panel.root, '7');
    const second = await panel.question();
    await second.answer({ ...summary, plays: 7 });
    await first.answer({ ...summary, plays: 90 });
    expect(text(panel.root, '.totals')).toContain('Plays7Hours');
  });

  it('keeps the summary in view while the next one is on its way', async () => {
    const { root, question } = await openWith();
    choose(root, 'year');
    expect(text(root, '.totals')).toContain('4,793');
    expect(root.querySelector('main')?.getAttribute('aria-busy')).toBe('true');
    expect((await question()).params).toEqual({ days: 365 });
  });

  it('leaves the start of all time to the history', async () => {
    const { root, question } = await openWith();
    choose(root, 'all');
    const { params } = await question();
    expect(Object.keys(params)).toEqual(['to']);
    expect(Date.parse(params.to ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is the one that was kept, after a reload', async () => {
    const panel = openPanel({ window: '30' });
    expect((await panel.question()).params).toEqual({ days: 30 });
    expect(panel.root.querySelector<HTMLInputElement>('input:checked')?.value).toBe('30');
  });

  it.each([undefined, null, 'x', { window: 'never' }])(
    'is the default for the kept state %j',
    async (state) => {
      expect((await openPanel(state).question()).params).toEqual({ days: 90 });
    },
  );
});

describe('nothing to show', () => {
  it('offers the import where the history is empty', async () => {
    const panel = openPanel();
    await (await panel.question()).fail(emptyHistory);
    expect(text(panel.root, 'main')).toContain('Nothing here yet');
    expect(panel.root.querySelector('#import')?.getAttribute('href')).toBe('command:backbeat.importData');
  });

  it('shows the first import as soon as it is stored', async () => {
    const panel = openPanel();
    await (await panel.question()).fail(emptyHistory);
    await panel.announceChange();
    await (await panel.question()).answer(summary);
    expect(text(panel.root, '.totals')).toContain('4,793');
  });

  it('offers all time where only the window is empty', async () => {
    const { root, question, state } = await openWith(silentSummary);
    expect(text(root, '.state')).toContain('No plays in the last 90 days');
    expect(text(root, '.coverage')).toContain('Plays on 0 of 90 days');
    expect(state).toBeUndefined();
    click(root, '.state vscode-button');
    expect(Object.keys((await question()).params)).toEqual(['to']);
    expect(root.querySelector<HTMLInputElement>('input:checked')?.value).toBe('all');
  });
});

describe('a failure', () => {
  it('is one sentence with the next step, and can be tried again', async () => {
    const panel = openPanel();
    await (await panel.question()).fail(damaged);
    expect(text(panel.root, '.failed h2')).toBe(damaged.message);
    expect(text(panel.root, '.failed p')).toBe(damaged.hint);
    click(panel.root, '.failed vscode-button');
    expect(text(panel.root, 'main')).toContain('Reading your listening history');
    await (await panel.question()).answer(summary);
    expect(text(panel.root, '.totals')).toContain('4,793');
  });

  it('is shown for an answer outside the protocol', async () => {
    const panel = openPanel();
    await (await panel.question()).answer({ ...summary, plays: 1.5 });
    expect(panel.root.querySelector('.failed')).not.toBeNull();
  });
});

describe('a history that changed', () => {
  it('is asked again without a sign of loading', async () => {
    const { root, question, announceChange } = await openWith();
    await announceChange();
    expect(root.querySelector('main')?.getAttribute('aria-busy')).toBe('false');
    await (await question()).answer({ ...summary, plays: 5000 });
    expect(text(root, '.totals')).toContain('5,000');
  });

  it('is asked once at a time, and once more for what changed meanwhile', async () => {
    const { question, waiting, announceChange } = await openWith();
    await announceChange();
    const running = await question();
    await announceChange();
    await announceChange();
    expect(await waiting()).toBe(0);
    await running.answer(summary);
    expect(await waiting()).toBe(1);
  });

  it('leaves the reader where they were', async () => {
    const { root, question, announceChange } = await openWith();
    const table = root.querySelector('details');
    if (table !== null) table.open = true;
    root.querySelector<HTMLElement>('#hour-2-20')?.focus();
    await announceChange();
    await (await question()).answer(summary);
    await settled();
    expect(root.querySelector('details')?.open).toBe(true);
    expect(document.activeElement?.id).toBe('hour-2-20');
    expect(root.querySelector('details')).not.toBe(table);
  });
});
