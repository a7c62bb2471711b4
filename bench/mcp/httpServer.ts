import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Memory of a server, bytes. */
export interface ServerMemory {
  /** All that it holds, and what the collector has not given back yet. */
  readonly resident: number;
  /** Of the main thread, after a collection. */
  readonly heap: number;
}

/** A server in a process of its own. */
export interface HttpServer {
  /** What it wrote when it was ready. */
  readonly said: string;
  /** CPU time that it used until now, µs. */
  cpu(): Promise<number>;
  memory(): Promise<ServerMemory>;
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
  const usage = async (what: 'cpu' | 'memory'): Promise<NodeJS.CpuUsage & ServerMemory> => {
    const answered = once(child, 'message') as Promise<[NodeJS.CpuUsage & ServerMemory]>;
    child.send(what);
    return (await answered)[0];
  };
  return {
    said,
    cpu: async () => {
      const { user, system } = await usage('cpu');
      return user + system;
    },
    memory: () => usage('memory'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
