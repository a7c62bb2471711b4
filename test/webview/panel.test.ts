import { describe, expect, it } from 'vitest';
import type { Page, PageContext } from '../../webview/shell/page.ts';
import { hostGone, openPanel, panelContext, Refusal, settled, type OpenPanel } from './openPanel.ts';

const disposed: string[] = [];
const contexts: PageContext[] = [];
const page = (id: Page['id'], title: string): Page => ({
  id,
  title,
  mount: (root, context) => {
    contexts.push(context);
    root.textContent = `${title}: ${JSON.stringify(context.store.get() ?? null)}`;
    return { dispose: () => void disposed.push(id) };
  },
});
const pages = [page('nowPlaying', 'Now Playing'), page('analytics', 'Analytics'), page('imports', 'Imports')];

async function open(setup: Partial<Parameters<typeof openPanel>[0]> = {}): Promise<OpenPanel> {
  const panel = openPanel({ pages, ...setup });
  disposed.length = 0;
  contexts.length = 0;
  await settled();
  return panel;
}
const shown = ({ root }: OpenPanel): string => root.querySelector('main')?.textContent ?? 'no main';
const tab = ({ root }: OpenPanel, id: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(`#tab-${id}`);
  if (found === null) throw new Error(`no tab ${id}`);
  return found;
};

describe('the panel', () => {
  it('shows the first page at first, and says which tab is chosen', async () => {
    const panel = await open();
    expect(shown(panel)).toBe('Now Playing: null');
    expect(tab(panel, 'nowPlaying').getAttribute('aria-selected')).toBe('true');
    expect(tab(panel, 'analytics').getAttribute('aria-selected')).toBe('false');
    expect(panel.root.querySelector('#page')?.getAttribute('aria-labelledby')).toBe('tab-nowPlaying');
  });

  it('shows the page that was shown last, with what it remembered', async () => {
    const panel = await open({ state: { page: 'analytics', pages: { analytics: { window: '7' } } } });
    expect(shown(panel)).toBe('Analytics: {"window":"7"}');
  });

  it.each([undefined, null, 'x', { page: 'never' }, { page: 7, pages: 'x' }])(
    'starts as new with the kept state %j',
    async (state) => {
      expect(shown(await open({ state }))).toBe('Now Playing: null');
    },
  );

  it('shows the page that a command asks for, before and after it opened', async () => {
    const panel = await open({ context: { page: 'imports' }, state: { page: 'analytics' } });
    expect(shown(panel)).toBe('Imports: null');
    await panel.emit('panel.page', { page: 'analytics' });
    expect(shown(panel)).toBe('Analytics: null');
    expect(disposed).toEqual(['imports']);
  });

  it('mounts the page anew where the window counts or tells the time otherwise, and only then', async () => {
    const panel = await open();
    await panel.emit('panel.context', { ...panelContext, toolsets: ['player'] });
    expect(contexts).toHaveLength(1);
    await panel.emit('panel.context', { ...panelContext, timezone: 'Asia/Tokyo' });
    expect(contexts.map((context) => context.panel.timezone)).toEqual([panelContext.timezone, 'Asia/Tokyo']);
    await panel.emit('panel.context', { ...panelContext, timezone: 'Asia/Tokyo', min_play_seconds: 5 });
    expect(contexts.at(-1)?.panel.min_play_seconds).toBe(5);
    expect(disposed).toEqual(['nowPlaying', 'nowPlaying']);
  });

  it('gives the next page what the window said last', async () => {
    const panel = await open();
    await panel.emit('panel.context', { ...panelContext, toolsets: ['search'] });
    tab(panel, 'analytics').click();
    expect(contexts.at(-1)?.panel.toolsets).toEqual(['search']);
  });

  it('keeps what a page remembers apart from the others', async () => {
    const panel = await open();
    contexts[0]?.store.set('mine');
    tab(panel, 'analytics').click();
    contexts[1]?.store.set({ window: '30' });
    expect(panel.state).toEqual({
      page: 'analytics',
      pages: { nowPlaying: 'mine', analytics: { window: '30' } },
    });
    tab(panel, 'nowPlaying').click();
    expect(shown(panel)).toBe('Now Playing: "mine"');
  });

  it('lets a page open another one, with what that shall remember', async () => {
    const panel = await open();
    contexts[0]?.open('analytics', { window: '7' });
    expect(shown(panel)).toBe('Analytics: {"window":"7"}');
    expect(disposed).toEqual(['nowPlaying']);
  });

  it('is walked with the arrow keys, Home and End', async () => {
    const panel = await open();
    tab(panel, 'nowPlaying').focus();
    const press = (key: string): string => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      return document.activeElement?.id ?? 'nothing';
    };
    expect([
      press('ArrowRight'),
      press('End'),
      press('ArrowRight'),
      press('ArrowLeft'),
      press('Home'),
    ]).toEqual(['tab-analytics', 'tab-imports', 'tab-nowPlaying', 'tab-imports', 'tab-nowPlaying']);
    expect(panel.root.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1);
  });

  it('announces a sentence to screen readers', async () => {
    const panel = await open();
    contexts[0]?.announce('Paused.');
    expect(panel.root.querySelector('[role=status]')?.textContent).toBe('Paused.');
  });

  it('shows an error that no page shows, as text, until it is closed', async () => {
    const { root } = await open();
    contexts[0]?.showError(new Error('a defect'));
    const problem = root.querySelector<HTMLElement>('.problem');
    expect(problem?.textContent).toContain('The answer could not be read.');
    expect(problem?.getAttribute('role')).toBe('alert');
    problem?.querySelector<HTMLElement>('vscode-button')?.click();
    expect(problem?.hidden).toBe(true);
  });

  it('says why it cannot start, and starts when asked again', async () => {
    let gone = true;
    const panel = await open({
      handlers: {
        'panel.context': () => {
          if (gone) throw new Refusal(hostGone);
          return panelContext;
        },
      },
    });
    expect(shown(panel)).toContain(hostGone.message);
    expect(shown(panel)).toContain(hostGone.hint);
    gone = false;
    panel.root.querySelector<HTMLElement>('vscode-button')?.click();
    await settled();
    expect(shown(panel)).toBe('Now Playing: null');
  });

  it('takes the language of the window', async () => {
    const { root } = await open({ context: { locale: 'de', strings: { Imports: 'Importe' } } });
    expect(root.querySelector('#tab-imports')?.textContent).toBe('Importe');
    expect(document.documentElement.lang).toBe('de');
  });
});
