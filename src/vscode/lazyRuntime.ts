import type { WorkspaceConfiguration } from 'vscode';
import { createApp, type App } from '../core/app.ts';
import { createMcpServer } from '../core/mcp/createMcpServer.ts';
import type { Logger } from '../core/ports.ts';
import { toUserMessage } from '../core/toUserMessage.ts';
import { createMcpHttp, type McpHttp } from '../node/mcp/mcpHttp.ts';
import { Lazy } from '../node/host/lazy.ts';
import { serveApi } from '../node/host/serveApi.ts';
import { historyOpener } from '../node/openHistory.ts';
import type { Disposable } from '../protocol/api.ts';
import type { MessageLink } from '../protocol/messages.ts';
import type { Settings } from '../protocol/settings.ts';
import { readSettings } from './settings.ts';

export interface EditorRuntimeOptions {
  readonly dataDir: string;
  readonly workerFile: string;
  readonly version: string;
  readonly logger: Logger;
  /** VS Code's values of `backbeat.*`, as they are now. */
  readonly configuration: () => Pick<WorkspaceConfiguration, 'get'>;
  readonly onSettingsChanged: (listener: () => void) => Disposable;
}

/** The heavy part of the extension: a bundle of its own, loaded at the first use. */
export interface EditorRuntime extends App {
  createMcpHttp(token: () => string): McpHttp;
  /** Answers the requests of a webview. */
  serveApi(link: MessageLink): Disposable;
  /** One sentence and one next step for a person. */
  readonly toUserMessage: (error: unknown) => string;
}

/** Wires the app for this window; the database is still opened by the first request only. */
export function createEditorRuntime(options: EditorRuntimeOptions): EditorRuntime {
  const { logger, version, configuration } = options;
  const settings = (): Settings => readSettings(configuration());
  const app = createApp({ logger, version, settings, openHistory: historyOpener({ ...options, settings }) });
  return {
    ...app,
    toUserMessage,
    serveApi: (link) => serveApi(link, new Lazy(() => Promise.resolve(app.api)), logger),
    createMcpHttp: (token) =>
      createMcpHttp({ createMcpServer: () => createMcpServer(app.mcp()), token, logger }),
  };
}
