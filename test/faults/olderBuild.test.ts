import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSqliteHeader } from '../../src/core/history/snapshotChecks.ts';
import { storeFiles } from '../../src/core/history/storeFiles.ts';
import { seededRandom } from '../fixtures/seededRandom.ts';
import { buildBundles, type Bundles } from './harness/bundles.ts';
import { FaultTable } from './harness/faultTable.ts';
import { HostChild } from './harness/hostChild.ts';
import { snapshotSeen } from './harness/lives.ts';
import { importStep, pollStep } from './harness/step.ts';
import { smallLimits } from './harness/world.ts';

const kills = Number(process.env['BACKBEAT_FAULTS_KILLS'] ?? 300) >= 300 ? 8 : 3;
const seed = Number(process.env['BACKBEAT_FAULTS_SEED'] ?? Date.now() % 1_000_000);
const refusal = /The listening history was written by a newer Backbeat/;
const table = new FaultTable();

let older: Bundles;
let newer: Bundles;
let parent: string;
let dataDir: string;
const children: HostChild[] = [];

beforeAll(async () => {
  [older, newer] = await Promise.all([buildBundles(), buildBundles(true)]);
});
afterAll(() => {
  older.dispose();
  newer.dispose();
  console.info(`\nSeed ${seed}\n${table.toString()}`);
});
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-older-'));
  dataDir = join(parent, 'data');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  rmSync(parent, { recursive: true, force: true });
});

function start(isNewer: boolean): HostChild {
  const bundles = isNewer ? newer : older;
  const child = new HostChild(bundles, {
    dataDir,
    limits: smallLimits,
    version: isNewer ? '2.0.0' : '1.0.0',
  });
  children.push(child);
  return child;
}

const listens = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n);

/** A history of the older build: a snapshot, and a poll that is in the journal. */
async function store(child: HostChild): Promise<void> {
  const imported = importStep(parent, 'export.zip', 'listener', [listens(200)]);
  await child.ask(imported.method, imported.params).done;
  const polled = pollStep('listener', listens(4, 200));
  await child.ask(polled.method, polled.params).done;
}

async function end(child: HostChild): Promise<void> {
  child.close();
  await child.ended;
}

/** Of each file of the data directory, but for the claims on it. */
function files(): Record<string, string> {
  const names = readdirSync(dataDir).filter((name) => statSync(join(dataDir, name)).isFile());
  const sum = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(dataDir, name)))
      .digest('hex');
  return Object.fromEntries(names.sort().map((name) => [name, sum(name)]));
}

async function listensOf(child: HostChild): Promise<unknown> {
  const status = (await child.ask('app.status', {}).done) as { accounts: unknown; damage: unknown };
  return { accounts: status.accounts, damage: status.damage };
}

const all = { accounts: [{ account: 'listener', listens: 204 }], damage: [] };

describe('an older build', () => {
  it('leaves the history of a newer one as it is, and says so in one sentence', async () => {
    const first = start(true);
    await first.opened;
    await store(first);
    await end(first);
    const before = files();
    const old = start(false);
    await expect(old.opened).rejects.toThrow(refusal);
    await end(old);
    expect(files()).toEqual(before);
    const again = start(true);
    await again.opened;
    expect(await listensOf(again)).toEqual(all);
    table.add('an older build opens a newer history', 0, 0);
  });

  it('that gave the directory up does not take it back when the newer one dies, and changes nothing', async () => {
    const old = start(false);
    await old.opened;
    await store(old);
    const fresh = start(true);
    await fresh.opened;
    // Through whoever holds it: the older one is a client by now.
    expect(await listensOf(old)).toEqual(all);
    expect(schemaOnDisk()).toBe(1_000);
    const polled = pollStep('listener', listens(3, 204));
    await old.ask(polled.method, polled.params).done;
    await fresh.kill();
    const before = files();
    await expect(old.ask('history.coverage', {}).done).rejects.toThrow(refusal);
    await expect(old.ask(polled.method, polled.params).done).rejects.toThrow(refusal);
    expect(files()).toEqual(before);
    const again = start(true);
    await again.opened;
    expect(await listensOf(again)).toEqual({ ...all, accounts: [{ account: 'listener', listens: 207 }] });
    table.add('an older build after a polite takeover', 0, 0);
  });

  it(`opens a history whose migration was killed whole, or not at all, ${kills} times`, async () => {
    const random = seededRandom(seed);
    for (let n = 0; n < kills; n++) {
      const began = performance.now();
      dataDir = join(parent, `data-${n}`);
      const first = start(false);
      await first.opened;
      await store(first);
      await end(first);
      const fresh = start(true);
      const seen = snapshotSeen(dataDir);
      if (random.chance(0.7)) await Promise.race([seen.promise, fresh.opened]);
      else await sleep(random.int(50, 400));
      seen.end();
      await sleep(random.next() * 3);
      await fresh.kill();
      const before = files();
      const isMigrated = schemaOnDisk() === 1_000;
      const old = start(false);
      if (isMigrated) {
        await expect(old.opened).rejects.toThrow(refusal);
        expect(files()).toEqual(before);
      } else {
        await old.opened;
        expect(await listensOf(old)).toEqual(all);
      }
      await end(old);
      const again = start(true);
      await again.opened;
      expect(await listensOf(again)).toEqual(all);
      await again.kill();
      table.add(
        `a migration is killed, ${isMigrated ? 'after' : 'before'} it is stored`,
        0,
        performance.now() - began,
      );
    }
  });
});

function schemaOnDisk(): number | undefined {
  return readSqliteHeader(readFileSync(join(dataDir, storeFiles.snapshot)))?.schemaVersion;
}
