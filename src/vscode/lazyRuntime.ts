import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { WorkspaceConfiguration } from 'vscode';
import { createApp, type App } from '../core/app.ts';
import { createMcpServer } from '../core/mcp/createMcpServer.ts';
import type { AskInEditor } from '../core/mcp/confirmation.ts';
import type { Logger } from '../core/ports.ts';
import type { LentVault } from '../core/spotify/credentials.ts';
import { AuthError } from '../core/spotify/spotifyErrors.ts';
import { toUserMessage } from '../core/toUserMessage.ts';
import { chatPages } from '../node/mcp/chatPages.ts';
import { createMcpHttp, type McpHttp } from '../node/mcp/mcpHttp.ts';
import { createUndiciTransport } from '../node/http/undiciTransport.ts';
import type { ProcessObserve } from '../node/observe/createObserve.ts';
import { measureProcess } from '../node/observe/measureProcess.ts';
import { secretsOfTransport } from '../node/observe/secretsOfTransport.ts';
import { startTracing } from '../node/observe/startTracing.ts';
import { secretsOfVault } from '../node/observe/secretsOfVault.ts';
import { hostOpener } from '../node/openHost.ts';
import type { FollowedLogger } from '../node/loggers/relayLogger.ts';
import { systemClock } from '../node/systemClock.ts';
import { timers } from '../node/timers.ts';
import type { Api, Disposable } from '../protocol/api.ts';
import type { MessageLink } from '../protocol/messages.ts';
import type { Settings } from '../protocol/settings.ts';
import type { AuthRuntime } from './auth/authRuntime.ts';
import { createAuthRuntime } from './auth/createAuthRuntime.ts';
import { SecretVault, type Secrets } from './auth/secretVault.ts';
import { sharedSecrets } from './auth/sharedSecrets.ts';
import type { PanelWindow } from './panel/panelWindow.ts';
import { servePanel, type ServedPanel } from './panel/servePanel.ts';
import { WindowImports } from './panel/windowImports.ts';
import { readSettings } from './settings.ts';

export interface EditorRuntimeOptions {
  readonly dataDir: string;
  readonly workerFile: string;
  readonly version: string;
  readonly logger: Logger;
  readonly observe: ProcessObserve;
  readonly onLogLine: FollowedLogger['onLine'];
  /** VS Code's values of `backbeat.*`, as they are now. */
  readonly configuration: () => Pick<WorkspaceConfiguration, 'get'>;
  readonly onSettingsChanged: (listener: () => void) => Disposable;
  readonly secrets: Secrets;
  /** Asks the user in a dialog of this window. */
  readonly askInEditor: AskInEditor;
}

/** In the data directory: copies of files that were dropped, until they are imported. */
const uploadsFolder = 'uploads';

/** The heavy part of the extension: a bundle of its own, loaded at the first use. */
export interface EditorRuntime extends App {
  createMcpHttp(token: () => string): McpHttp;
  /** Answers the requests of a document in a webview. */
  servePanel(link: MessageLink, window: PanelWindow): ServedPanel;
  /** Imports of this window, begun by the command or in its panel. */
  readonly imports: WindowImports;
  /** One sentence and one next step for a person. */
  readonly toUserMessage: (error: unknown) => string;
  readonly auth: AuthRuntime;
}

/** Wires the app for this window; the host is still found or made by the first request only. */
export async function createEditorRuntime(options: EditorRuntimeOptions): Promise<EditorRuntime> {
  const { logger, observe, version, configuration } = options;
  const measured = measureProcess(observe);
  const traces = await startTracing(observe, { version, logger, env: process.env });
  const settings = (): Settings => readSettings(configuration());
  const stored = new SecretVault({ ...options, alone: sharedSecrets(options) });
  const vault = secretsOfVault(stored, observe.redactor);
  const transport = secretsOfTransport(createUndiciTransport({ version }), observe.redactor);
  const parts = { clock: systemClock, logger, settings, transport, vault };
  const app = createApp({
    ...{ logger, observe, version, settings, askInEditor: options.askInEditor },
    openHost: hostOpener({ ...options, ...parts, measured }),
    chatPages: chatPages(join(import.meta.dirname, 'apps')),
    randomBytes: (length) => randomBytes(length),
    timers,
  });
  const imports = new WindowImports({
    api: () => Promise.resolve(app.api),
    folder: join(options.dataDir, uploadsFolder),
    maxZipSizeMb: () => settings()['import.maxZipSizeMb'],
    ...{ logger, clock: systemClock },
  });
  return {
    ...app,
    imports,
    dispose: () => {
      imports.dispose();
      app.dispose();
      transport.dispose();
      void traces?.shutdown();
    },
    auth: createAuthRuntime({
      ...parts,
      random: (length) => randomBytes(length),
      accessToken: (account) => freshToken(app.api, vault, account),
    }),
    toUserMessage,
    servePanel: (link, window) => servePanel(link, { api: app.api, window, imports, logger, observe }),
    createMcpHttp: (token) =>
      createMcpHttp({
        createMcpServer: (wish, only) => createMcpServer(app.mcp(undefined, wish), only),
        token: () => {
          const secret = token();
          observe.redactor.keep(secret);
          return secret;
        },
        ...{ api: app.api, logger },
      }),
  };
}

/** The host renews a token in the vault that it comes from, which is this one: no token crosses the API. */
async function freshToken(api: Api, vault: LentVault, account: string): Promise<string> {
  await api.call('accounts.refresh', { account });
  const credentials = (await vault.list()).find((one) => one.account === account);
  if (credentials !== undefined) return credentials.accessToken;
  throw new AuthError('signedOut', 'This account is not signed in any more.', {
    hint: 'Run "Backbeat: Sign In to Spotify".',
  });
}
