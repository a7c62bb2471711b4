import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TimelineRow } from '../../src/protocol/history/insights/timeline.ts';
import { columnsChart } from '../../webview/charts/columnsChart.ts';
import { csvText } from '../../webview/charts/csvText.ts';
import { heatmapChart } from '../../webview/charts/heatmapChart.ts';
import { rankingChart, type RankedRow } from '../../webview/charts/rankingChart.ts';
import { sparkline } from '../../webview/charts/sparkline.ts';
import { timelineChart } from '../../webview/charts/timelineChart.ts';
import { setLanguage } from '../../webview/l10n.ts';
import { hostileName, summary } from './summaries.ts';

const day = (number: number, plays: number, more: Partial<TimelineRow> = {}): TimelineRow => ({
  period: `2026-11-${String(number).padStart(2, '0')}`,
  from: `2026-11-${String(number).padStart(2, '0')}`,
  ...{ plays, hours: plays / 10, unique_tracks: plays, unique_artists: 1 },
  ...more,
});
const rows = [
  day(1, 10),
  day(2, 42),
  day(3, 0, { incomplete: true }),
  day(4, 7, { incomplete: true }),
  day(5, 3),
];
const gap = { from: '2026-11-03T00:00:00+01:00', to: '2026-11-04T12:00:00+01:00', reason: 'off' as const };
const save = vi.fn<(name: string, text: string) => void>();

function timeline(more: Partial<Parameters<typeof timelineChart>[0]> = {}): HTMLElement {
  return shown(
    timelineChart({
      ...{
        id: 'timeline',
        title: 'Over time',
        bucket: 'day',
        by: 'plays',
        rows,
        end: '2026-11-06',
        gaps: [gap],
      },
      ...more,
    }),
  );
}
function shown(figure: HTMLElement): HTMLElement {
  document.body.replaceChildren(figure);
  return figure;
}
const ranked = (name: string, plays: number, more: Partial<RankedRow> = {}): RankedRow => ({
  ...{ name, plays, hours: plays / 20 },
  ...more,
});
function ranking(
  ranks: readonly RankedRow[],
  more: Partial<Parameters<typeof rankingChart>[0]> = {},
): HTMLElement {
  return shown(
    rankingChart({ id: 'artists', title: 'Top artists', by: 'plays', rows: ranks, compared: true, ...more }),
  );
}
function press(element: Element, key: string): void {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}
function saved(figure: HTMLElement, ending: 'svg' | 'csv'): string {
  figure.querySelector<HTMLElement>(`.chart-save [id$="-${ending}"]`)?.click();
  const [name, text] = save.mock.lastCall ?? [];
  expect(name).toMatch(new RegExp(`\\.${ending}$`));
  return text ?? 'nothing saved';
}
function open(figure: HTMLElement): HTMLElement {
  const details = figure.querySelector('details');
  if (details === null) throw new Error('no table');
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  return details;
}

beforeEach(() => {
  setLanguage('en', {});
  save.mockReset();
});

describe('a chart', () => {
  const charts: readonly (readonly [string, () => HTMLElement])[] = [
    ['timeline', () => timeline({ save })],
    ['ranking', () => ranking([ranked('A', 3)], { save })],
    ['heatmap', () => shown(heatmapChart({ id: 'week', title: 'Week', heatmap: summary.heatmap, save }))],
    [
      'columns',
      () =>
        shown(
          columnsChart({
            ...{
              id: 'hours',
              title: 'Hours',
              finding: 'Most at night.',
              head: ['Hour', 'Plays'] as const,
              save,
            },
            columns: [
              { label: '00', value: 3 },
              { label: '01', value: 0 },
            ],
          }),
        ),
    ],
  ];

  it.each(charts)('(%s) has a title, a finding, a table and buttons to save', (_, draw) => {
    const figure = draw();
    expect(figure.tagName).toBe('FIGURE');
    expect(figure.getAttribute('aria-labelledby')).toBe(figure.querySelector('h3')?.id);
    expect(figure.querySelector('.chart-finding')?.textContent).toMatch(/\S.*\.$/);
    expect(open(figure).querySelectorAll('tbody tr').length).toBeGreaterThan(0);
    expect(figure.querySelectorAll('.chart-save vscode-button')).toHaveLength(2);
  });

  it.each(charts)('(%s) brings no style element and no style attribute into the page', (name, draw) => {
    const figure = draw();
    expect(figure.querySelector('style')).toBeNull();
    // The bars of a ranking are set through the object model, which the policy of the page allows.
    const styled = [...figure.querySelectorAll('[style]')].filter((element) => !element.matches('.bar'));
    expect(styled).toEqual([]);
    expect(name).not.toBe('');
  });

  it.each(charts)('(%s) is saved with the colours of the theme written out', (_, draw) => {
    const figure = draw();
    figure.style.setProperty('--chart-mark', '#12ab34');
    figure.style.setProperty('--chart-quiet', '#777777');
    figure.style.setProperty('--vscode-editor-background', '#0a0b0c');
    const text = saved(figure, 'svg');
    expect(text).toContain('#12ab34');
    expect(text).toContain('fill="#0a0b0c"');
    expect(text).not.toMatch(/var\(|currentColor|<style|class=|\sstyle=|inherit/);
    expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
    const read = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(read.documentElement.tagName).toBe('svg');
  });

  it('without a place for files has no buttons', () => {
    expect(timeline().querySelector('.chart-save')).toBeNull();
  });
});

describe('a timeline', () => {
  it('hatches what is not known and breaks the line there', () => {
    const figure = timeline();
    const pattern = figure.querySelector('.chart-frame pattern');
    expect(pattern?.querySelector('line')).not.toBeNull();
    const hatched = figure.querySelector(`.chart-frame [fill="url(#${pattern?.id ?? ''})"]`);
    const box = hatched?.querySelector('rect');
    expect([Number(box?.getAttribute('width')) > 50, Number(box?.getAttribute('height')) > 100]).toEqual([
      true,
      true,
    ]);
    const line = figure.querySelector('[aria-label=line] path')?.getAttribute('d') ?? '';
    expect(line.match(/M/g)).toHaveLength(2);
    const area = figure.querySelector('[aria-label=area] path')?.getAttribute('d') ?? '';
    expect(area.match(/Z/g)).toHaveLength(2);
    expect(area.startsWith('M')).toBe(true);
    expect(figure.querySelector('.chart-legend')?.textContent).toBe('Nothing is known of this time');
  });

  it('has no hatching where everything is known', () => {
    const figure = timeline({ rows: [day(1, 3), day(2, 4)], gaps: [] });
    expect(figure.querySelector('.chart-legend, [fill^="url("]')).toBeNull();
  });

  it('says the highest point', () => {
    expect(timeline().querySelector('.chart-finding')?.textContent).toBe(
      'The peak was 2 Nov 2026: 42 plays, 4.2 h. Of 1 stretch nothing is known.',
    );
  });

  it('is walked with the keyboard and reads each point out', () => {
    const walk = timeline().querySelector<HTMLElement>('[role=slider]');
    if (walk === null) throw new Error('no slider');
    walk.focus();
    const said = (): string => walk.getAttribute('aria-valuetext') ?? '';
    expect(said()).toBe('5 Nov 2026: 3 plays, 0.3 h');
    press(walk, 'ArrowLeft');
    expect(said()).toBe('4 Nov 2026: at least 7 plays, 0.7 h');
    press(walk, 'ArrowLeft');
    expect(said()).toBe('3 Nov 2026: nothing is known');
    press(walk, 'Home');
    press(walk, 'ArrowLeft');
    expect(walk.getAttribute('aria-valuenow')).toBe('0');
    press(walk, 'End');
    expect(walk.getAttribute('aria-valuenow')).toBe('4');
  });

  it('gives the period that was chosen, with its end', () => {
    const onChoose = vi.fn();
    const walk = timeline({ onChoose }).querySelector('[role=slider]');
    if (walk === null) throw new Error('no slider');
    press(walk, 'Home');
    press(walk, 'Enter');
    expect(onChoose).toHaveBeenLastCalledWith(rows[0], '2026-11-02');
    press(walk, 'End');
    press(walk, 'Enter');
    expect(onChoose).toHaveBeenLastCalledWith(rows[4], '2026-11-06');
  });

  it('draws five thousand days and one day', () => {
    const many = Array.from({ length: 5000 }, (_, at) => {
      const from = new Date(Date.UTC(2010, 0, 1 + at)).toISOString().slice(0, 10);
      return { ...day(1, at % 50), period: from, from };
    });
    expect(timeline({ rows: many }).querySelector('svg path')).not.toBeNull();
    expect(timeline({ rows: [day(1, 5)], gaps: [] }).querySelector('svg circle')).not.toBeNull();
    expect(timeline({ rows: [], gaps: [] }).querySelector('.chart-finding')?.textContent).toBe(
      'No plays in this time.',
    );
  });
});

describe('a ranking', () => {
  it('draws bars in proportion to the first', () => {
    const figure = ranking([ranked('A', 40), ranked('B', 10)]);
    const parts = [...figure.querySelectorAll<HTMLElement>('.bar')].map((bar) =>
      Number(bar.style.getPropertyValue('--part')),
    );
    expect(parts).toEqual([1, 0.25]);
  });

  it('says the change of rank in words, not by colour alone', () => {
    const rows = [ranked('A', 9, { rankBefore: 3 }), ranked('B', 8, { rankBefore: 2 }), ranked('C', 7)];
    const changes = [
      ...ranking([...rows, ranked('D', 6, { rankBefore: 1 })]).querySelectorAll('.chart-change'),
    ];
    expect(changes.map(({ textContent }) => textContent)).toEqual([
      '▲ 2Rank 3 in the period before',
      '=Same rank as in the period before',
      'new',
      '▼ 3Rank 1 in the period before',
    ]);
  });

  it('shows hostile names as text, bounded, between words of any direction', () => {
    const rtl = `\u202eevil ${'ش'.repeat(10_000)}`;
    const figure = ranking([ranked(hostileName, 9), ranked(rtl, 8, { artists: [hostileName] })], { save });
    expect(figure.querySelector('img, b')).toBeNull();
    expect(figure.querySelector('.chart-name bdi')?.textContent).toBe(hostileName);
    expect(figure.querySelectorAll('.chart-name')[1]?.textContent.length).toBeLessThanOrEqual(500);
    const svg = saved(figure, 'svg');
    expect(svg.length).toBeLessThan(20_000);
    expect(svg).not.toContain('<img');
  });

  it('gives the row that was chosen, once, by button and by bar', () => {
    const onChoose = vi.fn();
    const rows = [ranked('A', 9), ranked('B', 8)];
    const figure = ranking(rows, { onChoose, chooseWords: (name) => `Only ${name}` });
    figure.querySelectorAll<HTMLElement>('button.chart-name')[1]?.click();
    figure.querySelector<HTMLElement>('li .bar')?.click();
    expect(onChoose.mock.calls).toEqual([[rows[1]], [rows[0]]]);
  });

  it('counts hours where time ranks', () => {
    const figure = ranking([ranked('A', 40)], { by: 'time' });
    expect(figure.querySelector('.chart-value')?.textContent).toBe('2 h');
    expect(figure.querySelector('.chart-detail')?.textContent).toBe('40 plays');
  });
});

describe('the week', () => {
  const week = (): HTMLElement =>
    shown(heatmapChart({ id: 'week', title: 'When you listen', heatmap: summary.heatmap }));

  it('has a label for each of its 168 hours', () => {
    const cells = [...week().querySelectorAll('[role=gridcell]')];
    expect(cells).toHaveLength(168);
    expect(cells[18]?.getAttribute('aria-label')).toBe('Monday, 18:00–19:00: 1 play, 4 min');
    expect(cells.at(-1)?.getAttribute('aria-label')).toBe('Sunday, 23:00–00:00: no plays');
  });

  it('says the same in a table of numbers', () => {
    const cells = [...(open(week()).querySelectorAll('tbody tr')[18]?.children ?? [])];
    expect(cells.map(({ textContent }) => textContent)).toEqual(['18:00', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('is one tab stop, at the busiest hour, and is walked with the arrow keys', () => {
    const root = week();
    const stops = (): string[] =>
      [...root.querySelectorAll('.chart-heatmap [tabindex="0"]')].map(({ id }) => id);
    expect(stops()).toEqual(['chart-week-6-22']);
    root.querySelector<HTMLElement>('#chart-week-6-22')?.focus();
    for (const key of ['ArrowUp', 'ArrowLeft']) press(document.activeElement ?? root, key);
    expect(document.activeElement?.id).toBe('chart-week-5-21');
    expect(stops()).toEqual(['chart-week-5-21']);
    expect(root.querySelector('.chart-readout')?.textContent).toBe('Saturday, 21:00–22:00: 9 plays, 32 min');
    for (const key of ['Home', 'ArrowLeft']) press(document.activeElement ?? root, key);
    expect(document.activeElement?.id).toBe('chart-week-5-00');
  });
});

describe('a sparkline', () => {
  it('is a picture without words for what stands beside it', () => {
    const svg = sparkline([1, 5, 2]);
    expect(svg.getAttribute('aria-hidden')).toBe('true');
    expect(svg.querySelectorAll('text')).toHaveLength(0);
    expect(svg.querySelector('path')).not.toBeNull();
  });
});

describe('a table as CSV', () => {
  it('quotes what has to be, and leaves numbers plain', () => {
    expect(
      csvText(
        ['Name', 'Plays'],
        [
          ['Say "hi", twice\n', 1234.5],
          [undefined, 0],
        ],
      ),
    ).toBe('Name,Plays\r\n"Say ""hi"", twice\n",1234.5\r\n,0\r\n');
  });

  it('never starts a formula with a name that a stranger wrote', () => {
    for (const name of ['=HYPERLINK("x")', '+1', '-1', '@x', '\tx']) {
      expect(csvText(['Name'], [[name]])).toMatch(/\r\n"?'/);
    }
  });
});

describe('charts in another language', () => {
  it('have its numbers, dates and words', () => {
    setLanguage('de', {
      'The peak was {period}: {plays}, {hours} h.': 'Am meisten: {period}, {plays}, {hours} Std.',
      '{count} plays': '{count} Wiedergaben',
    });
    const figure = timeline({ rows: [day(1, 1234)], gaps: [] });
    expect(figure.querySelector('.chart-finding')?.textContent).toBe(
      'Am meisten: 1. Nov. 2026, 1.234 Wiedergaben, 123 Std.',
    );
    setLanguage('en', {});
  });
});
