import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHostRecord } from '../../src/node/host/hostRecord.ts';
import { seededRandom } from '../fixtures/seededRandom.ts';

const contenders = 12;
const kills = Number(process.env['BACKBEAT_CLAIM_KILLS'] ?? 10);
const stops = Math.ceil(kills / 2);
const seed = Number(process.env['BACKBEAT_SEED'] ?? Date.now() % 1_000_000);

let dataDir: string;
let running: ChildProcess[];
/** What every process said, in the order in which it came. */
let said: string[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-claim-'));
  running = [];
  said = [];
});
afterEach(async () => {
  for (const one of running.splice(0)) await killed(one);
  rmSync(dataDir, { recursive: true, force: true });
});

function start(): ChildProcess {
  const script = join(import.meta.dirname, 'hostContender.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
  });
  running.push(child);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  running = running.filter((one) => one !== child);
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}

const holder = (): ChildProcess | undefined => {
  const pid = readHostRecord(dataDir)?.pid;
  return running.find((child) => child.pid === pid);
};

const storedBy = (id: string): number => said.filter((line) => line.startsWith(`stored ${id} `)).length;

/** Waits until a host other than that one has stored something. @returns its process */
async function nextHost(before: string | undefined, lines: number): Promise<ChildProcess> {
  for (;;) {
    const record = readHostRecord(dataDir);
    const child = holder();
    if (record !== undefined && record.id !== before && child !== undefined && storedBy(record.id) >= lines)
      return child;
    await delay(2);
  }
}

/** What the processes and the files say must fit together, whatever was killed or stopped at which instant. */
function check(): void {
  const failures = said.filter((line) => line.startsWith('failed'));
  const ledger = readFileSync(join(dataDir, 'ledger'), 'utf8').trimEnd().split('\n');
  const acknowledged = said.flatMap((line) =>
    line.startsWith('stored ') ? [line.slice('stored '.length)] : [],
  );
  const missing = new Set(acknowledged);
  for (const line of ledger) missing.delete(line);
  const turns: string[] = [];
  const gaps: string[] = [];
  let last = 0;
  for (const line of ledger) {
    const [id = '', count] = line.split(' ');
    if (turns.at(-1) !== id) {
      turns.push(id);
      last = 0;
    }
    if (Number(count) !== ++last) gaps.push(line);
  }
  const newest = new Map<string, number>();
  const lostStates: string[] = [];
  for (const line of said) {
    const [what = '', id = '', count] = line.split(' ');
    if (what === 'stored') newest.set(id, Number(count));
    if (what === 'saw' && Number(count) < (newest.get(id) ?? 0)) lostStates.push(line);
  }
  expect({
    failures,
    gaps,
    lostStates,
    lost: [...missing],
    twice: turns.length - new Set(turns).size,
  }).toEqual({
    failures: [],
    gaps: [],
    lostStates: [],
    lost: [],
    twice: 0,
  });
}

describe('twelve processes that contend for a data directory', () => {
  it(
    'write one after the other, and lose nothing, while whoever holds it is killed again and again',
    { timeout: 300_000 },
    async () => {
      const random = seededRandom(seed);
      for (let i = 0; i < contenders; i++) start();
      let before: string | undefined;
      for (let kill = 0; kill < kills; kill++) {
        const host = await nextHost(before, random.int(1, 20));
        before = readHostRecord(dataDir)?.id;
        await killed(host);
        start();
      }
      await nextHost(before, 5);
      for (const child of [...running]) await killed(child);
      console.log(`seed ${seed}: ${said.filter((line) => line.startsWith('stored')).length} lines stored`);
      check();
    },
  );

  it(
    'do so, too, while a host that stands still is taken for dead and goes on later',
    { timeout: 300_000 },
    async () => {
      const random = seededRandom(seed + 1);
      for (let i = 0; i < contenders; i++) start();
      let before: string | undefined;
      const stopped: ChildProcess[] = [];
      for (let stop = 0; stop < stops; stop++) {
        const host = await nextHost(before, random.int(1, 10));
        const record = readHostRecord(dataDir);
        before = record?.id;
        if (record === undefined) continue;
        host.kill('SIGSTOP');
        // As a cleaner of sockets does it; its clients are cut off as by a network that fails.
        rmSync(record.address, { force: true });
        stopped.push(host);
        start();
        if (random.chance(0.5)) await nextHost(before, random.int(1, 5));
        for (const one of stopped.splice(0)) one.kill('SIGCONT');
      }
      await nextHost(before, 5);
      for (const child of [...running]) await killed(child);
      expect(said.filter((line) => line.startsWith('refused')).length).toBeGreaterThan(0);
      check();
    },
  );
});
