import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../../src/core/app.ts';
import { HostError } from '../../../../src/core/errors.ts';
import { NoActiveDevice } from '../../../../src/core/spotify/spotifyErrors.ts';
import { peerErrors } from '../../../../src/core/peerErrors.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import { Peer } from '../../../../src/protocol/peer.ts';
import type { PageId } from '../../../../src/protocol/panel/pages.ts';
import type { PanelImports } from '../../../../src/protocol/panel/panelRequests.ts';
import { parseSettings } from '../../../../src/protocol/settings.ts';
import { servePanel } from '../../../../src/vscode/panel/servePanel.ts';
import { handlersWith, someStatus } from '../../../fixtures/handlers.ts';
import { linkedPair } from '../../../fixtures/linkedPair.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { fakePanelWindow } from './fakePanelWindow.ts';
import { importBench } from './importBench.ts';

/** A window whose host the test takes away, and its panel's documents. */
async function openWindow() {
  const logger = recordingLogger();
  const { imports, runs } = await importBench();
  const host = { isReachable: true, opened: 0, announce: (_listens: number): void => undefined };
  const app = createApp({
    ...{ logger, version: '1.0.0', settings: () => parseSettings({}) },
    randomBytes: (length) => new Uint8Array(length),
    timers: { sleep: () => Promise.resolve() },
    openHost: (onLost) => {
      if (!host.isReachable) return Promise.reject(new HostError('gone', 'Nobody is there.'));
      host.opened++;
      const listeners = new EventListeners(() => undefined);
      host.announce = (listens) => {
        listeners.emit('history.changed', { account: 'default', listens });
      };
      const handlers = handlersWith({
        'spotify.playback': () => {
          throw new NoActiveDevice('Nothing is open.', { hint: 'Call spotify_status and pass a device.' });
        },
        'app.status': () => {
          if (host.isReachable) return someStatus;
          onLost();
          throw new HostError('gone', 'It went away.');
        },
      });
      return Promise.resolve({ ...createLocalApi(handlers, listeners), dispose: () => undefined });
    },
  });
  const told = new Set<() => void>();
  const { window } = fakePanelWindow({
    onContextChanged: (listener) => {
      told.add(listener);
      return { dispose: () => void told.delete(listener) };
    },
  });
  const openDocument = () => {
    const [near, far] = linkedPair();
    const served = servePanel(near, { api: app.api, window, imports, logger });
    return { served, page: new Peer(far, peerErrors(logger)) };
  };
  return { host, imports, runs, openDocument, told };
}

describe('a document of the panel', () => {
  it('asks the host and its window by the same peer', async () => {
    const { openDocument } = await openWindow();
    const { page } = openDocument();
    expect(await page.call('app.status', {})).toMatchObject({ version: '1.2.3' });
    expect(await page.call('panel.context', {})).toMatchObject({ locale: 'de', page: 'imports' });
  });

  it('is told when its window is another: settings, toolsets, address', async () => {
    const { openDocument, told } = await openWindow();
    const { page, served } = openDocument();
    const heard = vi.fn();
    page.on('panel.context', heard);
    for (const tell of told) tell();
    await vi.waitFor(() => {
      expect(heard).toHaveBeenCalledWith(expect.objectContaining({ locale: 'de', toolsets: ['player'] }));
    });
    served.dispose();
    expect(told.size).toBe(0);
  });

  it('is told the step that a person can take, where an agent would be told a tool', async () => {
    const { openDocument } = await openWindow();
    await expect(openDocument().page.call('spotify.playback', {})).rejects.toMatchObject({
      code: 'NO_ACTIVE_DEVICE',
      hint: 'Open Spotify on a computer, phone or speaker, or choose one that is open.',
    });
  });

  it('gets a typed error while the host is away, and answers and events again when there is one', async () => {
    const { host, openDocument } = await openWindow();
    const { page } = openDocument();
    await page.call('app.status', {});
    host.isReachable = false;
    await expect(page.call('app.status', {})).rejects.toMatchObject({ code: 'HOST_ERROR', reason: 'gone' });
    expect(await page.call('panel.imports', {})).toEqual({ imports: [] });
    host.isReachable = true;
    expect(await page.call('app.status', {})).toMatchObject({ version: '1.2.3' });
    expect(host.opened).toBe(2);
    const listens: number[] = [];
    page.on('history.changed', (change) => listens.push(change.listens));
    host.announce(7);
    await vi.waitFor(() => expect(listens).toEqual([7]));
  });

  it('answers a request of an unknown kind with an error, and goes on', async () => {
    const { openDocument } = await openWindow();
    const { page } = openDocument();
    await expect(page.call('panel.unheardOf' as 'panel.imports', {})).rejects.toBeInstanceOf(Error);
    expect(await page.call('panel.imports', {})).toEqual({ imports: [] });
  });

  it('hears of imports like every other document, until it is closed', async () => {
    const { imports, runs, openDocument } = await openWindow();
    const [first, second] = [openDocument(), openDocument()];
    const heard: [PanelImports[], PanelImports[]] = [[], []];
    first.page.on('panel.imports', (now) => heard[0].push(now));
    second.page.on('panel.imports', (now) => heard[1].push(now));
    const id = imports.start(['/a.zip'], ['a.zip']);
    await vi.waitFor(() => expect(heard.map((all) => all.length)).toEqual([1, 1]));
    second.served.dispose();
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    runs[0]?.succeed();
    await imports.outcome(id);
    await vi.waitFor(() => expect(heard[0].at(-1)?.imports[0]?.state).toBe('done'));
    expect(heard[1]).toHaveLength(1);
  });

  it('is told which page a command asks for', async () => {
    const { openDocument } = await openWindow();
    const { served, page } = openDocument();
    const pages: PageId[] = [];
    page.on('panel.page', (asked) => pages.push(asked.page));
    served.showPage('activity');
    await vi.waitFor(() => expect(pages).toEqual(['activity']));
  });
});
