import { afterEach, describe, expect, it } from 'vitest';
import { metricDefinitions } from '../../../src/core/observe/metrics.ts';
import { createTally, type Measured, type Tally } from '../../../src/core/observe/tally.ts';
import { createPromMetrics, type PromMetrics } from '../../../src/node/observe/promMetrics.ts';
import { measuredResult } from '../../../src/protocol/observe/measured.ts';

interface MeasuredProcess {
  readonly tally: Tally;
  readonly measured: Measured;
}
const processNamed = (process: string): MeasuredProcess => {
  const tally = createTally(() => 0);
  return { tally, measured: { measured: () => ({ process, families: tally.families() }) } };
};

let metrics: PromMetrics | undefined;
afterEach(() => {
  metrics?.dispose();
});

/** What a server shows, itself named `serve`, beside what its host says. */
function shown({ measured }: MeasuredProcess, host?: MeasuredProcess): Promise<string> {
  metrics = createPromMetrics(measured, () =>
    // As it comes over the link.
    Promise.resolve(host === undefined ? undefined : measuredResult.parse(host.measured.measured())),
  );
  return metrics.text();
}

describe('the metrics of a server', () => {
  it('count, time and show, with the memory of the process', async () => {
    const server = processNamed('a');
    const { tally } = server;
    tally.count('toolCalls', { tool: 'spotify_status', outcome: 'ok' });
    tally.count('toolCalls', { tool: 'spotify_status', outcome: 'ok' });
    tally.count('importedListens', {}, 50);
    tally.gauge('mcpSessions', 3, {});
    tally.observe('toolDuration', 0.003, { tool: 'spotify_status' });
    const text = await shown(server, server);
    expect(text).toContain(
      'backbeat_tool_calls_total{tool="spotify_status",outcome="ok",process="serve"} 2\n',
    );
    expect(text).toContain('backbeat_imported_listens_total{process="serve"} 50\n');
    expect(text).toContain('backbeat_mcp_sessions{process="serve"} 3\n');
    const bucket = 'backbeat_tool_call_duration_seconds_bucket{tool="spotify_status"';
    expect(text).toContain(`${bucket},le="0.0025",process="serve"} 0\n`);
    expect(text).toContain(`${bucket},le="0.005",process="serve"} 1\n`);
    expect(text).toContain(`${bucket},le="+Inf",process="serve"} 1\n`);
    expect(text).toContain(
      'backbeat_tool_call_duration_seconds_count{tool="spotify_status",process="serve"} 1\n',
    );
    expect(text).toMatch(
      /backbeat_tool_call_duration_quantiles_seconds\{quantile="0.99",process="serve"\} 0.00[23]/,
    );
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  });

  it('name every metric from the beginning, so that a query finds it before anything happened', async () => {
    const text = await shown(processNamed('a'));
    for (const { name } of Object.values(metricDefinitions)) expect(text).toContain(`# HELP ${name}`);
  });

  it('say everything once where the server is the host itself', async () => {
    const server = processNamed('a');
    server.tally.count('searches', {});
    const text = await shown(server, server);
    expect(text).toContain('backbeat_host_up 1\n');
    expect(text.match(/^backbeat_searches_total.*$/gm)).toEqual([
      'backbeat_searches_total{process="serve"} 1',
    ]);
  });

  it('show what another process did as its host, and count nothing twice', async () => {
    const [server, host] = [processNamed('a'), processNamed('b')];
    server.tally.count('toolCalls', { tool: 'spotify_search', outcome: 'ok' });
    host.tally.count('searches', {}, 2);
    host.tally.observe('spotifyDuration', 0.2, { family: 'search' });
    const text = await shown(server, host);
    expect(text).toContain('backbeat_host_up 1\n');
    expect(text).toContain('backbeat_searches_total{process="serve"} 0\n');
    expect(text).toContain('backbeat_searches_total{process="host"} 2\n');
    expect(text).toContain(
      'backbeat_spotify_request_duration_seconds_count{family="search",process="host"} 1\n',
    );
    expect(text.match(/^backbeat_tool_calls_total\{.*$/gm)).toEqual([
      'backbeat_tool_calls_total{tool="spotify_search",outcome="ok",process="serve"} 1',
    ]);
  });

  it('have one group of lines for each metric, as the format asks', async () => {
    const [server, host] = [processNamed('a'), processNamed('b')];
    for (const { tally } of [server, host]) tally.observe('toolDuration', 1, { tool: 'spotify_search' });
    const text = await shown(server, host);
    const named = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(named).size).toBe(named.length);
    for (const [group] of text.matchAll(/^# HELP (\S+)[^]*?(?=^# HELP |$(?![^]))/gm)) {
      const name = /^# HELP (\S+)/.exec(group)?.[1] ?? '';
      for (const line of group.split('\n').filter((one) => one !== '' && !one.startsWith('#')))
        expect(line.startsWith(name)).toBe(true);
    }
  });

  it('are there without those of a host that does not tell', async () => {
    const server = processNamed('a');
    server.tally.count('searches', {});
    const text = await shown(server);
    expect(text).toContain('backbeat_host_up 0\n');
    expect(text).toContain('backbeat_searches_total{process="serve"} 1\n');
    expect(text).not.toContain('process="host"');
  });

  it('show a metric of a newer host that this version does not know, and none of another type', async () => {
    const server = processNamed('a');
    const sample = { labels: {}, value: 7 };
    metrics = createPromMetrics(server.measured, () =>
      Promise.resolve({
        process: 'b',
        families: [
          {
            ...{ name: 'backbeat_new_total', help: 'New.', type: 'counter' },
            samples: [{ name: 'backbeat_new_total', ...sample }],
          },
          {
            ...{ name: 'backbeat_searches_total', help: 'Other.', type: 'gauge' },
            samples: [{ name: 'backbeat_searches_total', ...sample }],
          },
        ],
      }),
    );
    const text = await metrics.text();
    expect(text).toContain('backbeat_new_total{process="host"} 7\n');
    expect(text).not.toContain('backbeat_searches_total{process="host"}');
  });
});
