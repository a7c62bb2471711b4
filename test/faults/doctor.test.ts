import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../src/core/doctor/check.ts';
import { storeFiles } from '../../src/core/history/storeFiles.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { buildBundles, type Bundles } from './harness/bundles.ts';
import { HostChild } from './harness/hostChild.ts';
import { historyOver, perform } from './harness/historyInProcess.ts';
import { importStep, pollStep } from './harness/step.ts';

let bundles: Bundles;
let parent: string;
let dataDir: string;

beforeAll(async () => {
  bundles = await buildBundles();
});
afterAll(() => {
  bundles.dispose();
});
beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-doctor-'));
  dataDir = join(parent, 'data');
  const history = historyOver(openDataFolder(dataDir));
  const listens = Array.from({ length: 320 }, (_, n) => n);
  for (const [n, part] of [listens.slice(0, 160), listens.slice(160)].entries()) {
    await perform(history, importStep(parent, `export-${n}.zip`, 'listener', [part]));
  }
  await perform(history, pollStep('listener', [400, 401]));
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

async function doctor(...options: string[]): Promise<{ code: number; checks: readonly Check[] }> {
  const args = [bundles.cli, 'doctor', '--json', '--data-dir', dataDir, ...options];
  const env = { ...process.env, COLLECTOR_ENABLED: 'false', TOKEN_ENCRYPTION_KEY: 'a'.repeat(64) };
  const { code, text } = await new Promise<{ code: number; text: string }>((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), text: stdout === '' ? stderr : stdout });
    });
  });
  expect(text).toMatch(/^\{/);
  return { code, checks: (JSON.parse(text) as { checks: Check[] }).checks };
}

const failed = (checks: readonly Check[]): string[] =>
  checks.filter(({ state }) => state === 'failed').map(({ found }) => found);

describe('backbeat doctor', () => {
  it('finds a sound history sound', async () => {
    const { code, checks } = await doctor();
    expect([code, failed(checks)]).toEqual([0, []]);
    const texts = checks.map(({ found }) => found).join('\n');
    expect(texts).toMatch(/history\.sqlite is sound/);
    expect(texts).toMatch(/history\.journal is sound/);
    expect(texts).toMatch(/Account listener: 322 listens/);
  });

  it('changes nothing of a damaged history without --repair, repairs it with that, and is content after it', async () => {
    const bytes = readFileSync(join(dataDir, storeFiles.snapshot));
    bytes[30_000] = (bytes[30_000] ?? 0) ^ 4;
    writeFileSync(join(dataDir, storeFiles.snapshot), bytes);
    const first = await doctor();
    expect(first.code).toBe(1);
    expect(failed(first.checks)).toEqual(['history.sqlite is damaged: it is not as it was written.']);
    expect(readFileSync(join(dataDir, storeFiles.snapshot)).equals(bytes)).toBe(true);

    const second = await doctor('--repair');
    expect([second.code, failed(second.checks)]).toEqual([0, []]);
    const texts = second.checks.map(({ found }) => found).join('\n');
    expect(texts).toMatch(/it was set aside as history\.damaged-/);
    // The first import, and what the journal holds.
    expect(texts).toMatch(/Account listener: 162 listens/);
    const aside = readdirSync(dataDir).find((name) => name.includes('.damaged-'));
    expect(readFileSync(join(dataDir, aside ?? '')).equals(bytes)).toBe(true);

    const third = await doctor();
    expect([third.code, failed(third.checks)]).toEqual([0, []]);
  });

  it('finds in the files what the host finds that uses them', async () => {
    writeFileSync(join(dataDir, 'history.damaged-20260101T000000Z.sqlite'), 'x', { mode: 0o644 });
    chmodSync(join(dataDir, 'history.damaged-20260101T000000Z.sqlite'), 0o644);
    const host = new HostChild(bundles, { dataDir, limits: {} });
    await host.opened;
    try {
      const { checks } = (await host.ask('history.files', {}).done) as { checks: readonly Check[] };
      const texts = checks.map(({ found }) => found).join('\n');
      expect(texts).toMatch(/history\.sqlite is sound/);
      expect(texts).toMatch(/history\.damaged-20260101T000000Z\.sqlite is a damaged file/);
      expect(texts).toMatch(/Other users of this machine could read or change history\.damaged/);
      expect((await doctor()).checks).toEqual(expect.arrayContaining([...checks]));
    } finally {
      host.close();
      await host.ended;
    }
  });

  it('says what it cleared away', async () => {
    const left = join(dataDir, 'history.sqlite.new');
    writeFileSync(left, 'half');
    utimesSync(left, new Date(0), new Date(0));
    expect((await doctor()).checks).toContainEqual({
      state: 'attention',
      found: 'Programs that were killed left history.sqlite.new.',
      next: 'Run backbeat doctor --repair.',
    });
    expect((await doctor('--repair')).checks).toContainEqual({
      state: 'ok',
      found: 'Programs that were killed left history.sqlite.new; that was removed.',
    });
    expect(existsSync(left)).toBe(false);
  });
});
