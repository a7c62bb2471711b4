import { afterEach, expect, it } from 'vitest';
import { metricDefinitions } from '../../../src/core/observe/metrics.ts';
import { createPromMetrics, type PromMetrics } from '../../../src/node/observe/promMetrics.ts';

let metrics: PromMetrics;
afterEach(() => {
  metrics.dispose();
});

it('counts, times and shows, with the memory of the process', async () => {
  metrics = createPromMetrics();
  metrics.count('toolCalls', { tool: 'spotify_status', outcome: 'ok' });
  metrics.count('toolCalls', { tool: 'spotify_status', outcome: 'ok' });
  metrics.count('importedListens', {}, 50);
  metrics.gauge('mcpSessions', 3, {});
  for (let ms = 1; ms <= 100; ms += 1)
    metrics.observe('toolDuration', ms / 1_000, { tool: 'spotify_status' });
  const text = await metrics.text();
  expect(text).toContain('backbeat_tool_calls_total{tool="spotify_status",outcome="ok"} 2\n');
  expect(text).toContain('backbeat_imported_listens_total 50\n');
  expect(text).toContain('backbeat_mcp_sessions 3\n');
  expect(text).toContain('backbeat_tool_call_duration_seconds_count{tool="spotify_status"} 100\n');
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
  const quantile = (at: string): number =>
    Number(
      new RegExp(`backbeat_tool_call_duration_quantiles_seconds\\{quantile="${at}"\\} (\\S+)`).exec(
        text,
      )?.[1],
    );
  expect(quantile('0.5')).toBeCloseTo(0.05, 2);
  expect(quantile('0.95')).toBeCloseTo(0.095, 2);
  expect(quantile('0.99')).toBeCloseTo(0.099, 2);
});

it('names every metric from the beginning, so that a query finds it before anything happened', async () => {
  metrics = createPromMetrics();
  const text = await metrics.text();
  for (const { name } of Object.values(metricDefinitions)) expect(text).toContain(`# HELP ${name}`);
});

it('stays bounded where a label is not', async () => {
  metrics = createPromMetrics();
  for (let count = 0; count < 5_000; count += 1)
    metrics.count('toolCalls', { tool: `tool-${count}-${'x'.repeat(1_000)}`, outcome: 'ok' });
  const text = await metrics.text();
  const series = text.split('\n').filter((line) => line.startsWith('backbeat_tool_calls_total{'));
  expect(series.length).toBeLessThan(1_000);
  expect(series.join('')).toContain('tool="other",outcome="other"} 4400');
  expect(Math.max(...series.map((line) => line.length))).toBeLessThan(200);
});
