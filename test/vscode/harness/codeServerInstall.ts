import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNode } from './childProcess.ts';
import { pathWithThisNode } from './environment.ts';
import { cacheDir } from './folders.ts';
import { HarnessError } from './harnessError.ts';

const version = '4.139.1';
const nodeMajor = '24';
const name = `code-server-${version}`;
const entry = join('node_modules', 'code-server', 'out', 'node', 'entry.js');

/**
 * Installs code-server into the cache unless it is there, and returns its entry file. The work is done in
 * a folder beside the final one and renamed at the end, so a folder of the final name is always complete.
 */
export async function ensureCodeServer(): Promise<string> {
  if (process.versions.node.split('.')[0] !== nodeMajor) {
    throw new HarnessError(
      `code-server needs Node ${nodeMajor} and this is Node ${process.versions.node}.`,
      'Run the tests by an npm script (npm run test:vscode): those use the Node of the development dependencies.',
    );
  }
  const installed = join(cacheDir, name);
  if (!existsSync(installed)) {
    await mkdir(cacheDir, { recursive: true });
    await removeAbandonedInstalls();
    const staging = join(cacheDir, `${name}.partial-${process.pid}`);
    await installInto(staging);
    await rename(staging, installed).catch(async (error: unknown) => {
      await rm(staging, { recursive: true, force: true });
      if (!existsSync(installed)) throw error; // else another process was faster
    });
  }
  return join(installed, entry);
}

async function installInto(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const logFile = join(cacheDir, 'code-server-install.log');
  const npm = (cwd: string, ...args: string[]): Promise<void> =>
    runNode([npmCli(), ...args, '--no-audit', '--no-fund'], {
      cwd,
      env: npmEnvironment(),
      logFile,
    });

  // The package's own install script does the next three steps with `sh`, and compiles ten modules, of which
  // one needs Kerberos headers. Two are of use here: one writes the log files, one ends orphaned hosts.
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await npm(folder, 'install', `code-server@${version}`, '--ignore-scripts');
  await npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  await npm(join(vscode, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  await npm(vscode, 'rebuild', '@vscode/spdlog', '@vscode/native-watchdog').catch(() => {
    console.warn('No compiler for the editor’s log module: the editor runs, but writes no log files.');
  });
}

/** npm as the script runner that started us announces it; else the one that lies beside Node. */
function npmCli(): string {
  const candidates = [
    process.env.npm_execpath,
    join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(process.execPath, '..', '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  if (found !== undefined) return found;
  throw new HarnessError('npm was not found.', 'Run the tests by an npm script: npm run test:vscode.');
}

/** What npm sets for its own scripts (prefix, local config) would point the inner npm to this project. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(([key]) => !/^(npm_|init_cwd$|path$)/i.test(key));
  return { ...Object.fromEntries(outer), PATH: pathWithThisNode() };
}

async function removeAbandonedInstalls(): Promise<void> {
  for (const entryName of await readdir(cacheDir)) {
    const pid = Number(/\.partial-(\d+)$/.exec(entryName)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(cacheDir, entryName), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
