import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../fixtures/seededRandom.ts';
import { FaultTable } from './harness/faultTable.ts';
import { writeOldFolder } from './harness/oldFolder.ts';
import { checkCut, seenAndThere } from './harness/powerCut/checkCut.ts';
import { instantsOf } from './harness/powerCut/instants.ts';
import { beginLife } from './harness/powerCut/life.ts';
import { Workload } from './harness/powerCut/workload.ts';
import { deleteStep, importStep, pollStep, stateStep } from './harness/step.ts';

const isLong = Number(process.env['BACKBEAT_FAULTS_KILLS'] ?? 300) >= 300;
const seed = Number(process.env['BACKBEAT_FAULTS_SEED'] ?? Date.now() % 1_000_000);
/** States of one workload that are opened; where there are more, by chance. */
const most = Number(process.env['BACKBEAT_FAULTS_CUTS'] ?? (isLong ? 300 : 60));
/** Hosts that are killed before the power goes. */
const takeovers = isLong ? 12 : 3;
const table = new FaultTable();

let parent: string;
let free = 0;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'backbeat-power-'));
});
afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
  console.info(`\nSeed ${seed}\n${table.toString()}`);
});

const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, n) => first + n);
const freePath = (): string => join(parent, `${free++}`);
const timeout = 1_800_000;

/** @param states that are opened; by chance where there are more */
async function cutEverywhere(name: string, workload: Workload, states = most, firstEvent = 0): Promise<void> {
  const [seen, there] = seenAndThere(workload, freePath());
  expect(seen).toEqual(there);
  const began = performance.now();
  const random = seededRandom(seed);
  const all = instantsOf(workload, random, firstEvent);
  let lost = 0;
  let tried = 0;
  for (const instant of all) {
    if (!random.chance(states / all.length)) continue;
    const found = await checkCut(workload, instant, freePath(), random.chance(0.1));
    lost += found.lost;
    tried++;
    const { event, done } = instant;
    const problems =
      found.problems.length > 0 ? { event, done: done.length, problems: found.problems } : undefined;
    expect(
      problems,
      `after ${JSON.stringify(workload.disk.events.slice(event - 3, event + 1).map(shown))}`,
    ).toBeUndefined();
  }
  table.add(`power cut: ${name}`, lost, performance.now() - began, tried);
}

const shown = (event: object): unknown =>
  'bytes' in event && event.bytes instanceof Uint8Array ? { ...event, bytes: event.bytes.length } : event;

describe('a power cut', () => {
  it(
    'from the very first start on, in every state that it may leave, loses nothing that was acknowledged',
    { timeout },
    async () => {
      const workload = new Workload(freePath());
      await workload.disk.during(async () => {
        const life = beginLife(workload.dataDir);
        await workload.do(
          life,
          pollStep('listener', from(0, 4)),
          stateStep('listener', 'kept', false, 1),
          pollStep('listener', from(4, 4)),
        );
        await life.close();
        const next = beginLife(workload.dataDir);
        await workload.do(next, pollStep('listener', from(8, 2)));
        await next.close();
      });
      await cutEverywhere('first start, polls, close', workload, isLong ? Infinity : most);
    },
  );

  it('during imports and snapshots loses nothing that was acknowledged', { timeout }, async () => {
    const workload = new Workload(freePath());
    await workload.disk.during(async () => {
      const life = beginLife(workload.dataDir);
      await workload.do(
        life,
        pollStep('listener', from(0, 4)),
        importStep(parent, 'small.zip', 'listener', [from(0, 30), from(30, 20)]),
        importStep(parent, 'large.zip', 'listener', [from(50, 110), from(160, 120)]),
        pollStep('listener', from(278, 4)),
        importStep(parent, 'second.zip', 'listener', [from(282, 170)]),
        pollStep('listener', from(452, 4)),
      );
      await life.close();
    });
    await cutEverywhere('imports, snapshots', workload);
  });

  it('while something is pruned loses nothing else', { timeout }, async () => {
    const workload = new Workload(freePath());
    await workload.disk.during(async () => {
      const life = beginLife(workload.dataDir);
      await workload.do(life, pollStep('listener', from(0, 4)));
      const context = { signal: new AbortController().signal, progress: () => undefined };
      const lines = Array.from({ length: 100 }, (_, n) => ({
        ...{ service: 'collector', level: 'info' as const, timestamp: n, message: `Line ${n}` },
      }));
      await life.history.handlers['ops.writeLogs']({ lines }, context);
      // Long overdue: the next opening forgets it.
      const answers = [{ key: 'https://example.test/', text: '{}', storedAt: 1 }];
      await life.history.handlers['metadata.write']({ answers }, context);
      const late = { ...lines[0], ...{ service: 'collector', level: 'info' as const, message: 'late' } };
      const at = Date.now();
      await life.history.handlers['ops.writeLogs'](
        { lines: [{ ...late, timestamp: at }], forget_before: at - 1 },
        context,
      );
      await workload.do(life, pollStep('listener', from(4, 4)));
      await life.close();
      const next = beginLife(workload.dataDir);
      await workload.do(next, pollStep('listener', from(8, 4)));
      await next.close();
    });
    await cutEverywhere('prunings', workload);
  });

  it(
    'while an account is deleted brings nothing back that is gone, and loses nothing else',
    { timeout },
    async () => {
      const workload = new Workload(freePath());
      await workload.disk.during(async () => {
        const life = beginLife(workload.dataDir);
        await workload.do(
          life,
          importStep(parent, 'kept.zip', 'listener', [from(0, 160)]),
          pollStep('guest-account-0', from(0, 6)),
          deleteStep('guest-account-0'),
          pollStep('listener', from(160, 4)),
        );
        await life.close();
      });
      await cutEverywhere('deletion of an account', workload);
    },
  );

  it('during the migration of an older history loses nothing of it', { timeout }, async () => {
    const workload = new Workload(freePath());
    await workload.disk.during(async () => {
      mkdirSync(workload.dataDir, { mode: 0o700 });
      workload.hadBefore('listener', await writeOldFolder(workload.dataDir, 'listener', 400));
    });
    const first = workload.disk.events.length;
    await workload.disk.during(async () => {
      const life = beginLife(workload.dataDir);
      await workload.do(life, pollStep('listener', [1, 2, 3]));
      await life.close();
    });
    await cutEverywhere('migration', workload, most, first);
  });

  it(
    'after a host was killed and others took over loses nothing that any of them acknowledged',
    { timeout },
    async () => {
      const random = seededRandom(seed);
      for (let n = 0; n < takeovers; n++) {
        const workload = new Workload(freePath());
        await workload.disk.during(async () => {
          const first = beginLife(workload.dataDir);
          await workload.do(
            first,
            importStep(parent, `base-${n}.zip`, 'listener', [from(0, 160)]),
            pollStep('listener', from(160, 4)),
          );
          const steps = [
            pollStep('listener', from(164, 3)),
            importStep(parent, `more-${n}.zip`, 'listener', [from(167, 155)]),
          ];
          workload.disk.dieAt(random.int(0, 24));
          // What was under way is asked for again.
          await workload.do(first, ...steps).catch(() => undefined);
          workload.disk.revive();
        });
        const afterKill = workload.disk.events.length;
        await workload.disk.during(async () => {
          const second = beginLife(workload.dataDir);
          await workload.do(second, ...workload.unanswered(), pollStep('listener', from(322, 4)));
          // It dies, too.
          const third = beginLife(workload.dataDir);
          await workload.do(third, pollStep('listener', from(326, 4)));
          await third.close();
        });
        await cutEverywhere('kill, takeover', workload, (2 * most) / takeovers, afterKill);
      }
    },
  );
});
