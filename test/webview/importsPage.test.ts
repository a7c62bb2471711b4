import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoverageResult } from '../../src/protocol/history/coverage.ts';
import type { ImportJob, ImportReport } from '../../src/protocol/history/importReport.ts';
import type { PanelImport } from '../../src/protocol/panel/panelRequests.ts';
import { ImportSpeed } from '../../webview/pages/imports/importSpeed.ts';
import { importsPage } from '../../webview/pages/imports/importsPage.ts';
import { privacyPage } from '../../webview/pages/imports/howToGet.ts';
import { hostGone, openPanel, panelNow, settled, type OpenPanel } from './openPanel.ts';
import { hostileName } from './summaries.ts';

const second = 1_000;
const mebibyte = 1024 * 1024;

const report: ImportReport = {
  ...{ job_id: 3, status: 'partial', account: 'default' },
  ...{ rows_read: 10_000, stored: 7_000, already_known: 2_000, superseded: 900 },
  left_out: { no_time: 60, damaged: 40 },
  ...{ first_played_at: '2015-03-01T08:00:00Z', last_played_at: '2026-10-30T20:00:00Z', seconds: 74 },
  files: [
    {
      ...{ file: 'Streaming_History_Audio_2020.json', format: 'extended', seconds: 1, left_out: {} },
      ...{ rows_read: 6_000, stored: 5_000, already_known: 100, superseded: 900 },
    },
    {
      ...{ file: hostileName, format: 'account', seconds: 1, left_out: { no_time: 60, damaged: 40 } },
      ...{ rows_read: 4_000, stored: 2_000, already_known: 1_900, superseded: 0 },
      error: 'The file ends in the middle of a row.',
    },
  ],
  ...{ ignored_files: 4, names_resolved: 1, message: 'said in another way' },
};

const running: PanelImport = {
  id: 1,
  names: ['my_spotify_data.zip'],
  state: 'running',
  started_at: panelNow - 60 * second,
  progress: {
    ...{ job_id: 3, file: 'Streaming_History_Audio_2020.json', rows_read: 12_000, stored: 9_000 },
    ...{ bytes_read: 16 * mebibyte, bytes_total: 64 * mebibyte },
  },
};
const done: PanelImport = { ...running, state: 'done', ended_at: panelNow, report, progress: undefined };

const job: ImportJob = {
  ...{ job_id: 1, status: 'success', account: 'default', source: hostileName, format: 'streaming_history' },
  ...{ started_at: '2026-11-01T10:00:00Z', finished_at: '2026-11-01T10:01:00Z' },
  ...{ rows_read: 100, stored: 90, already_known: 5, superseded: 2, left_out: { no_title: 3 } },
};

const coverage: CoverageResult = {
  ...{
    window_start: '2020-01-01T00:00:00+01:00',
    window_end: '2026-11-20T13:00:00+01:00',
    timezone: 'Europe/Berlin',
  },
  play_rule: 'A listen counts as a play when 30 seconds or more were heard.',
  ...{ days_with_plays: 3, days_in_window: 60, sources: [], gaps: [] },
  ...{ plays: 60, short_listens: 0, with_uri_share: 1, with_time_share: 1, estimated_share: 0 },
  history: {
    first_listen: '2020-01-03T10:00:00+01:00',
    last_listen: '2021-02-03T10:00:00+01:00',
    listens: 61,
    superseded: 0,
  },
  months: [
    {
      month: '2020-01',
      plays: 40,
      hours: 2,
      sources: [
        { source: 'extended', plays: 30 },
        { source: 'api', plays: 10 },
      ],
    },
    { month: '2021-02', plays: 20, hours: 1.26, sources: [{ source: 'extended', plays: 20 }] },
  ],
};

let now = panelNow;
function openImports(imports: readonly PanelImport[] = [], handlers = {}): OpenPanel {
  now = panelNow;
  return openPanel({
    pages: [importsPage],
    now: () => now,
    handlers: {
      'panel.imports': () => ({ imports: [...imports] }),
      'import.latestJobs': () => ({ jobs: [] }),
      'history.coverage': () => coverage,
      'panel.cancelImport': () => ({}),
      'panel.forgetImport': () => ({}),
      'panel.openLink': () => ({}),
      ...handlers,
    },
  });
}

const text = (selector: string): string => document.querySelector(selector)?.textContent ?? `no ${selector}`;
const texts = (selector: string): (string | null)[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
const click = (selector: string): void => {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  found.click();
};

beforeEach(() => {
  vi.useRealTimers();
});

describe('an import under way', () => {
  it('shows rows, megabytes, speed and what is left, in words and as a bar', async () => {
    const panel = openImports([running]);
    await settled();
    expect(text('.imports-figures')).toBe('12,000 rows · 9,000 new · 16.0 of 64.0 MB');
    now += 2 * second;
    const progress = { ...running.progress!, rows_read: 20_000, stored: 16_000, bytes_read: 32 * mebibyte };
    await panel.emit('panel.imports', { imports: [{ ...running, progress }] });
    expect(text('.imports-figures')).toBe(
      '20,000 rows · 16,000 new · 32.0 of 64.0 MB · 4,000 rows per second · 4 sec left',
    );
    const bar = document.querySelector('[role=progressbar]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('50');
    expect(bar?.getAttribute('aria-valuetext')).toContain('20,000 rows');
  });

  it('keeps its elements while figures change, so that a click always hits', async () => {
    const panel = openImports([running]);
    await settled();
    const cancel = document.querySelector<HTMLElement>('#import-1-cancel');
    cancel?.focus();
    for (let rows = 13_000; rows < 16_000; rows += 1_000) {
      const progress = { ...running.progress!, rows_read: rows };
      await panel.emit('panel.imports', { imports: [{ ...running, progress }] });
    }
    expect(document.querySelector('#import-1-cancel')).toBe(cancel);
    expect(document.activeElement).toBe(cancel);
  });

  it('is cancelled by its button', async () => {
    const panel = openImports([running]);
    await settled();
    click('#import-1-cancel');
    await settled();
    expect(panel.calls.find(({ method }) => method === 'panel.cancelImport')?.params).toEqual({ id: 1 });
  });

  it('says how much was handed over before it begins', async () => {
    const received = { bytes: 5 * mebibyte, bytes_total: 20 * mebibyte };
    openImports([{ ...running, state: 'receiving', progress: undefined, received }]);
    await settled();
    expect(text('.imports-figures')).toBe(
      'The files are handed over: 5.0 of 20.0 MB · keep this tab in sight until then',
    );
  });

  it('is read again when the page is opened anew', async () => {
    openImports([running]).dispose();
    openImports([running]);
    await settled();
    expect(texts('.imports-card h3')).toEqual(['my_spotify_data.zip']);
  });

  it('is announced when it begins and when it ends, and not in between', async () => {
    const panel = openImports();
    await settled();
    await panel.emit('panel.imports', { imports: [running] });
    const status = (): string => text('p.sr-only[role=status]');
    expect(status()).toContain('my_spotify_data.zip');
    expect(status()).toContain('has begun');
    await panel.emit('panel.imports', {
      imports: [{ ...running, progress: { ...running.progress!, rows_read: 1 } }],
    });
    expect(status()).toContain('has begun');
    await panel.emit('panel.imports', { imports: [done] });
    expect(status()).toContain('is imported: 7,000 new listens from 10,000 rows');
  });
});

describe('the speed', () => {
  it('is that of the last seconds, and falls to nothing where nothing moves', () => {
    const speed = new ImportSpeed();
    expect(speed.rowsPerSecond(0)).toBeUndefined();
    for (let at = 0; at <= 20; at++) speed.add({ at: at * second, rows: at < 10 ? at : at * 100, bytes: at });
    expect(speed.rowsPerSecond(20 * second)).toBe(100);
    expect(speed.secondsLeft(30, 20 * second)).toBe(10);
    expect(speed.rowsPerSecond(60 * second)).toBe(0);
    expect(speed.secondsLeft(30, 60 * second)).toBeUndefined();
  });

  it('begins anew where the clock or the import went back', () => {
    const speed = new ImportSpeed();
    speed.add({ at: 9_000, rows: 900, bytes: 90 });
    speed.add({ at: 1_000, rows: 0, bytes: 0 });
    speed.add({ at: 2_000, rows: 5, bytes: 1 });
    expect(speed.rowsPerSecond(2_000)).toBe(5);
  });
});

describe('the report', () => {
  beforeEach(async () => {
    openImports([done]);
    await settled();
  });

  it('accounts for every row', () => {
    const cells = texts('.imports-rows tbody td').map((cell) => Number(cell?.replaceAll(',', '')));
    expect(cells).toEqual([7_000, 2_000, 900, 40, 60]);
    expect(cells.reduce((sum, rows) => sum + rows, 0)).toBe(report.rows_read);
    expect(text('.imports-rows tfoot')).toBe('Rows read10,000');
    expect(texts('.imports-rows tbody th').slice(3)).toEqual([
      'Left out: a stretch of the file is not readable JSON',
      'Left out: the row has no time, or one that cannot be read',
    ]);
    expect(text('.imports-report')).toContain(
      '7,000 new listens from 10,000 rows of 1 Mar 2015 to 30 Oct 2026, in 1 min 14 sec.',
    );
    expect(text('.imports-state')).toContain('Imported in part');
  });

  it('says which files had errors, those first, with hostile names as text', () => {
    expect(text('#import-1-files summary')).toBe('2 files, 1 with errors');
    expect(texts('#import-1-files tbody th')).toEqual([hostileName, 'Streaming_History_Audio_2020.json']);
    expect(text('#import-1-files tbody td.error')).toBe('The file ends in the middle of a row.');
    expect(document.querySelector('#import-1-files img')).toBeNull();
  });

  it('shows rows that nothing accounts for', async () => {
    openImports([{ ...done, report: { ...report, rows_read: 10_007 } }]);
    await settled();
    expect(text('.imports-rows tbody tr:last-child')).toBe('Not accounted for7');
  });

  it('is taken off the list', async () => {
    const panel = openImports([done]);
    await settled();
    document.querySelector<HTMLElement>('#import-1-forget')?.focus();
    click('#import-1-forget');
    await panel.emit('panel.imports', { imports: [] });
    expect(panel.calls.find(({ method }) => method === 'panel.forgetImport')?.params).toEqual({ id: 1 });
    expect(document.querySelector('.imports-card')).toBeNull();
    expect(document.activeElement).toBe(document.querySelector('.imports-list'));
  });
});

describe('an import that failed', () => {
  it('says why, and what to do', async () => {
    const error = { code: 'IMPORT_ERROR', message: 'The ZIP is damaged.', hint: 'Download it again.' };
    openImports([{ ...running, state: 'failed', error, ended_at: panelNow }]);
    await settled();
    expect(text('.imports-card')).toContain('The ZIP is damaged.Download it again.');
    expect(document.querySelector('#import-1-again')).not.toBeNull();
  });
});

describe('what is told', () => {
  it('wins over a late answer to the question before', async () => {
    const panel = openPanel({ pages: [importsPage] });
    const question = await panel.question('panel.imports');
    await panel.emit('panel.imports', { imports: [running] });
    await question.answer({ imports: [] });
    expect(texts('.imports-card h3')).toEqual(['my_spotify_data.zip']);
  });

  it('is heard no more when the page is left', async () => {
    const panel = openImports([running]);
    await settled();
    const before = panel.calls.length;
    panel.dispose();
    await panel.emit('panel.imports', { imports: [] });
    await panel.emit('history.changed', { account: 'default', listens: 1 });
    expect(texts('.imports-card h3')).toHaveLength(1);
    expect(panel.calls).toHaveLength(before);
  });

  it('has 1,000 names of 10,000 characters without breaking the card', async () => {
    const names = Array.from({ length: 1_000 }, () => `\u202e${'n'.repeat(10_000)}`);
    openImports([{ ...running, names }]);
    await settled();
    expect(text('.imports-card h3')).toContain('and 999 more');
    expect(document.querySelector('.imports-card h3 bdi')).not.toBeNull();
    expect(document.querySelector('.imports-card h3 .clipped')?.getAttribute('title')?.length).toBeLessThan(
      3_000,
    );
  });
});

describe('past imports', () => {
  it('are a table, with the reasons of what was left out', async () => {
    openImports([], { 'import.latestJobs': () => ({ jobs: [job] }) });
    await settled();
    const cells = texts('.imports-past tbody :is(th, td)');
    expect(cells.slice(0, 2)).toEqual([hostileName, 'Imported']);
    expect(cells.slice(3)).toEqual(['100', '90', '5', '2', '3', '–']);
    expect(document.querySelector('.imports-past td[title]')?.getAttribute('title')).toBe(
      '3 rows: nothing says what was played',
    );
  });

  it('are read again when one has ended', async () => {
    const panel = openImports([running]);
    await settled();
    await panel.emit('panel.imports', { imports: [done] });
    expect(panel.calls.filter(({ method }) => method === 'import.latestJobs')).toHaveLength(2);
  });

  it('say what to do while there are none', async () => {
    openImports();
    await settled();
    expect(text('.imports-past')).toContain('Nothing was imported yet.');
  });
});

describe('the history', () => {
  it('is shown by month and source, with a table behind it and its rule', async () => {
    openImports();
    await settled();
    expect(texts('.imports-year-name')).toEqual(['2020', '2021']);
    const parts = [...document.querySelectorAll<HTMLElement>('.imports-month .imports-part')];
    expect(
      parts.map((part) => [part.dataset['source'], Number(part.style.getPropertyValue('--part'))]),
    ).toEqual([
      ['extended', 0.75],
      ['api', 0.25],
      ['extended', 0.5],
    ]);
    expect(document.querySelector('.imports-years')?.getAttribute('aria-label')).toBe(
      'Plays by month; most in January 2020: 40 plays',
    );
    expect(texts('#imports-months-table tbody tr')).toEqual(['February 2021201.3200', 'January 20204023010']);
    expect(text('.imports-months .rule')).toContain(coverage.play_rule);
  });

  it('is asked for whole, of every kind', async () => {
    const panel = openImports();
    await settled();
    expect(panel.calls.find(({ method }) => method === 'history.coverage')?.params).toEqual({
      to: '2026-11-20T12:00:00.000Z',
      kind: 'all',
    });
  });

  it('that is empty says how to begin', async () => {
    const panel = openPanel({ pages: [importsPage] });
    await (
      await panel.question('history.coverage')
    ).fail({ code: 'HISTORY_ERROR', reason: 'empty', message: 'Empty.' });
    expect(text('.imports-months')).toContain('The history is empty. Drop an export above');
    expect(document.querySelector('.imports-months vscode-button')).toBeNull();
  });

  it('comes back by itself after the host was gone', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const panel = openPanel({ pages: [importsPage] });
    await (await panel.question('history.coverage')).fail(hostGone);
    expect(text('.imports-months')).toContain('another window takes over within seconds');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await (await panel.question('history.coverage')).answer(coverage);
    expect(texts('.imports-year-name')).toEqual(['2020', '2021']);
  });

  it('stays in view, and says that it may be old, where it cannot be read again', async () => {
    const panel = openPanel({ pages: [importsPage] });
    await (await panel.question('history.coverage')).answer(coverage);
    const details = document.querySelector('details');
    if (details !== null) details.open = true;
    await panel.emit('history.changed', { account: 'default', listens: 70 });
    await (
      await panel.question('history.coverage')
    ).fail({ code: 'HISTORY_ERROR', message: 'It cannot be read.' });
    expect(text('.imports-months .note')).toBe('It cannot be read. What is shown may be old.');
    expect(texts('.imports-year-name')).toEqual(['2020', '2021']);
    expect(document.querySelector('details')?.open).toBe(true);
  });
});

it('tells how to get the export, and opens the page for it', async () => {
  const panel = openImports();
  await settled();
  expect(texts('.imports-steps li')).toHaveLength(4);
  expect(texts('.imports-packages dt')).toEqual([
    'Extended streaming history',
    'Account data',
    'Technical log',
  ]);
  click('#imports-privacy');
  await settled();
  expect(panel.calls.find(({ method }) => method === 'panel.openLink')?.params).toEqual({ url: privacyPage });
});
