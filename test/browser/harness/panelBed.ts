import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../src/core/app.ts';
import { HostError } from '../../../src/core/errors.ts';
import { hostOpener } from '../../../src/node/openHost.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { timers } from '../../../src/node/timers.ts';
import type { Api } from '../../../src/protocol/api.ts';
import type { MessageLink } from '../../../src/protocol/messages.ts';
import { parseSettings, type SettingKey } from '../../../src/protocol/settings.ts';
import { panelHtml } from '../../../src/vscode/panel/panelHtml.ts';
import { servePanel, type ServedPanel } from '../../../src/vscode/panel/servePanel.ts';
import { WindowImports } from '../../../src/vscode/panel/windowImports.ts';
import { memoryVault, type MemoryVault } from '../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { startSimulator, type Simulator } from '../../spotify/simulator.ts';
import { startPanelServer } from './panelServer.ts';
import { recordingWindow, type RecordingWindow } from './recordingWindow.ts';

export interface PanelBedOptions {
  /** Folder of {@link buildPanel}. */
  readonly bundles: string;
  /** A data folder that is there already, and stays; else a new one that is removed at the end. */
  readonly dataDir?: string;
  /** Whether Ada is signed in. */
  readonly signedIn?: boolean;
  /** Whether a Client ID was entered. */
  readonly clientId?: boolean;
  readonly settings?: Partial<Record<SettingKey, unknown>>;
}

/** A window of the editor without the editor: a real host, Spotify's simulator, and what answers a panel. */
export interface PanelBed {
  readonly simulator: Simulator;
  readonly vault: MemoryVault;
  readonly window: RecordingWindow;
  readonly imports: WindowImports;
  readonly api: Api;
  readonly origin: string;
  readonly log: ReturnType<typeof recordingLogger>;
  /** Folder for files of a test. */
  readonly files: string;
  /** Raised: every call fails as it does while no process keeps the history. */
  isHostGone: boolean;
  /** Signs a user of the simulator in, as the sign-in in the browser would. */
  signIn(userId?: string): Promise<void>;
  /** Answers one document of a panel. */
  serve(link: MessageLink): ServedPanel;
  dispose(): Promise<void>;
}

export async function openPanelBed(options: PanelBedOptions): Promise<PanelBed> {
  const folder = await mkdtemp(join(tmpdir(), 'backbeat-browser-'));
  const { bundles, dataDir = join(folder, 'data'), signedIn = true, clientId = true } = options;
  const simulator = await startSimulator();
  const log = recordingLogger();
  const vault = memoryVault([], clientId ? { clientId: simulator.clientId } : undefined);
  const transport = createUndiciTransport({ version: '0.0.0' });
  const settings = () =>
    parseSettings({
      'spotify.apiUrl': simulator.apiUrl,
      'spotify.accountsUrl': simulator.accountsUrl,
      'history.timeZone': 'Europe/Berlin',
      ...options.settings,
    });
  const shared = { logger: log, version: '0.0.0', settings };
  const app = createApp({
    ...shared,
    openHost: hostOpener({
      ...{ ...shared, dataDir, vault, transport, clock: systemClock },
      workerFile: join(bundles, 'worker.cjs'),
    }),
    randomBytes: (length) => randomBytes(length),
    timers,
    askInEditor: () => Promise.resolve(undefined),
  });
  const gone = (): HostError =>
    new HostError('gone', 'The process that keeps the listening history went away during the call.', {
      hint: 'Try again.',
    });
  const api: Api = {
    call: (method, params, callOptions) =>
      bed.isHostGone ? Promise.reject(gone()) : app.api.call(method, params, callOptions),
    on: (event, listener) => app.api.on(event, listener),
  };
  const window = recordingWindow();
  const imports = new WindowImports({
    api: () => Promise.resolve(api),
    folder: join(folder, 'uploads'),
    logger: log,
    clock: systemClock,
    maxZipSizeMb: () => settings()['import.maxZipSizeMb'],
  });
  const server = await startPanelServer(bundles, (origin, path) =>
    panelHtml({
      cspSource: origin,
      script: `${origin}/${path === '/sidebar' ? 'sidebar' : 'webview'}.js`,
      images: [new URL(simulator.apiUrl).origin],
      style: `${origin}/${path === '/sidebar' ? 'sidebar' : 'webview'}.css`,
      // As the editor says it.
      loading: 'Backbeat is loading…',
    }),
  );
  const bed: PanelBed = {
    ...{ simulator, vault, window, imports, api, log },
    files: folder,
    origin: server.origin,
    isHostGone: false,
    signIn: async (userId = 'ada-lovelace') => {
      const { accessToken, refreshToken, expiresIn, scope } = simulator.signIn(userId);
      await vault.put({
        account: userId,
        displayName: simulator.users.find(({ id }) => id === userId)?.displayName ?? userId,
        app: { clientId: simulator.clientId },
        scopes: scope.split(' '),
        ...{ refreshToken, accessToken },
        accessTokenExpiresAt: Date.now() + expiresIn * 1000,
        authorizedAt: Date.now(),
      });
    },
    serve: (link) => servePanel(link, { api, window, imports, logger: log }),
    dispose: async () => {
      await server.close();
      imports.dispose();
      app.dispose();
      transport.dispose();
      await simulator.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  if (signedIn) await bed.signIn();
  return bed;
}
