import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeProblems } from './harness/axe.ts';
import { browserBed } from './harness/openBrowser.ts';
import type { PanelPage } from './harness/panelPage.ts';
import { themeNames, themes } from './harness/themes.ts';

const project = join(import.meta.dirname, '..', '..');
const results = join(project, 'test-results', 'webview');
const { open } = browserBed();

describe.runIf(existsSync(join(project, 'webview', 'sidebar.ts')))('the view in the side bar', () => {
  let view: PanelPage;
  beforeAll(async () => {
    await mkdir(results, { recursive: true });
    view = await open({ path: '/sidebar', width: 200, height: 600 });
  });
  afterAll(async () => {
    await view.close();
  });

  it('fits 200 px, and opens without an error or a breach of its policy', async () => {
    expect(await view.call('overflow')).toEqual({ by: 0, what: [] });
    expect(await view.problems()).toEqual([]);
  });

  it.each(themeNames)('is accessible in the theme %s', async (theme) => {
    await view.call('setTheme', themes[theme]);
    await view.rest();
    await view.page.screenshot({ path: join(results, `sideBar-${theme}.png`) });
    expect(await axeProblems(view.page)).toEqual([]);
  });
});
