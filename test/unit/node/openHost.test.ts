import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LogLine } from '../../../src/core/observe/lineLogger.ts';
import { relayLogger } from '../../../src/node/loggers/relayLogger.ts';
import { createObserve } from '../../../src/node/observe/createObserve.ts';
import { measureProcess } from '../../../src/node/observe/measureProcess.ts';
import { hostOpener } from '../../../src/node/openHost.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import type { Api, Disposable } from '../../../src/protocol/api.ts';
import { parseSettings } from '../../../src/protocol/settings.ts';
import { extendedRow } from '../../fixtures/exportRows.ts';
import { memoryVault } from '../../fixtures/memoryVault.ts';
import { zipExport } from '../../fixtures/zipExport.ts';

const patience = { timeout: 60_000, interval: 50 };
const root = join(import.meta.dirname, '../../..');
const bundles = mkdtempSync(join(tmpdir(), 'backbeat-bundle-'));
let dataDir: string;
const opened: Disposable[] = [];

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ['worker', 'queryWorker'].map((name) => `src/${name}.ts`),
    outdir: bundles,
    outExtension: { '.js': '.cjs' },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
    define: { 'import.meta.dirname': '__dirname' },
  });
  const wasm = createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
  copyFileSync(wasm, join(bundles, 'sql-wasm.wasm'));
}, 120_000);
afterAll(() => {
  rmSync(bundles, { recursive: true, force: true });
});
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-open-'));
});
afterEach(async () => {
  for (const one of opened.splice(0)) one.dispose();
  // What a worker that is closing still writes may lie in the folder.
  await expect.poll(() => removed(dataDir), patience).toBe(true);
});

function removed(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

/** One process that opens the directory, with its log. */
async function open(storage?: string) {
  const observe = createObserve();
  const lines: LogLine[] = [];
  const logger = relayLogger({ write: (line) => lines.push(line) }, observe);
  const api: Api & Disposable = await hostOpener({
    ...{ dataDir, version: '1.0.0', logger, observe, measured: measureProcess(observe) },
    ...{ clock: systemClock, vault: memoryVault(), onLogLine: logger.onLine },
    workerFile: join(bundles, 'worker.cjs'),
    settings: () => parseSettings({ 'collector.enabled': false }),
    storageKind: () => storage,
    transport: () => Promise.reject(new Error('Nobody is asked here.')),
  })(() => undefined);
  opened.push(api);
  return { api, lines, observe };
}

describe('a data directory on a drive of the network', () => {
  it('is told of by one line of the log, which the history keeps, and not again by who joins', async () => {
    const { api, lines } = await open('NFS');
    await api.call('app.status', {});
    const told = (of: readonly LogLine[]): readonly LogLine[] =>
      of.filter(({ message }) => message.includes('(NFS)'));
    expect(told(lines)).toMatchObject([{ level: 'warn' }]);
    await expect
      .poll(async () => (await api.call('ops.logs', { contains: '(NFS)' })).lines, patience)
      .toMatchObject([{ level: 'warning' }]);
    const client = await open('NFS');
    await client.api.call('app.status', {});
    expect(told(client.lines)).toEqual([]);
    expect(told(lines)).toHaveLength(1);
  });

  it('is not spoken of where it is a disk of this machine', async () => {
    const { api, lines } = await open();
    await api.call('app.status', {});
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });
});

describe('an import that a client asks for', () => {
  const file = async (): Promise<string> => {
    const path = join(dataDir, 'export.zip');
    const rows = [extendedRow({ ts: '2024-01-01T10:00:00Z' })];
    const name = 'Streaming_History_Audio_2024.json';
    writeFileSync(path, await zipExport([{ name, text: JSON.stringify(rows) }]));
    return path;
  };

  it('is a run with the id that the client had under way', async () => {
    const host = await open();
    const client = await open();
    let trace = '';
    const path = await file();
    await client.observe.run({ name: 'tool' }, async () => {
      trace = client.observe.current() ?? '';
      await client.api.call('import.run', { paths: [path] });
    });
    expect(trace).toMatch(/^[0-9a-f]{32}$/);
    const { runs } = await host.api.call('ops.jobRuns', {});
    expect(runs).toMatchObject([{ type: 'import_zip', correlation: trace }]);
  });

  it('is counted by the host, whose figures the client can ask for', async () => {
    const host = await open();
    const client = await open();
    await client.api.call('import.run', { paths: [await file()] });
    const told = await client.api.call('host.measured', {});
    expect(told.process).toBe((await host.api.call('host.measured', {})).process);
    const family = told.families.find(({ name }) => name === 'backbeat_imports_total');
    expect(family?.samples).toMatchObject([{ labels: { outcome: 'success' }, value: 1 }]);
  });
});
