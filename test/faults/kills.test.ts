import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBundles, type Bundles } from './harness/bundles.ts';
import { checkFolder } from './harness/checkFolder.ts';
import { FaultTable } from './harness/faultTable.ts';
import { liveAndDie, type Moment } from './harness/lives.ts';
import { writeOldFolder } from './harness/oldFolder.ts';
import { pollStep } from './harness/step.ts';
import { World } from './harness/world.ts';
import { keyOf } from './harness/truth.ts';

const kills = Number(process.env['BACKBEAT_FAULTS_KILLS'] ?? 300);
const firstSeed = Number(process.env['BACKBEAT_FAULTS_SEED'] ?? Date.now() % 1_000_000);
/** Lives of one folder. */
const livesOfOne = 15;
const moments: readonly Moment[] = ['working', 'writing a snapshot', 'opening', 'closing', 'taking over'];
const weights: Readonly<Record<Moment, number>> = {
  working: 35,
  'writing a snapshot': 25,
  opening: 15,
  closing: 10,
  'taking over': 10,
};

const table = new FaultTable();
let bundles: Bundles;

beforeAll(async () => {
  bundles = await buildBundles();
});
afterAll(() => {
  bundles.dispose();
  console.info(`\nSeed ${firstSeed}\n${table.toString()}`);
});

/** One life of the world's process, its death, and the look at what it left. */
async function tryOnce(world: World, moment: Moment): Promise<void> {
  const began = performance.now();
  const { kills: killed, underWay, failures } = await liveAndDie(bundles, world, moment);
  const { lost, problems, damage, begun } = await checkFolder(
    world.dataDir,
    world.truth,
    underWay,
    moment === 'taking over' ? 1 : 0,
  );
  world.pending = underWay.filter((step) => step.kind !== 'delete' || !begun.includes(step));
  for (const step of begun) if (step.kind === 'delete') world.truth.acknowledge(step);
  table.add(`kill while ${moment}`, lost, performance.now() - began, killed);
  expect({ moment, problems, damage, failures }).toEqual({
    ...{ moment, problems: [], damage: [], failures: [] },
  });
}

describe('a host that is killed at a random instant', () => {
  it(`has lost nothing and has nothing twice, ${kills} times`, { timeout: 3_600_000 }, async () => {
    let seed = firstSeed;
    const folders = async (): Promise<void> => {
      while (table.total.tried < kills) {
        const world = new World(seed++);
        try {
          for (let life = 0; life < livesOfOne && table.total.tried < kills; life++) {
            await tryOnce(
              world,
              world.random.pickWeighted(moments, (moment) => weights[moment]),
            );
          }
        } catch (error) {
          console.info(`Folder of seed ${seed - 1}`);
          throw error;
        } finally {
          world.dispose();
        }
      }
    };
    await Promise.all([folders(), folders()]);
    expect(table.total).toMatchObject({ lost: 0 });
  });

  it('migrates an older history whole or not at all', { timeout: 600_000 }, async () => {
    const tries = Math.max(3, Math.round(kills / 20));
    for (let n = 0; n < tries; n++) {
      const world = new World(firstSeed + 1_000 + n);
      const listens = await writeOldFolder(world.dataDir, 'listener', 3_000);
      world.truth.listens.set('listener', new Set(listens.map(keyOf)));
      const began = performance.now();
      // Twice: the second process finds what the first one left of it.
      for (let life = 0; life < 2; life++) {
        const { kills: killed, underWay } = await liveAndDie(bundles, world, 'opening');
        const { lost, problems, damage } = await checkFolder(world.dataDir, world.truth, underWay);
        table.add('kill while migrating', lost, performance.now() - began, killed);
        expect([...problems, ...damage]).toEqual([]);
      }
      world.pending = [pollStep('listener', [1, 2, 3])];
      await liveAndDie(bundles, world, 'working');
      world.dispose();
    }
  });
});
