import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHostRecord } from '../../src/node/host/hostRecord.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { temporaryFolder } from './bundle.ts';
import { openEditorWindow } from './openEditorWindow.ts';
import { observedServe, type ObservedServe } from './observedServe.ts';
import { signedInFolder, type SignedInFolder } from './signedInFolder.ts';

const patience = { timeout: 60_000, interval: 200 };

let simulator: Simulator;
let home: SignedInFolder;
let host: ObservedServe;
let server: ObservedServe;
let standsStill = false;
/** What Spotify was asked before the host began. */
let askedBefore: number;
const asked = (): number => simulator.requests.filter(({ service }) => service === 'api').length;

beforeAll(async () => {
  simulator = await startSimulator();
  home = signedInFolder(simulator);
  const { code, said } = await home.login(simulator.users[0]?.id ?? '');
  expect(code, said).toBe(0);
  askedBefore = asked();
  host = await observedServe(home.env);
  await host.client.callTool('spotify_status');
  server = await observedServe(home.env);
  expect(readHostRecord(home.path)?.pid).toBe(host.pid);
}, 180_000);
afterAll(async () => {
  goOn();
  await server.stop();
  await host.stop();
  home.dispose();
  await simulator.close();
});

/** Lets the host go on, if it was stopped. */
function goOn(): void {
  if (standsStill) process.kill(host.pid, 'SIGCONT');
  standsStill = false;
}

async function metricsOf({ url, token }: ObservedServe): Promise<string> {
  const response = await fetch(url.replace(/mcp$/, 'metrics'), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
  return response.text();
}
/** Lines of a metric, in the order of the text. */
const linesOf = (text: string, name: string): readonly string[] =>
  text.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
const sum = (lines: readonly string[]): number =>
  lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);

describe('/metrics of a server that is a client of another host', () => {
  it('shows what the host did for it, once', async () => {
    const { isError } = await server.client.callTool('spotify_search', { queries: [{ text: 'first' }] });
    expect(isError).toBeFalsy();
    const text = await metricsOf(server);
    expect(linesOf(text, 'backbeat_host_up')).toEqual(['backbeat_host_up 1']);
    expect(linesOf(text, 'backbeat_searches_total')).toEqual([
      'backbeat_searches_total{process="serve"} 0',
      'backbeat_searches_total{process="host"} 1',
    ]);
    expect(linesOf(text, 'backbeat_spotify_requests_total')).toContain(
      'backbeat_spotify_requests_total{family="search",status="200",process="host"} 1',
    );
    expect(sum(linesOf(text, 'backbeat_spotify_requests_total'))).toBe(asked() - askedBefore);
    expect(linesOf(text, 'backbeat_tool_calls_total').filter((line) => line.includes('search'))).toEqual([
      'backbeat_tool_calls_total{tool="spotify_search",outcome="ok",process="serve"} 1',
    ]);
    expect(linesOf(text, 'backbeat_resident_memory_bytes')).toHaveLength(2);
  });

  it('says the same of the host as the host says of itself', async () => {
    const [seen, said] = [await metricsOf(server), await metricsOf(host)];
    for (const name of ['backbeat_searches_total', 'backbeat_spotify_reads_total']) {
      const ofHost = linesOf(seen, name).filter((line) => line.includes('process="host"'));
      expect(ofHost.map((line) => line.replace('process="host"', 'process="serve"'))).toEqual(
        linesOf(said, name),
      );
    }
    expect(said).toContain('backbeat_host_up 1\n');
    expect(said).not.toContain('process="host"');
  });

  it('answers without a host that stands still, and shows it again when it goes on', async () => {
    process.kill(host.pid, 'SIGSTOP');
    standsStill = true;
    const text = await metricsOf(server);
    expect(linesOf(text, 'backbeat_host_up')).toEqual(['backbeat_host_up 0']);
    expect(text).not.toContain('process="host"');
    expect(linesOf(text, 'backbeat_tool_calls_total')).toContain(
      'backbeat_tool_calls_total{tool="spotify_search",outcome="ok",process="serve"} 1',
    );
    goOn();
    await expect
      .poll(async () => linesOf(await metricsOf(server), 'backbeat_host_up'), patience)
      .toEqual(['backbeat_host_up 1']);
  });

  it('says everything once when it is the host itself, and keeps what it counted', async () => {
    await host.stop();
    await expect
      .poll(async () => linesOf(await metricsOf(server), 'backbeat_host_up'), patience)
      .toEqual(['backbeat_host_up 1']);
    await server.client.callTool('spotify_search', { queries: [{ text: 'second' }] });
    const text = await metricsOf(server);
    expect(linesOf(text, 'backbeat_searches_total')).toEqual(['backbeat_searches_total{process="serve"} 1']);
    expect(linesOf(text, 'backbeat_tool_calls_total')).toContain(
      'backbeat_tool_calls_total{tool="spotify_search",outcome="ok",process="serve"} 2',
    );
  });
});

describe('/metrics of a server beside a window of the editor', () => {
  it('shows what the window did as the host, and its memory', async () => {
    const folder = temporaryFolder();
    const window = await openEditorWindow(folder.path, 'a token of the tests');
    let beside: ObservedServe | undefined;
    try {
      await window.client.callTool('history_coverage');
      beside = await observedServe({ ...home.env, BACKBEAT_DATA_DIR: folder.path });
      const text = await metricsOf(beside);
      expect(readHostRecord(folder.path)?.pid).toBe(window.pid);
      expect(linesOf(text, 'backbeat_tool_calls_total')).toEqual([
        'backbeat_tool_calls_total{tool="history_coverage",outcome="error",process="host"} 1',
      ]);
      expect(linesOf(text, 'backbeat_resident_memory_bytes')).toHaveLength(2);
      // Nobody counts the window's sessions: no line is better than a nought.
      expect(linesOf(text, 'backbeat_mcp_sessions')).toEqual(['backbeat_mcp_sessions{process="serve"} 0']);
    } finally {
      await beside?.stop();
      await window.stop();
      folder.dispose();
    }
  });
});
