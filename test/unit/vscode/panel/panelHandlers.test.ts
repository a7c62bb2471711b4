import { describe, expect, it, vi } from 'vitest';
import { repositoryUrl } from '../../../../src/protocol/ids.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import { panelCommands, type PanelCommand } from '../../../../src/protocol/panel/panelRequests.ts';
import { panelHandlers } from '../../../../src/vscode/panel/panelHandlers.ts';
import type { PanelWindow } from '../../../../src/vscode/panel/panelWindow.ts';
import { fakePanelWindow, someContext } from './fakePanelWindow.ts';
import { importBench } from './importBench.ts';

/** What a page asks, with the checks that every transport makes. */
async function panel(overrides: Partial<PanelWindow> = {}) {
  const { window, asked } = fakePanelWindow(overrides);
  const bench = await importBench();
  const handlers = panelHandlers(window, bench.imports);
  const api = createLocalApi(handlers, new EventListeners(() => undefined));
  return { ...bench, api, asked };
}

describe('a page', () => {
  it('hears of the window that shows it', async () => {
    const { api } = await panel();
    expect(await api.call('panel.context', {})).toEqual(someContext);
  });

  it('runs the commands that are listed, and no other', async () => {
    const { api, asked } = await panel();
    for (const command of panelCommands) await api.call('panel.runCommand', { command });
    expect(asked).toEqual([...panelCommands]);
    const other = 'workbench.action.terminal.sendSequence' as PanelCommand;
    await expect(api.call('panel.runCommand', { command: other })).rejects.toThrow();
    expect(asked).toHaveLength(panelCommands.length);
  });

  it.each([
    'https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6?si=a',
    'https://www.spotify.com/account/privacy/',
    'https://developer.spotify.com/dashboard',
    repositoryUrl,
    `${repositoryUrl}/blob/main/docs/privacy.md#x`,
  ])('opens %s', async (url) => {
    const { api, asked } = await panel();
    await api.call('panel.openLink', { url });
    expect(asked).toEqual([new URL(url).href]);
  });

  it.each([
    'http://open.spotify.com/',
    'https://open.spotify.com.evil.example/',
    'https://open.spotify.com@evil.example/',
    'https://user:word@open.spotify.com/',
    'https://open.spotify.com:8443/',
    'https://evil.example/?https://open.spotify.com/',
    'https://spotify.com/',
    `${repositoryUrl}-other/`,
    `${repositoryUrl}/../other`,
    'https://github.com/',
    'javascript:alert(1)',
    'command:workbench.action.reloadWindow',
    'vscode://settings',
    'file:///etc/passwd',
    '//open.spotify.com/',
    'open.spotify.com',
    '',
  ])('does not open %j', async (url) => {
    const { api, asked } = await panel();
    await expect(api.call('panel.openLink', { url })).rejects.toThrow('not opened from here');
    expect(asked).toEqual([]);
  });

  it('saves a text or a picture, under a name without folders', async () => {
    const { api, asked } = await panel();
    const base64 = Buffer.from('picture').toString('base64');
    expect(await api.call('panel.saveFile', { name: '../../year 2026.csv', text: 'a,b' })).toEqual({
      saved: true,
    });
    await api.call('panel.saveFile', { name: 'C:\\x\\CON.png', base64 });
    await api.call('panel.saveFile', { name: 'empty.svg', text: '' });
    expect(asked).toEqual([
      ['year 2026.csv', 'a,b'],
      ['_CON.png', 'picture'],
      ['empty.svg', ''],
    ]);
  });

  it('is told that the dialog was cancelled', async () => {
    const { api } = await panel({ saveFile: () => Promise.resolve(false) });
    expect(await api.call('panel.saveFile', { name: 'a.csv', text: '' })).toEqual({ saved: false });
  });

  it.each([{}, { text: 'a', base64: 'YQ==' }, { base64: 'no base64 at all' }, { base64: 'YQ' }])(
    'saves nothing from %j',
    async (content) => {
      const { api, asked } = await panel();
      await expect(api.call('panel.saveFile', { name: 'a', ...content })).rejects.toThrow();
      expect(asked).toEqual([]);
    },
  );

  it('imports what was chosen, and knows that nothing was', async () => {
    const { api, runs } = await panel({ chooseImport: () => Promise.resolve(['/home/ada/my_data.zip']) });
    expect(await api.call('panel.chooseImport', {})).toEqual({ started: true });
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    expect(await api.call('panel.imports', {})).toMatchObject({
      imports: [{ names: ['my_data.zip'], state: 'running' }],
    });
    const { api: other } = await panel();
    expect(await other.call('panel.chooseImport', {})).toEqual({ started: false });
  });

  it('hands dropped files over, cancels and forgets', async () => {
    const { api, only } = await panel();
    const { id } = await api.call('panel.dropFiles', { files: [{ name: 'a.zip', bytes: 2 }] });
    await api.call('panel.dropPart', { id, file: 0, bytes: new Uint8Array([1, 2]) });
    await api.call('panel.dropEnd', { id });
    await api.call('panel.cancelImport', { id });
    await vi.waitFor(() => expect(only().state).toBe('cancelled'));
    await api.call('panel.forgetImport', { id });
    expect(await api.call('panel.imports', {})).toEqual({ imports: [] });
  });

  it('gets errors of the window by their code, though their class is of another bundle', async () => {
    const foreign = Object.assign(new Error('The setting backbeat.x cannot be used.'), {
      code: 'CONFIG_ERROR',
      hint: 'Correct it in the settings.',
    });
    const { api } = await panel({ context: () => Promise.reject(foreign) });
    await expect(api.call('panel.context', {})).rejects.toMatchObject({
      name: 'ConfigError',
      hint: 'Correct it in the settings.',
    });
  });
});
