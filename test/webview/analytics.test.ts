import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Method } from '../../src/protocol/requests.ts';
import { analyticsPage } from '../../webview/pages/analytics/analyticsPage.ts';
import type { Page } from '../../webview/shell/page.ts';
import { answers, compared, timeline, windowWords } from './analyticsAnswers.ts';
import {
  hostGone,
  openPanel,
  panelNow,
  Refusal,
  settled,
  type OpenPanel,
  type PanelSetup,
} from './openPanel.ts';
import { hostileName, silentSummary, summary } from './summaries.ts';

const importsPage: Page = {
  id: 'imports',
  title: 'Imports',
  mount: (root) => ((root.textContent = 'the imports'), { dispose: () => undefined }),
};
const emptyHistory = { code: 'HISTORY_ERROR', reason: 'empty', message: 'The listening history is empty.' };
const damaged = {
  code: 'HISTORY_ERROR',
  reason: 'damaged',
  message: 'The database cannot be read.',
  hint: 'Run "Backbeat: Show Log".',
};

/** Tells the page that everything is in view, or only what the test says. */
let inView: (element: Element) => boolean = () => true;
const observers = new Set<FakeObserver>();
class FakeObserver {
  readonly #callback: (entries: { isIntersecting: boolean }[]) => void;
  readonly #elements = new Set<Element>();
  constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
    this.#callback = callback;
    observers.add(this);
  }
  observe(element: Element): void {
    this.#elements.add(element);
    setTimeout(() => {
      this.look();
    }, 0);
  }
  look(): void {
    for (const element of this.#elements) this.#callback([{ isIntersecting: inView(element) }]);
  }
  disconnect(): void {
    this.#elements.clear();
  }
}

beforeEach(() => {
  inView = () => true;
  observers.clear();
  vi.stubGlobal('IntersectionObserver', FakeObserver);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open(handlers: PanelSetup['handlers'] = {}, kept?: unknown): Promise<OpenPanel> {
  const panel = openPanel({
    pages: [analyticsPage, importsPage],
    handlers: { ...answers, ...handlers },
    state: { page: 'analytics', pages: { analytics: kept } },
  });
  for (let turn = 0; turn < 3; turn++) await settled();
  return panel;
}
function part({ root }: OpenPanel, id: string): HTMLElement {
  return found(root, `.analytics-${id}`);
}
function found(root: ParentNode, selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`no ${selector}`);
  return element;
}
async function choose(panel: OpenPanel, selector: string, value: string): Promise<void> {
  const input = found(panel.root, selector) as HTMLInputElement;
  if (input.type === 'radio') input.checked = true;
  else (input as { value: string }).value = value;
  input.dispatchEvent(new Event('change'));
  for (let turn = 0; turn < 3; turn++) await settled();
}
async function click(panel: OpenPanel, selector: string): Promise<void> {
  found(panel.root, selector).click();
  for (let turn = 0; turn < 3; turn++) await settled();
}
const asked = ({ calls }: OpenPanel, method: Method): unknown[] =>
  calls.filter((call) => call.method === method).map(({ params }) => params);
const kept = ({ state }: OpenPanel): unknown => (state as { pages: { analytics: unknown } }).pages.analytics;
const said = ({ root }: OpenPanel): string => found(root, 'p[role=status].sr-only').textContent;

describe('the page of the analytics', () => {
  it('shows every part of ninety days, with the rule that its figures were counted by', async () => {
    const panel = await open();
    expect(panel.reports).toEqual([]);
    const titles = [...panel.root.querySelectorAll('.analytics-part > h2')].map(
      ({ textContent }) => textContent,
    );
    expect(titles).toEqual([
      'Totals',
      'Over time',
      'Top artists',
      'Top tracks',
      'Top albums',
      'Forgotten favourites of all time',
      'When you listen',
      'Discoveries',
      'Skips',
      'Concentration',
      'Sessions',
      'Streaks',
      'What the data covers',
    ]);
    for (const one of panel.root.querySelectorAll('.analytics-part')) {
      expect(one.getAttribute('aria-busy')).toBe('false');
      expect(one.querySelector('.analytics-rule')?.textContent).toContain(summary.play_rule);
    }
    expect(asked(panel, 'history.heatmap')).toEqual([{ days: 90 }]);
  });

  it('shows totals with their change to the time before, and the note of the answer', async () => {
    const totals = part(await open(), 'totals');
    const tiles = [...totals.querySelectorAll('.analytics-tiles > div')].map(
      ({ textContent }) => textContent,
    );
    expect(tiles).toEqual([
      'Plays4,793▲ +793 (+19.8%)',
      'Hours291▼ −8.8 (−2.9%)',
      'Artists214▲ +14 (+7.0%)',
      'Tracks901±0',
    ]);
    expect(totals.textContent).toContain('23 Aug 2026 – 20 Nov 2026, Europe/Berlin');
    expect(totals.textContent).toContain('Changes are against 25 May 2026 – 22 Aug 2026.');
    expect(totals.querySelector('.analytics-note')?.textContent).toBe(
      'The history ends at 18 Nov 2026, 22:40; nothing is known of the time after it.',
    );
  });

  it('asks for the period before once, and shows how ranks changed', async () => {
    const panel = await open();
    expect(asked(panel, 'history.comparePeriods')).toHaveLength(1);
    expect(asked(panel, 'history.coverage')).toHaveLength(1);
    expect(asked(panel, 'history.topArtists')).toContainEqual({
      ...{ from: compared.previous_start, to: compared.previous_end, by: 'plays', limit: 100 },
    });
    const changes = [...part(panel, 'artists').querySelectorAll('.chart-change')].map(
      (one) => one.textContent,
    );
    expect(changes).toEqual(['▲ 1Rank 2 in the period before', '▼ 1Rank 1 in the period before']);
  });

  it('says at least where a gap lies beside', async () => {
    const panel = await open();
    expect(part(panel, 'streaks').textContent).toContain('at least 40 days');
    expect(part(panel, 'sessions').textContent).toContain('at least 300 min');
    expect(part(panel, 'coverage').textContent).toContain('Gap from 18 Nov 2026 to 20 Nov 2026');
  });

  it('shows hostile names as the text that they are', async () => {
    const { root } = await open();
    expect(root.querySelector('img, b')).toBeNull();
    expect(root.textContent).toContain(hostileName);
  });

  it('tells a screen reader what is shown', async () => {
    expect(said(await open())).toBe('Showing the last 90 days: 4,793 plays.');
  });

  it('brings no inline style into the page', async () => {
    const { root } = await open();
    expect(root.querySelector('style')).toBeNull();
    expect([...root.querySelectorAll('[style]')].filter((element) => !element.matches('.bar'))).toEqual([]);
  });
});

describe('parts of the page', () => {
  it('are asked for when they come into view', async () => {
    inView = (element) => !element.matches('.analytics-streaks');
    const panel = await open();
    expect(asked(panel, 'history.streaks')).toEqual([]);
    expect(part(panel, 'streaks').getAttribute('aria-busy')).toBe('true');
    inView = () => true;
    for (const observer of observers) observer.look();
    await settled();
    expect(asked(panel, 'history.streaks')).toHaveLength(1);
  });

  it('fail on their own, with the next step, and can be tried again', async () => {
    let fails = true;
    const panel = await open({
      'history.heatmap': () => {
        if (fails) throw new Refusal(damaged);
        return answers['history.heatmap']();
      },
    });
    expect(part(panel, 'week').textContent).toContain(damaged.message);
    expect(part(panel, 'week').textContent).toContain(damaged.hint);
    expect(part(panel, 'totals').textContent).toContain('4,793');
    fails = false;
    await click(panel, '.analytics-week vscode-button');
    expect(part(panel, 'week').querySelector('.chart-heatmap')).not.toBeNull();
  });

  it('come back by themselves when the host does', async () => {
    let gone = true;
    const panel = await open({
      'history.heatmap': () => {
        if (gone) throw new Refusal(hostGone);
        return answers['history.heatmap']();
      },
    });
    expect(part(panel, 'week').textContent).toContain(hostGone.message);
    gone = false;
    await new Promise((resolve) => setTimeout(resolve, 3_200));
    await settled();
    expect(part(panel, 'week').querySelector('.chart-heatmap')).not.toBeNull();
  });

  it('say that an answer outside the protocol could not be read', async () => {
    const panel = await open({
      'history.heatmap': () => ({ ...answers['history.heatmap'](), plays: 'many' }) as never,
    });
    const sentence = found(part(panel, 'week'), '.analytics-failed p').textContent;
    expect(sentence).toContain('expected number');
    // Said once by the page, not by each part that fails.
    expect(said(panel)).toBe(sentence);
  });

  it('say in words that there is nothing to draw', async () => {
    const panel = await open({
      'history.skips': () => ({ ...answers['history.skips'](), known: 0, skipped: 0 }),
      'history.sessions': () => ({ ...answers['history.sessions'](), sessions: 0, longest: [] }),
    });
    expect(part(panel, 'skips').textContent).toContain('No source tells what was skipped');
    expect(part(panel, 'sessions').textContent).toContain('No sessions in this time.');
  });
});

describe('another choice', () => {
  it('asks every part again and is remembered', async () => {
    const panel = await open();
    await choose(panel, '#analytics-window-7', '7');
    expect(asked(panel, 'history.heatmap')).toEqual([{ days: 90 }, { days: 7 }]);
    expect(kept(panel)).toMatchObject({ window: '7' });
    expect(
      (await open({}, kept(panel))).calls.find(({ method }) => method === 'history.heatmap')?.params,
    ).toEqual({
      days: 7,
    });
  });

  it('never shows a late answer to an earlier question', async () => {
    const { 'history.comparePeriods': _, ...rest } = answers;
    const panel = openPanel({
      pages: [analyticsPage],
      handlers: rest,
      state: { page: 'analytics' },
    });
    const first = await panel.question('history.comparePeriods');
    await choose(panel, '#analytics-window-7', '7');
    const second = await panel.question('history.comparePeriods');
    expect(first.signal.aborted).toBe(true);
    await second.answer({ ...compared, current: { ...compared.current, plays: 7 } });
    await first.answer({ ...compared, current: { ...compared.current, plays: 90 } });
    expect(part(panel, 'totals').textContent).toContain('Plays7▲');
  });

  it('of all time leaves its start to the history, and has no time before', async () => {
    const panel = await open({}, { window: 'all' });
    expect(asked(panel, 'history.heatmap')).toEqual([{ to: new Date(panelNow).toISOString() }]);
    expect(asked(panel, 'history.comparePeriods')).toEqual([]);
    expect(part(panel, 'totals').textContent).toContain('4,793');
    expect(panel.root.querySelector('.chart-change, .analytics-change')).toBeNull();
  });

  it('of own dates waits until both make sense; the last day is inside', async () => {
    const panel = await open();
    await choose(panel, '#analytics-window-own', 'own');
    await choose(panel, '#analytics-from', '2026-03-10');
    await choose(panel, '#analytics-to', '2026-03-01');
    expect(found(panel.root, '.analytics-wrong').textContent).toBe('The first day is after the last one.');
    expect(asked(panel, 'history.heatmap')).toHaveLength(1);
    await choose(panel, '#analytics-to', '2026-03-31');
    expect(asked(panel, 'history.heatmap').at(-1)).toEqual({ from: '2026-03-10', to: '2026-04-01' });
    expect(found(panel.root, '.analytics-wrong').textContent).toBe('');
  });

  it('of kind, ranking and account goes into every question', async () => {
    const panel = await open();
    await choose(panel, '#analytics-kind', 'podcast');
    await choose(panel, '#analytics-by-time', 'time');
    await choose(panel, '#analytics-account', 'ben');
    expect(asked(panel, 'history.topTracks').findLast((params) => !('from' in (params as object)))).toEqual({
      ...{ days: 90, kind: 'podcast', account: 'ben', by: 'time', limit: 10 },
    });
    expect(asked(panel, 'history.forgottenFavourites').at(-1)).toEqual({
      ...{ kind: 'podcast', account: 'ben', of: 'tracks', by: 'time', limit: 10 },
    });
  });

  it('of the kind of forgotten favourites asks for them alone, and keeps the focus', async () => {
    const panel = await open({
      'history.forgottenFavourites': ({ of = 'tracks' }) => ({
        ...answers['history.forgottenFavourites'](),
        of,
      }),
    });
    const before = panel.calls.length;
    found(panel.root, '#analytics-forgotten-artists').focus();
    await choose(panel, '#analytics-forgotten-artists', 'artists');
    expect(panel.calls.slice(before)).toEqual([
      { method: 'history.forgottenFavourites', params: { of: 'artists', by: 'plays', limit: 10 } },
    ]);
    expect(document.activeElement?.id).toBe('analytics-forgotten-artists');
    expect(kept(panel)).toMatchObject({ forgotten: 'artists' });
    await click(panel, '.analytics-forgotten li button');
    expect(kept(panel)).toMatchObject({ only: { artist: 'Old Song' } });
  });

  it('of an account whose history is gone is forgotten, for it could not be taken back', async () => {
    let accounts = [
      { account: 'anna', listens: 1 },
      { account: 'ben', listens: 1 },
    ];
    const panel = await open(
      { 'app.status': () => ({ ...answers['app.status'](), accounts }) },
      { account: 'ben' },
    );
    expect(asked(panel, 'history.heatmap')).toEqual([{ days: 90, account: 'ben' }]);
    accounts = accounts.slice(0, 1);
    await panel.emit('history.changed', { account: 'ben', listens: 0 });
    await settled();
    expect(asked(panel, 'history.heatmap').at(-1)).toEqual({ days: 90 });
    expect(kept(panel)).not.toHaveProperty('account');
  });

  it('has no choice of accounts where there is only one', async () => {
    const panel = await open({
      'app.status': () => ({ ...answers['app.status'](), accounts: [{ account: 'anna', listens: 1 }] }),
    });
    expect(panel.root.querySelector('#analytics-account')).toBeNull();
  });

  it.each([
    undefined,
    null,
    'x',
    { window: 'never', kind: 3 },
    { window: 'own', from: '2026-13-41', to: 'x' },
  ])('is the default for the kept state %j', async (state) => {
    expect(asked(await open({}, state), 'history.heatmap')).toEqual([{ days: 90 }]);
  });
});

describe('a click on a bar', () => {
  it('shows one artist alone: profile, timeline and tracks, with a chip that takes it away', async () => {
    const panel = await open();
    await click(panel, '.analytics-artists li:nth-child(2) button');
    expect(found(panel.root, '#analytics-only').textContent).toBe(hostileName);
    expect(document.activeElement?.id).toBe('analytics-only');
    expect(asked(panel, 'history.itemProfile')).toEqual([{ days: 90, artist: hostileName, by: 'plays' }]);
    for (const method of ['history.timeline', 'history.heatmap', 'history.skips'] as const)
      expect(asked(panel, method).at(-1)).toMatchObject({ only: { artist: hostileName } });
    expect(part(panel, 'item').textContent).toContain('1 of 214');
    expect(part(panel, 'item').querySelector('.chart-sparkline')).not.toBeNull();
    expect(panel.root.querySelector('.analytics-streaks')).toBeNull();
    expect(panel.root.textContent).toContain('Take the filter away to see them again.');
    expect(kept(panel)).toMatchObject({ only: { artist: hostileName } });
    await click(panel, '#analytics-only');
    expect(panel.root.querySelector('.analytics-streaks')).not.toBeNull();
    expect(panel.root.textContent).not.toContain('Take the filter away');
    expect(kept(panel)).not.toHaveProperty('only');
    expect(document.activeElement?.id).toBe('analytics-window-90');
  });

  it('shows one track alone', async () => {
    const panel = await open();
    await click(panel, '.analytics-tracks li .bar');
    expect(asked(panel, 'history.timeline').at(-1)).toMatchObject({
      only: { artist: 'Tin Observatory', track: 'Lighthouse Keeper' },
    });
    expect(found(panel.root, '#analytics-only').textContent).toBe('Lighthouse Keeper – Tin Observatory');
  });

  it('shows one album alone, with its tracks, each of which leads on', async () => {
    const album = { name: 'Signals', artists: ['Tin Observatory'], plays: 300, hours: 20, share: 0.1 };
    const panel = await open({
      'history.topAlbums': () => ({ ...answers['history.topAlbums'](), top_albums: [album] }),
      'history.itemProfile': (params) => ({
        ...answers['history.itemProfile'](params),
        ...{ name: 'Signals', of: 'albums' as const },
        top_tracks: [{ name: hostileName, plays: 30 }],
      }),
    });
    expect(found(panel.root, '#chart-albums-row-0').title).toBe('Show only Signals');
    await click(panel, '#chart-albums-row-0');
    expect(found(panel.root, '#analytics-only').textContent).toBe('Signals – Tin Observatory');
    const only = { artist: 'Tin Observatory', album: 'Signals' };
    expect(asked(panel, 'history.itemProfile')).toEqual([{ days: 90, ...only, by: 'plays', limit: 20 }]);
    expect(asked(panel, 'history.timeline').at(-1)).toMatchObject({ only });
    expect(part(panel, 'item').querySelector('h2')?.textContent).toBe('This album');
    expect(kept(panel)).toMatchObject({ only });
    await click(panel, '#chart-album-tracks-row-0');
    expect(kept(panel)).toMatchObject({ only: { artist: 'Tin Observatory', track: hostileName } });
  });

  it('says that nothing was played where the filter leaves nothing', async () => {
    const silent = { ...answers['history.heatmap'](), plays: 0, note: 'pass kind=all' };
    const panel = await open({ 'history.heatmap': () => silent }, { only: { artist: 'X' } });
    expect(part(panel, 'week').textContent).toContain('No plays in this time.');
    expect(part(panel, 'week').textContent).not.toContain('pass kind=all');
  });

  it('asks for names within the bounds of the question', async () => {
    const panel = await open({}, { only: { artist: 'x'.repeat(10_000) } });
    expect(panel.root.querySelector('.analytics-item')).not.toBeNull();
    expect(panel.root.querySelector('.analytics-timeline .chart')).not.toBeNull();
  });

  it.each([
    ['month', '2026-02', { from: '2026-02-01', to: '2026-03-01' }],
    ['year', '2025', { from: '2025-01-01', to: '2026-01-01' }],
  ] as const)('of the discoveries shows that %s', async (per, period, window) => {
    const counts = { plays: 100, new_artists: 4, new_tracks: 10, discovery_rate: 0.1 };
    const panel = await open({
      'history.discoveries': () => ({
        ...answers['history.discoveries'](),
        ...{ per, periods: [period, '2020'].map((one) => ({ period: one, ...counts })) },
      }),
    });
    const walk = found(panel.root, '#chart-discoveries-walk');
    walk.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    expect(walk.getAttribute('aria-valuetext')).toMatch(/: 4$/);
    walk.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settled();
    expect(asked(panel, 'history.heatmap').at(-1)).toEqual(window);
  });

  it('on the timeline shows that period', async () => {
    const panel = await open();
    const walk = found(panel.root, '#chart-timeline-walk');
    walk.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    walk.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settled();
    expect(asked(panel, 'history.heatmap').at(-1)).toEqual({ from: '2026-11-16', to: '2026-11-17' });
    expect(found(panel.root, '#analytics-window-own')).toHaveProperty('checked', true);
  });
});

describe('a long history', () => {
  it('is shown by months', async () => {
    const rows = (from: number, count: number): (typeof timeline)['timeline'] =>
      Array.from({ length: count }, (_, at) => {
        const period = new Date(Date.UTC(2012, from + at, 1)).toISOString().slice(0, 7);
        return { period, from: `${period}-01`, plays: 1, hours: 1, unique_tracks: 1, unique_artists: 1 };
      });
    const panel = await open(
      {
        'history.timeline': ({ bucket, limit = 20 }) =>
          bucket === undefined
            ? { ...timeline, bucket: 'year', total: 14, timeline: [] }
            : { ...timeline, bucket, total: 160, timeline: rows(0, Math.min(limit, 160)) },
      },
      { window: 'all' },
    );
    expect(found(panel.root, '#chart-timeline-walk').getAttribute('aria-valuemax')).toBe('159');
  });
});

describe('saving', () => {
  it('hands the file to the window and says that it was saved', async () => {
    const panel = await open();
    await click(panel, '#chart-artists-csv');
    expect(asked(panel, 'panel.saveFile')).toEqual([
      { name: 'backbeat-artists.csv', text: expect.stringContaining('Tin Observatory') as string },
    ]);
    expect(said(panel)).toBe('Saved backbeat-artists.csv.');
  });

  it('that fails is said', async () => {
    const panel = await open({
      'panel.saveFile': () => {
        throw new Refusal({ code: 'INTERNAL_ERROR', message: 'The disk is full.', hint: 'Make room.' });
      },
    });
    await click(panel, '#chart-week-svg');
    expect(found(panel.root, '.problem').textContent).toContain('The disk is full. Make room.');
  });
});

describe('nothing to show', () => {
  const refuses = (): never => {
    throw new Refusal(emptyHistory);
  };
  const nothing = Object.fromEntries(
    Object.keys(answers)
      .filter((method) => method.startsWith('history.'))
      .map((method) => [method, refuses]),
  );

  it('offers the import where the history is empty, once for all parts', async () => {
    const panel = await open(nothing);
    expect(panel.root.querySelectorAll('.state')).toHaveLength(1);
    expect(found(panel.root, '.state').textContent).toContain('Nothing here yet');
    await click(panel, '#analytics-import');
    expect(found(panel.root, 'main').textContent).toBe('the imports');
  });

  it('shows the first import as soon as it is stored', async () => {
    let empty = true;
    const handlers = Object.fromEntries(
      Object.entries(answers).map(([method, answer]) => [
        method,
        (params: never) =>
          empty && method.startsWith('history.') ? refuses() : (answer as (p: never) => unknown)(params),
      ]),
    );
    const panel = await open(handlers);
    empty = false;
    await panel.emit('history.changed', { account: 'anna', listens: 5000 });
    await settled();
    expect(part(panel, 'totals').textContent).toContain('4,793');
  });

  it('offers all time where only the window is empty', async () => {
    const silent = { plays: 0, hours: 0, unique_tracks: 0, unique_artists: 0 };
    const panel = await open({
      'history.comparePeriods': () => ({ ...compared, current: silent, note: silentSummary.note }),
    });
    expect(found(panel.root, '.analytics-silent').textContent).toContain('No plays in the last 90 days');
    await click(panel, '.analytics-silent vscode-button');
    expect(asked(panel, 'history.heatmap').at(-1)).toHaveProperty('to');
    expect(panel.root.querySelector('.analytics-silent')).toBeNull();
  });
});

describe('a history that changed', () => {
  it('is asked again without a sign of loading, and leaves the reader where they were', async () => {
    const panel = await open();
    const table = found(panel.root, '#chart-week-data') as HTMLDetailsElement;
    table.open = true;
    found(panel.root, '#chart-week-2-20').focus();
    await panel.emit('history.changed', { account: 'anna', listens: 5001 });
    await settled();
    expect(asked(panel, 'history.heatmap')).toHaveLength(2);
    expect(found(panel.root, '#chart-week-data')).not.toBe(table);
    expect((found(panel.root, '#chart-week-data') as HTMLDetailsElement).open).toBe(true);
    expect(document.activeElement?.id).toBe('chart-week-2-20');
    expect(part(panel, 'week').getAttribute('aria-busy')).toBe('false');
  });

  it('is asked once at a time, and once more for what changed meanwhile', async () => {
    const { 'history.heatmap': _, ...rest } = answers;
    const panel = openPanel({ pages: [analyticsPage], handlers: rest, state: { page: 'analytics' } });
    await settled();
    const running = await panel.question('history.heatmap');
    for (let change = 0; change < 3; change++) {
      await panel.emit('history.changed', { account: 'anna', listens: change });
    }
    expect(await panel.waiting('history.heatmap')).toBe(0);
    await running.answer(answers['history.heatmap']());
    expect(await panel.waiting('history.heatmap')).toBe(1);
  });

  it('is not asked any more once another page is shown', async () => {
    const panel = await open();
    await click(panel, '#tab-imports');
    const before = panel.calls.length;
    await panel.emit('history.changed', { account: 'anna', listens: 1 });
    expect(panel.calls).toHaveLength(before);
    expect(panel.reports).toEqual([]);
  });
});

describe('the year in review', () => {
  const slide = (panel: OpenPanel): string => found(panel.root, '.analytics-stage').textContent;
  const press = (panel: OpenPanel, key: string): void => {
    found(panel.root, '#analytics-carousel').dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true }),
    );
  };

  it('is walked with buttons and arrow keys, and says where one is', async () => {
    const panel = await open();
    await click(panel, '#analytics-year-switch');
    expect(slide(panel)).toContain('2026 in review');
    expect(slide(panel)).toContain('1,291 hours');
    await click(panel, '#analytics-year-next');
    expect(slide(panel)).toContain('Tin Observatory4,000 plays');
    expect(said(panel)).toContain('Top artists');
    press(panel, 'ArrowRight');
    expect(slide(panel)).toContain('Lighthouse Keeper – Tin Observatory');
    press(panel, 'Home');
    press(panel, 'ArrowLeft');
    expect(found(panel.root, '.analytics-stage').getAttribute('aria-label')).toBe(
      '1 of 9: The year in figures',
    );
    press(panel, 'End');
    expect(slide(panel)).toContain('First and last');
  });

  it('keeps the list of years under the hand of who chooses', async () => {
    const panel = await open({}, { view: 'year' });
    const years = found(panel.root, '#analytics-year');
    await choose(panel, '#analytics-year', '2025');
    expect(found(panel.root, '#analytics-year')).toBe(years);
    expect(slide(panel)).toContain('2025 in review');
  });

  it('is asked once more for all that changed meanwhile, and comes to its end', async () => {
    const { 'history.yearInReview': _, ...rest } = answers;
    const panel = openPanel({
      pages: [analyticsPage],
      handlers: rest,
      state: { page: 'analytics', pages: { analytics: { view: 'year' } } },
    });
    const running = await panel.question('history.yearInReview');
    for (let change = 0; change < 3; change++)
      await panel.emit('history.changed', { account: 'anna', listens: change });
    expect(running.signal.aborted).toBe(false);
    await running.answer(answers['history.yearInReview']({}));
    expect(slide(panel)).toContain('2026 in review');
    expect(await panel.waiting('history.yearInReview')).toBe(1);
  });

  it('comes back by itself when the host does', async () => {
    let gone = true;
    const panel = await open(
      {
        'history.yearInReview': (params) => {
          if (gone) throw new Refusal(hostGone);
          return answers['history.yearInReview'](params);
        },
      },
      { view: 'year' },
    );
    expect(found(panel.root, '.analytics-failed').textContent).toContain(hostGone.message);
    gone = false;
    await vi.waitFor(() => expect(slide(panel)).toContain('2026 in review'), { timeout: 15_000 });
  });

  it('remembers page and year', async () => {
    const panel = await open({}, { view: 'year', year: 2025, slide: 1 });
    expect(asked(panel, 'history.yearInReview')).toEqual([{ year: 2025, by: 'plays' }]);
    expect(slide(panel)).toContain('2025 in review');
    expect(slide(panel)).toContain('Tin Observatory');
    await choose(panel, '#analytics-year', '2024');
    expect(kept(panel)).toMatchObject({ view: 'year', year: 2024, slide: 0 });
    expect(slide(panel)).toContain('2024 in review');
  });

  it('names its rule and what Wrapped counts otherwise', async () => {
    const panel = await open({}, { view: 'year' });
    expect(found(panel.root, '.analytics-year .analytics-rule').textContent).toBe(
      `${windowWords.play_rule} Wrapped ends in the autumn; this does not.`,
    );
  });

  it('is saved as an SVG that needs nothing else, with names as text', async () => {
    const panel = await open({}, { view: 'year', slide: 1 });
    await click(panel, '.analytics-year .chart-save vscode-button:nth-child(2)');
    const [{ name, text }] = asked(panel, 'panel.saveFile') as [{ name: string; text: string }];
    expect(name).toBe('backbeat-2026-artists.svg');
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(read.documentElement.getAttribute('width')).toBe('1080');
    expect(read.querySelector('img, b')).toBeNull();
    expect(text).toContain('Tin Observatory');
    expect(text).not.toMatch(/var\(|style=|class=/);
  });

  it('is saved as a PNG that was drawn on a canvas', async () => {
    const drawn: string[] = [];
    const context = { fillRect: vi.fn(), fillText: (words: string) => void drawn.push(words) };
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AAAA');
    const panel = await open({}, { view: 'year', slide: 1 });
    await click(panel, '.analytics-year .chart-save vscode-button:nth-child(1)');
    expect(asked(panel, 'panel.saveFile')).toEqual([{ name: 'backbeat-2026-artists.png', base64: 'AAAA' }]);
    expect(drawn.join(' ')).toContain('Tin Observatory');
    vi.restoreAllMocks();
  });

  it('says what went wrong, and comes back when it is tried again', async () => {
    let fails = true;
    const panel = await open(
      {
        'history.yearInReview': (params) => {
          if (fails) throw new Refusal(damaged);
          return answers['history.yearInReview'](params);
        },
      },
      { view: 'year' },
    );
    expect(found(panel.root, '[role=alert].analytics-failed').textContent).toContain(damaged.message);
    fails = false;
    await click(panel, '.analytics-failed vscode-button');
    expect(slide(panel)).toContain('2026 in review');
  });

  it('goes back to the charts', async () => {
    const panel = await open({}, { view: 'year' });
    await click(panel, '#analytics-year-switch');
    expect(panel.root.querySelector('.analytics-week')).not.toBeNull();
  });
});
