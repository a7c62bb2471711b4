import { describe, expect, it } from 'vitest';
import { createTally, type Tally } from '../../../src/core/observe/tally.ts';
import type { MetricSample } from '../../../src/protocol/observe/measured.ts';

const samplesOf = (tally: Tally, name: string): readonly MetricSample[] =>
  tally.families().find((family) => family.name === name)?.samples ?? expect.fail(`no ${name}`);
const quantilesOf = (tally: Tally): readonly number[] =>
  samplesOf(tally, 'backbeat_tool_call_duration_quantiles_seconds')
    .filter(({ labels }) => 'quantile' in labels)
    .map(({ value }) => value);

describe('what a process counts', () => {
  it('adds up by labels', () => {
    const tally = createTally(() => 0);
    tally.count('imports', { outcome: 'success' });
    tally.count('imports', { outcome: 'success' });
    tally.count('imports', { outcome: 'error' });
    const name = 'backbeat_imports_total';
    expect(samplesOf(tally, name)).toEqual([
      { name, labels: { outcome: 'success' }, value: 2 },
      { name, labels: { outcome: 'error' }, value: 1 },
    ]);
  });

  it('begins at nought, but says nothing of what nobody looked at', () => {
    const tally = createTally(() => 0);
    expect(samplesOf(tally, 'backbeat_searches_total')).toMatchObject([{ value: 0 }]);
    expect(samplesOf(tally, 'backbeat_mcp_sessions')).toEqual([]);
    tally.gauge('mcpSessions', 3, {});
    tally.gauge('mcpSessions', 2, {});
    expect(samplesOf(tally, 'backbeat_mcp_sessions')).toMatchObject([{ value: 2 }]);
  });

  it('tells within what time half, and nearly all, was done, within 2.5 %', () => {
    const tally = createTally(() => 0);
    for (let ms = 1; ms <= 1_000; ms += 1) tally.observe('toolDuration', ms / 1_000, { tool: `t${ms % 7}` });
    for (const [at, seconds] of [0.5, 0.95, 0.99].entries())
      expect(Math.abs((quantilesOf(tally)[at] ?? 0) / seconds - 1)).toBeLessThan(0.026);
  });

  it('forgets after ten minutes how long things took, and never how many there were', () => {
    let now = 0;
    const tally = createTally(() => now);
    tally.observe('toolDuration', 5, { tool: 'slow' });
    now = 9 * 60_000;
    tally.observe('toolDuration', 0.1, { tool: 'fast' });
    expect(quantilesOf(tally).at(-1)).toBeGreaterThan(4);
    now = 11 * 60_000;
    expect(quantilesOf(tally).at(-1)).toBeLessThan(0.2);
    now = 60 * 60_000;
    expect(quantilesOf(tally)).toEqual([0, 0, 0]);
    expect(samplesOf(tally, 'backbeat_tool_call_duration_quantiles_seconds').at(-1)).toMatchObject({
      name: 'backbeat_tool_call_duration_quantiles_seconds_count',
      value: 2,
    });
  });

  it.each([0, 1e-9, 1e9])('takes a duration of %d seconds', (seconds) => {
    const tally = createTally(() => 0);
    tally.observe('toolDuration', seconds, { tool: 'odd' });
    expect(quantilesOf(tally).every((value) => Number.isFinite(value) && value > 0)).toBe(true);
  });

  it('stays bounded where a label is not', () => {
    const tally = createTally(() => 0);
    for (let count = 0; count < 5_000; count += 1)
      tally.count('toolCalls', { tool: `tool-${count}-${'x'.repeat(1_000)}`, outcome: 'ok' });
    const samples = samplesOf(tally, 'backbeat_tool_calls_total');
    expect(samples.length).toBeLessThan(1_000);
    expect(samples.at(-1)).toMatchObject({ labels: { tool: 'other', outcome: 'other' }, value: 4_400 });
    expect(Math.max(...samples.map(({ labels }) => labels['tool']?.length ?? 0))).toBeLessThan(100);
  });
});
