import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { readActivations, type Activation } from './activationLog.ts';
import { launchChromium } from './chromium.ts';
import { startCodeServer } from './codeServer.ts';
import { DriverClient } from './driverClient.ts';
import {
  createSessionFolders,
  driverExtension,
  packedExtension,
  resultsDir,
  type SessionFolders,
} from './folders.ts';
import { HarnessError } from './harnessError.ts';
import { Workbench } from './workbench.ts';

/** What a session starts with; everything has a default. */
export interface VsCodeOptions {
  /** The packed extension under test; `dist/backbeat.vsix` unless said otherwise. */
  readonly vsix?: string;
  readonly extensionId?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Those of scope 'machine', which the browser-hosted editor reads from its server only. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension hosts, which otherwise see almost nothing of the developer's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders of extensions beside the one under test, such as the scripted chat. */
  readonly otherExtensions?: readonly string[];
  /** Names the folder of the logs below `test-results/vscode/logs`. */
  readonly name?: string;
}

/** One window: its page, and its extension host. */
export interface VsCodeWindow {
  readonly workbench: Workbench;
  readonly driver: DriverClient;
  /** The folder that is open in it; empty at first. */
  readonly workspaceDir: string;
  /** Reloads the page, and waits for the new extension host. */
  reload(): Promise<void>;
  /** Closes the page; its extension host ends a moment later. */
  close(): Promise<void>;
}

/** A running editor with the extension in it, and its first window. */
export interface VsCodeSession extends VsCodeWindow {
  readonly folders: SessionFolders;
  /** The global storage of the extension under test. */
  readonly dataDir: string;
  /** Another window on the same server, profile and secrets. */
  openWindow(): Promise<VsCodeWindow>;
  /** Which extensions were activated so far, and by what. */
  activations(): Promise<Activation[]>;
  /** Ends the editor and the browser, keeps the logs, and removes everything else. */
  dispose(): Promise<void>;
}

/** Starts a real VS Code with the packed extension, opens a window, and waits until it can be used. */
export async function openVsCode(options: VsCodeOptions = {}): Promise<VsCodeSession> {
  const {
    vsix = packedExtension,
    extensionId = 'backbeat.backbeat',
    settings = {},
    machineSettings = {},
    env = {},
    otherExtensions = [],
    name = 'session',
  } = options;
  if (!existsSync(vsix)) throw new HarnessError(`There is no ${vsix}.`, 'Make it: npm run package.');
  const folders = createSessionFolders();
  const undo: (() => Promise<unknown>)[] = [() => removeFolders(folders, name)];
  const dispose = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const server = await startCodeServer({
      folders,
      vsix: [vsix],
      extensionFolders: [driverExtension, ...otherExtensions],
      settings,
      machineSettings,
      env: { BACKBEAT_DRIVER_DIR: folders.driver, ...env },
    });
    undo.push(() => server.dispose());
    const browser = await launchChromium();
    undo.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(60_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });

    let windows = 0;
    const openWindow = (): Promise<VsCodeWindow> =>
      openWindowIn(context, server.url, folders, `window-${++windows}`);
    return {
      ...(await openWindow()),
      folders,
      dataDir: join(folders.userData, 'User', 'globalStorage', extensionId),
      openWindow,
      activations: () => readActivations(folders.userData),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function openWindowIn(
  context: BrowserContext,
  serverUrl: string,
  folders: SessionFolders,
  name: string,
): Promise<VsCodeWindow> {
  const workspaceDir = join(folders.workspaces, name);
  await mkdir(workspaceDir);
  const page = await context.newPage();
  const workbench = new Workbench(page);
  const driver = new DriverClient(folders.driver, name);
  const untilReady = async (otherThan: number): Promise<void> => {
    await driver.waitUntilReady({ otherThan }).catch(async (error: unknown) => {
      await workbench.screenshot(`${basename(folders.root)}-${name}-not-ready`);
      throw error;
    });
  };
  await workbench.open(serverUrl, workspaceDir);
  await untilReady(0);
  return {
    workbench,
    driver,
    workspaceDir,
    reload: async () => {
      const { pid } = await driver.hostInfo();
      await page.reload();
      await workbench.waitUntilDrawn();
      await untilReady(pid);
    },
    close: () => page.close(),
  };
}

async function removeFolders(folders: SessionFolders, name: string): Promise<void> {
  const logs = join(resultsDir, 'logs', name);
  await rm(logs, { recursive: true, force: true });
  await cp(join(folders.userData, 'logs'), logs, { recursive: true }).catch(() => undefined);
  await cp(join(folders.root, 'code-server.log'), join(logs, 'code-server.log')).catch(() => undefined);
  await rm(folders.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
