import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { observedServe, type ObservedServe, type WrittenLine } from './observedServe.ts';
import { startOtlpCollector, type OtlpCollector, type ReceivedSpan } from './otlpCollector.ts';
import { sampleExportFile } from './sampleFile.ts';
import { signedInFolder, type SignedInFolder } from './signedInFolder.ts';

const patience = { timeout: 60_000, interval: 100 };

let simulator: Simulator;
let home: SignedInFolder;
let collector: OtlpCollector;
let host: ObservedServe;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  simulator = await startSimulator();
  collector = await startOtlpCollector();
  home = signedInFolder(simulator);
  const { code, said } = await home.login(simulator.users[0]?.id ?? '');
  expect(code, said).toBe(0);
  env = { ...home.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint };
  host = await observedServe(env);
}, 180_000);
afterAll(async () => {
  await host.stop();
  collector.close();
  home.dispose();
  await simulator.close();
});

/** The line with which a call of a tool ended; it may be written after its answer arrived. */
async function ended(process: ObservedServe, tool: string, times = 1): Promise<WrittenLine> {
  const answered = (): WrittenLine[] =>
    process.lines().filter((line) => line.tool === tool && line.message.startsWith('tool '));
  await expect.poll(() => answered().length, patience).toBe(times);
  return answered()[times - 1] ?? expect.fail('no line');
}

const ofWork = (process: ObservedServe, id: string | undefined): readonly WrittenLine[] =>
  process.lines().filter(({ correlation }) => correlation === id);
const sent = (): number => simulator.requests.filter(({ service }) => service === 'api').length;
const spansOf = (id: string | undefined): readonly ReceivedSpan[] =>
  collector.spans.filter(({ traceId }) => traceId === id);

describe('a tool call', () => {
  it('leaves one correlation id in every line, down to the requests that Spotify got', async () => {
    const before = sent();
    const { isError } = await host.client.callTool('spotify_search', { queries: [{ text: 'first' }] });
    expect(isError).toBeFalsy();
    const { correlation } = await ended(host, 'spotify_search');
    expect(correlation).toMatch(/^[0-9a-f]{32}$/);
    const asked = ofWork(host, correlation).filter(({ message }) => message === 'Spotify answered');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked).toHaveLength(sent() - before);
    expect(asked[0]).toMatchObject({ service: 'spotify', operation: 'search', status: 200 });
  });

  it('has another id than the call before it', async () => {
    await host.client.callTool('spotify_status');
    const { correlation } = await ended(host, 'spotify_status');
    const other = await ended(host, 'spotify_search');
    expect(correlation).not.toBe(other.correlation);
  });

  it('keeps its id in the process that does the work for it', async () => {
    const client = await observedServe(env);
    await client.client.callTool('spotify_search', { queries: [{ text: 'second' }] });
    const { correlation } = await ended(client, 'spotify_search');
    expect(ofWork(client, correlation).some(({ message }) => message === 'Spotify answered')).toBe(false);
    await expect
      .poll(() => ofWork(host, correlation).map(({ message }) => message), patience)
      .toContain('Spotify answered');
    await client.stop();
    // The end of the process sends what it still held, and the spans of both processes are one trace.
    await expect
      .poll(() => spansOf(correlation).map(({ name }) => name), patience)
      .toEqual(expect.arrayContaining(['spotify_search', 'spotify.search', 'spotify search']));
  });

  it('is one trace, in which each span lies below the one that caused it', async () => {
    const { correlation } = await ended(host, 'spotify_search');
    await expect
      .poll(() => spansOf(correlation).map(({ name }) => name), patience)
      .toEqual(expect.arrayContaining(['spotify_search', 'spotify search']));
    const spans = spansOf(correlation);
    const tool = spans.find(({ name }) => name === 'spotify_search');
    const request = spans.find(({ name }) => name === 'spotify search');
    expect(tool?.parentSpanId ?? '').toBe('');
    expect(request?.parentSpanId).toBe(tool?.spanId);
  });
});

describe('a job that a tool begins', () => {
  it('keeps the id in the log of the database, and with its run', async () => {
    const file = await sampleExportFile(home.path);
    const { isError, content } = await host.client.callTool('ops_import_export', { path: file.path });
    expect(isError, content[0]?.text).toBeFalsy();
    const { correlation = '' } = await ended(host, 'ops_import_export');
    const stored = async (): Promise<unknown> => {
      const { structuredContent } = await host.client.callTool('ops_logs', { correlation });
      return structuredContent?.['lines'];
    };
    await expect
      .poll(stored, patience)
      .toEqual([expect.objectContaining({ service: 'import', level: 'info', correlation })]);
    const { structuredContent } = await host.client.callTool('ops_latest_job_runs', { type: 'import_zip' });
    expect(structuredContent?.['runs']).toEqual([expect.objectContaining({ correlation })]);
  });

  it('keeps the id with each run of the collector', async () => {
    const { isError, content } = await host.client.callTool('ops_sync_now');
    expect(isError, content[0]?.text).toBeFalsy();
    const { correlation } = await ended(host, 'ops_sync_now');
    const { structuredContent } = await host.client.callTool('ops_latest_job_runs', { type: 'poll' });
    expect(structuredContent?.['runs']).toEqual([
      expect.objectContaining({ type: 'poll', status: 'success', correlation }),
    ]);
    const asked = ofWork(host, correlation).filter(({ message }) => message === 'Spotify answered');
    expect(asked.map(({ operation }) => operation)).toContain('get-recently-played');
  });
});

describe('/metrics', () => {
  const metrics = (headers: Record<string, string>): Promise<Response> =>
    fetch(host.url.replace(/mcp$/, 'metrics'), { headers });

  it('wants the bearer token', async () => {
    expect((await metrics({})).status).toBe(401);
    expect((await metrics({ authorization: 'Bearer another' })).status).toBe(401);
  });

  it('tells what was done, by whom it was answered and how long it took', async () => {
    await host.client.callTool('ops_import_export', { path: 'relative.zip' });
    const response = await metrics({ authorization: `Bearer ${host.token}` });
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    for (const line of [
      /^backbeat_tool_calls_total\{tool="spotify_search",outcome="ok",process="serve"\} 1$/m,
      /^backbeat_tool_calls_total\{tool="ops_import_export",outcome="error",process="serve"\} 1$/m,
      /^backbeat_errors_total\{code="INPUT_ERROR",process="serve"\} 1$/m,
      /^backbeat_tool_call_duration_seconds_count\{tool="spotify_search",process="serve"\} 1$/m,
      /^backbeat_tool_call_duration_quantiles_seconds\{quantile="0.99",process="serve"\} \d/m,
      /^backbeat_http_requests_total\{route="\/mcp",method="POST",status="200",process="serve"\} \d+$/m,
      /^backbeat_http_requests_total\{route="\/metrics",method="GET",status="401",process="serve"\} 2$/m,
      /^backbeat_http_connections\{process="serve"\} \d+$/m,
      /^backbeat_mcp_sessions\{process="serve"\} 0$/m,
      /^backbeat_searches_total\{process="serve"\} 2$/m,
      /^backbeat_spotify_requests_total\{family="search",status="200",process="serve"\} 2$/m,
      /^backbeat_spotify_reads_total\{result="miss",process="serve"\} \d+$/m,
      /^backbeat_imports_total\{outcome="success",process="serve"\} 1$/m,
      /^backbeat_imported_listens_total\{process="serve"\} [1-9]\d*$/m,
      /^backbeat_host_up 1$/m,
      /^process_resident_memory_bytes \d+$/m,
    ])
      expect(text).toMatch(line);
    expect(text).not.toContain('first');
  });
});

describe('what is written', () => {
  it('has none of the secrets that were used', () => {
    const written = host.text() + JSON.stringify(collector.spans);
    const tokens = simulator.requests.flatMap(({ headers }) => headers.authorization?.split(' ')[1] ?? []);
    expect(tokens.length).toBeGreaterThan(0);
    for (const secret of new Set([host.token, ...tokens])) expect(written).not.toContain(secret);
    expect(written).not.toMatch(/[AB]Q[\w-]{40,}/);
  });
});
