import { join } from 'node:path';
import { LogLevel, window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { Observe } from '../core/observe/observe.ts';
import type { Logger } from '../core/ports.ts';
import { relayLogger, type FollowedLogger } from '../node/loggers/relayLogger.ts';
import { createObserve } from '../node/observe/createObserve.ts';
import type { Disposable } from '../protocol/api.ts';
import { sharedSecrets } from './auth/sharedSecrets.ts';
import { isAccountsKey, mayNameAccounts, vaultKeys } from './auth/vaultKeys.ts';
import { askInEditor } from './askInEditor.ts';
import type { EditorRuntime } from './lazyRuntime.ts';
import { McpEndpoint } from './mcpEndpoint.ts';

/** What the extension's features share in one window. */
export interface Editor {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly logger: Logger;
  /** Folder of the history: the extension's global storage. */
  readonly dataDir: string;
  /** The bundle with everything heavy, loaded and wired at the first call. */
  readonly runtime: () => Promise<EditorRuntime>;
  /** Calls once the runtime is loaded, at once if it is already, and never loads it. */
  readonly onRuntime: (listener: (runtime: EditorRuntime) => void) => Disposable;
  /** Whether somebody may be signed in, told without loading the runtime. */
  readonly hasAccounts: () => Promise<boolean>;
  /** The stored accounts changed, or may have. */
  readonly onAccountsHint: (listener: () => void) => Disposable;
  /** Where this window's MCP server listens. */
  readonly mcp: McpEndpoint;
}

/** Makes the shared parts; nothing of it opens a file or a socket yet. */
export function createEditor(context: ExtensionContext): Editor {
  const log = window.createOutputChannel('Backbeat', { log: true });
  const observe = createObserve();
  const logger = channelLogger(log, observe);
  const dataDir = context.globalStorageUri.fsPath;
  let loading: Promise<EditorRuntime> | undefined;
  const load = async (): Promise<EditorRuntime> => {
    const { createEditorRuntime } = await import('./lazyRuntime.ts');
    return createEditorRuntime({
      dataDir,
      workerFile: join(context.extensionPath, 'dist', 'worker.cjs'),
      version: (context.extension.packageJSON as { version: string }).version,
      ...{ logger, observe, onLogLine: logger.onLine },
      secrets: context.secrets,
      configuration: () => workspace.getConfiguration('backbeat'),
      onSettingsChanged: (listener) =>
        workspace.onDidChangeConfiguration((change) => {
          if (change.affectsConfiguration('backbeat')) listener();
        }),
      askInEditor,
    });
  };
  let loaded: EditorRuntime | undefined;
  const waiting = new Set<(runtime: EditorRuntime) => void>();
  const runtime = (): Promise<EditorRuntime> => {
    loading ??= load().then(
      (ready) => {
        loaded = ready;
        for (const listener of waiting) listener(ready);
        waiting.clear();
        return ready;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const { secrets } = context;
  const alone = sharedSecrets({ secrets, dataDir, logger });
  const mcp = new McpEndpoint({ dataDir, secrets, alone, logger, runtime });
  context.subscriptions.push(log, mcp, {
    dispose: () =>
      void loading?.then((loaded) => {
        loaded.dispose();
      }),
  });
  return {
    ...{ context, log, logger, dataDir, runtime, mcp },
    onRuntime: (listener) => {
      if (loaded === undefined) waiting.add(listener);
      else listener(loaded);
      return { dispose: () => void waiting.delete(listener) };
    },
    hasAccounts: async () => mayNameAccounts(await context.secrets.get(vaultKeys.index)),
    onAccountsHint: (listener) =>
      context.secrets.onDidChange(({ key }) => {
        if (isAccountsKey(key)) listener();
      }),
  };
}

const channelLevels = {
  ...{ debug: LogLevel.Debug, info: LogLevel.Info },
  ...{ warn: LogLevel.Warning, error: LogLevel.Error },
} as const;

/** Lines of the log channel: the sentence, then who wrote it and what it belongs to. */
function channelLogger(log: LogOutputChannel, observe: Observe): FollowedLogger {
  return relayLogger(
    {
      takes: (level) => log.logLevel !== LogLevel.Off && log.logLevel <= channelLevels[level],
      write: ({ level, message, context, ...facts }) => {
        const rest = { ...context, ...facts };
        log[level](Object.keys(rest).length === 0 ? message : `${message} ${JSON.stringify(rest)}`);
      },
    },
    observe,
  );
}
