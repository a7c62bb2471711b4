import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cli } from './bundle.ts';

/** A running `backbeat serve`. */
export interface ServeProcess {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Starts `backbeat serve` on a free port and waits until it said where it is. */
export async function startServe(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServeProcess> {
  const child = spawn(process.execPath, [cli, 'serve', '--json', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.trimEnd().endsWith('}')) break;
  }
  const { url, token_file } = JSON.parse(text) as { url: string; token_file: string };
  return {
    url,
    token: readFileSync(token_file, 'utf8'),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
