import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A server in a process of its own. */
export interface HttpServer {
  /** What it wrote when it was ready. */
  readonly said: string;
  /** CPU time that it used until now, µs. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

const preload = pathToFileURL(join(import.meta.dirname, 'answerUsage.ts')).href;

/** Starts a server and waits for what it writes first. */
export async function startServer(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<HttpServer> {
  const child = spawn(process.execPath, ['--import', preload, script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  if (child.stdout === null) throw new Error('the server has no output');
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += chunk;
    if (/[}\d]\s*\n$/.test(said)) break;
  }
  return {
    said,
    cpu: async () => {
      const answered = once(child, 'message') as Promise<[NodeJS.CpuUsage]>;
      child.send('cpu');
      const [{ user, system }] = await answered;
      return user + system;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
