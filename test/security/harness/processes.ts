import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface Started {
  readonly child: ChildProcess;
  /** What it wrote until now. */
  readonly said: { stdout: string; stderr: string };
  /** Exit code, once both streams are closed. */
  readonly ended: Promise<number | null>;
}

/** Starts the built command line. */
export function startCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [inject('cli'), ...args], {
    // The collector's own requests belong to no attack; no vault of the machine is touched.
    env: { ...process.env, COLLECTOR_ENABLED: 'false', TOKEN_ENCRYPTION_KEY: 'a key of the tests', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  return { child, said, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** Waits until a process wrote what the pattern finds. @throws if it ends without */
export async function untilSaid({ child, said, ended }: Started, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(said.stdout + said.stderr)?.[0];
    if (found !== undefined) return found;
    const wrote = [child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, 'data')] : []));
    const over = await Promise.race([ended.then(() => true), ...wrote]);
    if (over === true) throw new Error(`The process ended: ${said.stdout}${said.stderr}`);
  }
}

/** Where `backbeat login --no-browser` sends its user. */
export const authorizeAddress = /http:\/\/127\.0\.0\.1:\d+\/authorize\S+(?=\s)/;

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line to its end. */
export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliEnd> {
  const { child, said, ended } = startCli(args, env);
  child.stdin?.end();
  return { code: await ended, ...said };
}

/** A running `backbeat serve`. */
export interface Served extends Started {
  readonly url: string;
  readonly port: number;
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts `backbeat serve` on a free port and waits until it said where it is. */
export async function startServe(
  dataDir: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Served> {
  const started = startCli(['serve', '--json', '--data-dir', dataDir, ...args], env);
  const { child, said, ended } = started;
  while (!said.stdout.trimEnd().endsWith('}')) {
    const over = await Promise.race([ended.then(() => true), once(child.stdout ?? child, 'data')]);
    if (over === true) throw new Error(`backbeat serve ended: ${said.stderr}`);
  }
  const answer = JSON.parse(said.stdout) as { url: string; port: number; token_file: string };
  return {
    ...started,
    url: answer.url,
    port: answer.port,
    token: readFileSync(answer.token_file, 'utf8'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A new empty folder, and its removal. */
export function temporaryFolder(): { readonly path: string; dispose(): void } {
  const path = mkdtempSync(join(tmpdir(), 'backbeat-attack-'));
  return {
    path,
    dispose: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
