import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcessTree, endWithThisProcess, lastLines, runNode, startNode } from './childProcess.ts';
import { ensureCodeServer } from './codeServerInstall.ts';
import { editorEnvironment } from './environment.ts';
import type { SessionFolders } from './folders.ts';
import { HarnessError } from './harnessError.ts';

/** What the editor starts with. */
export interface CodeServerOptions {
  readonly folders: SessionFolders;
  /** Packed extensions, installed as a user would do it. */
  readonly vsix: readonly string[];
  /** Folders of extensions, copied as they are. */
  readonly extensionFolders: readonly string[];
  /** User settings on top of {@link quietSettings}. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Settings of the machine that the server runs on: those of scope 'machine' count nowhere else. */
  readonly machineSettings: Readonly<Record<string, unknown>>;
  /** Environment variables of the server and of every extension host. */
  readonly env: Readonly<Record<string, string>>;
}

/** A running VS Code server. */
export interface CodeServer {
  readonly url: string;
  readonly logFile: string;
  /** Ends the server and every process that it started. */
  dispose(): Promise<void>;
}

/** No welcome page, no trust question, no telemetry, nothing from the network, no word about other programs' ports. */
const quietSettings = {
  'chat.mcp.autostart': 'never',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.dialogStyle': 'custom',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const serverFlags = [
  ...['--auth', 'none', '--bind-addr', '127.0.0.1:0'],
  ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
  // Should everything that ends it fail, it ends itself.
  ...['--idle-timeout-seconds', '600'],
];

/** Installs the editor and the extensions if they are missing, and starts the server on a free port. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { folders } = options;
  const entry = await ensureCodeServer();
  const child = { cwd: folders.root, env: editorEnvironment(folders.home, options.env) };
  const common = [
    ...[entry, '--config', join(folders.root, 'config.yaml')],
    ...['--user-data-dir', folders.userData, '--extensions-dir', folders.extensions],
  ];

  await writeSettings(join(folders.userData, 'User'), { ...quietSettings, ...options.settings });
  await writeSettings(join(folders.userData, 'Machine'), options.machineSettings);
  // Copies come first: the editor takes in what lies in the folder only the first time it looks.
  await Promise.all(options.extensionFolders.map((source) => copyExtension(source, folders.extensions)));
  if (options.vsix.length > 0) {
    const args = options.vsix.flatMap((file) => ['--install-extension', file]);
    await runNode([...common, ...args], { ...child, logFile: join(folders.root, 'install.log') });
  }

  const logFile = join(folders.root, 'code-server.log');
  const server = startNode([...common, ...serverFlags], { ...child, logFile });
  const endAlso = endWithThisProcess(server);
  const dispose = async (): Promise<void> => {
    await endProcessTree(server);
    endAlso.cancel();
  };
  try {
    return { url: await listeningUrl(server, logFile), logFile, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

async function copyExtension(source: string, extensionsDir: string): Promise<void> {
  const text = await readFile(join(source, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(text) as Record<'publisher' | 'name' | 'version', string>;
  await cp(source, join(extensionsDir, `${publisher}.${name}-${version}`), { recursive: true });
}

async function listeningUrl(server: ChildProcess, logFile: string): Promise<string> {
  const deadline = performance.now() + 120_000;
  while (server.exitCode === null && performance.now() < deadline) {
    const log = await readFile(logFile, 'utf8');
    const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log)?.[1];
    if (url !== undefined) return url;
    await delay(50);
  }
  throw new HarnessError('code-server did not start.', `Its log ends with:\n${await lastLines(logFile)}`);
}
