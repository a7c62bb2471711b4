import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInFolder, type SignedInFolder } from '../protocol/signedInFolder.ts';
import { startServe, type ServeProcess } from '../protocol/serveProcess.ts';
import { startSimulator, type Simulator } from '../spotify/simulator.ts';
import { baseline, baselineReasons, partlyFailing } from './baseline.ts';
import { runSuite, type Check, type SuiteResult } from './runSuite.ts';
import { startTokenProxy, type TokenProxy } from './tokenProxy.ts';

/** Scenarios that suit any server. */
const suitable = [
  ...['server-initialize', 'server-session-lifecycle', 'ping', 'tools-list', 'prompts-list'],
  ...['resources-list', 'resources-subscribe', 'resources-unsubscribe', 'sep-2164-resource-not-found'],
  ...['dns-rebinding-protection', 'caching', 'http-header-validation', 'server-sse-multiple-streams'],
  ...['input-required-result-unsupported-methods', 'input-required-result-validate-input'],
  ...['input-required-result-missing-input-response', 'input-required-result-ignore-extra-params'],
];

let simulator: Simulator;
let home: SignedInFolder;
let served: ServeProcess;
let proxy: TokenProxy;
let results: SuiteResult;

beforeAll(async () => {
  simulator = await startSimulator();
  home = signedInFolder(simulator);
  const { code, said } = await home.login('ada-lovelace');
  expect(code, said).toBe(0);
  served = await startServe([], home.env);
  proxy = await startTokenProxy(served.url, served.token);
  results = await runSuite(proxy.url);
});
afterAll(async () => {
  proxy.close();
  await served.stop();
  home.dispose();
  await simulator.close();
});

const failures = (checks: readonly Check[]): readonly Check[] =>
  checks.filter(({ status }) => status === 'FAILURE');

describe("the MCP conformance suite's scenarios for any server", () => {
  it.each(suitable)('%s passes', (scenario) => {
    const checks = results.get(scenario) ?? [];
    expect(failures(checks)).toEqual([]);
    expect(checks.some(({ status }) => status === 'SUCCESS')).toBe(true);
  });

  it('server-stateless passes but for the checks that want a tool of the example server', () => {
    const checks = results.get('server-stateless') ?? [];
    expect(
      failures(checks)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...partlyFailing].sort());
    expect(checks.filter(({ status }) => status === 'SUCCESS').length).toBeGreaterThanOrEqual(24);
  });

  it('fail only where the baseline says why', () => {
    const failed = [...results].filter(([, checks]) => failures(checks).length > 0).map(([name]) => name);
    expect(failed.sort()).toEqual(Object.keys(baseline).sort());
    for (const reason of Object.values(baseline)) expect(baselineReasons[reason]).toMatch(/\w/);
  });
});
