import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { HarnessError } from './harnessError.ts';

const isWindows = process.platform === 'win32';
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Where and with which environment a child runs, and the file that gets what it prints. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** Starts Node with these arguments as the leader of a process group of its own. */
export function startNode(args: readonly string[], { cwd, env, logFile }: ChildOptions): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    return spawn(process.execPath, args, {
      cwd,
      env,
      detached: !isWindows,
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Runs Node to its end; throws with the last lines of the log if it fails. */
export async function runNode(args: readonly string[], options: ChildOptions): Promise<void> {
  const child = startNode(args, options);
  const endAlso = endWithThisProcess(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  endAlso.cancel();
  if (code === 0) return;
  throw new HarnessError(
    `'node ${args.join(' ')}' ended with ${code ?? 'a signal'}.`,
    `Read ${options.logFile}; it ends with:\n${await lastLines(options.logFile)}`,
  );
}

/** The end of a log, for an error message. */
export async function lastLines(logFile: string, count = 15): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Ends the child and everything that it started, politely first. */
export async function endProcessTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (isWindows) {
    if (child.exitCode !== null) return;
    await once(spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' }), 'exit');
    return;
  }
  signalGroup(child.pid, 'SIGTERM');
  for (let waited = 0; waited < 5_000 && signalGroup(child.pid, 0); waited += 50) await delay(50);
  signalGroup(child.pid, 'SIGKILL');
}

/** Makes sure that the child does not outlive this process, until it is cancelled. */
export function endWithThisProcess(child: ChildProcess): { cancel(): void } {
  const end = (): void => {
    if (child.pid === undefined) return;
    if (isWindows) child.kill();
    else signalGroup(child.pid, 'SIGKILL');
  };
  const endBySignal = (signal: NodeJS.Signals): void => {
    end();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', end);
  for (const signal of endingSignals) process.once(signal, endBySignal);
  return {
    cancel: () => {
      process.off('exit', end);
      for (const signal of endingSignals) process.off(signal, endBySignal);
    },
  };
}

/** Says whether somebody in the group was there to get the signal. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}
