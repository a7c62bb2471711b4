import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const projectDir = resolve(import.meta.dirname, '../../..');

/** What is worth keeping between two runs of the tests; anybody may delete it. */
export const cacheDir = join(projectDir, 'node_modules', '.cache', 'backbeat');

/** Screenshots and logs of the last run. */
export const resultsDir = join(projectDir, 'test-results', 'vscode');

/** The extension as `npm run package` leaves it. */
export const packedExtension = join(projectDir, 'dist', 'backbeat.vsix');

/** The extension that runs the tests' requests inside the extension host. */
export const driverExtension = join(import.meta.dirname, 'driver');

/** The extension that gives chat a model and a participant, neither of which needs an account. */
export const scriptedChatExtension = join(import.meta.dirname, 'scriptedChat');

/** Everything that one session of VS Code writes, below one temporary folder. */
export interface SessionFolders {
  readonly root: string;
  readonly userData: string;
  readonly extensions: string;
  /** The home folder of everything that runs in the session, so that nothing of the developer's is read. */
  readonly home: string;
  /** One address file per window. */
  readonly driver: string;
  /** One empty workspace folder per window. */
  readonly workspaces: string;
}

/** Makes the folders. The root is short, because Unix sockets below it may have about 100 characters. */
export function createSessionFolders(): SessionFolders {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bb-vscode-')));
  const folders = {
    root,
    userData: join(root, 'user'),
    extensions: join(root, 'ext'),
    home: join(root, 'home'),
    driver: join(root, 'driver'),
    workspaces: join(root, 'ws'),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return folders;
}
