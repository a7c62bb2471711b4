import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connectHttp, type TestClient } from './clients.ts';

/** The extension's own bundle in a process of its own, as the editor runs it, and a client of its MCP server. */
export interface EditorWindow {
  readonly pid: number;
  readonly client: TestClient;
  /** Whether it has loaded what records traces. */
  readonly tracerLoaded: boolean;
  /** All of its log. */
  text(): string;
  stop(): Promise<void>;
}

export async function openEditorWindow(
  dataDir: string,
  token: string,
  env: Readonly<Record<string, string>> = {},
): Promise<EditorWindow> {
  const script = join(import.meta.dirname, 'editorWindow.ts');
  const child = spawn(process.execPath, [script, dataDir, token], { env: { ...process.env, ...env } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let answer = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    answer += chunk;
    if (answer.trimEnd().endsWith('}')) break;
  }
  if (answer === '') throw new Error(`The window did not open: ${said}`);
  const { url, tracerLoaded } = JSON.parse(answer) as { url: string; tracerLoaded: boolean };
  const client = await connectHttp('v1', url, token);
  return {
    ...{ pid: child.pid ?? 0, client, tracerLoaded },
    text: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      await client.close();
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
