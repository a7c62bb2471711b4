import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cli } from './bundle.ts';
import { connectHttp, type TestClient } from './clients.ts';

/** A line of the log as the process wrote it. */
export interface WrittenLine {
  readonly level: string;
  readonly message: string;
  readonly service?: string;
  readonly correlation?: string;
  readonly tool?: string;
  readonly operation?: string;
}

/** A running `backbeat serve` that says everything that it does. */
export interface ObservedServe {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  readonly client: TestClient;
  /** All of stderr. */
  text(): string;
  lines(): readonly WrittenLine[];
  stop(): Promise<void>;
}

/** Starts `backbeat serve` on a free port, with its whole log, and connects to it. */
export async function observedServe(env: Readonly<Record<string, string>>): Promise<ObservedServe> {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--json', '--toolsets', 'player,search,playlists,ops'],
    {
      env: { ...process.env, ...env, BACKBEAT_LOG: 'debug' },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let answer = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    answer += chunk;
    if (answer.trimEnd().endsWith('}')) break;
  }
  const { url, token_file } = JSON.parse(answer) as { url: string; token_file: string };
  const token = readFileSync(token_file, 'utf8').trim();
  const client = await connectHttp('v2 modern', url, token);
  return {
    ...{ pid: child.pid ?? 0, url, token, client },
    text: () => said,
    lines: () =>
      said
        .slice(0, said.lastIndexOf('\n') + 1)
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as WrittenLine),
    stop: async () => {
      await client.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
