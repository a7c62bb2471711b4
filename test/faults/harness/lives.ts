import { existsSync, watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeFiles } from '../../../src/core/history/storeFiles.ts';
import type { Bundles } from './bundles.ts';
import { HostChild, UnknownOutcome, type Asked } from './hostChild.ts';
import type { Step } from './step.ts';
import { smallLimits, type World } from './world.ts';

/** When a process is killed. */
export type Moment = 'opening' | 'working' | 'writing a snapshot' | 'closing' | 'taking over';

/** What is known after a process is dead. */
export interface Ended {
  readonly kills: number;
  /** Asked for and not acknowledged. */
  readonly underWay: readonly Step[];
  /** Answers that were errors while the process lived, in sentences. */
  readonly failures: readonly string[];
}

/** Starts a host over the world's folder, lets it work, and kills it. */
export async function liveAndDie(bundles: Bundles, world: World, moment: Moment): Promise<Ended> {
  if (moment === 'taking over') return takeOver(bundles, world);
  const child = start(bundles, world);
  if (moment === 'opening') {
    await sleep(world.random.int(0, 350));
    return { kills: (await child.kill()) ? 1 : 0, underWay: world.pending, failures: [] };
  }
  await child.opened;
  const work = new Work(world, child);
  switch (moment) {
    case 'closing':
      await work.steps(world.random.int(1, 4));
      child.close();
      await sleep(world.random.int(0, 40));
      break;
    case 'writing a snapshot': {
      const seen = snapshotSeen(world.dataDir);
      const working = work.steps(20);
      await Promise.race([seen.promise, working]);
      seen.end();
      await sleep(world.random.int(0, 4));
      break;
    }
    case 'working':
      await work.steps(world.random.int(0, 4));
      void work.steps(20);
      await sleep(world.random.next() ** 2 * 400);
  }
  const killed = await child.kill();
  await work.over;
  return { kills: killed ? 1 : 0, underWay: work.underWay, failures: work.failures };
}

function start(bundles: Bundles, world: World): HostChild {
  return new HostChild(bundles, { dataDir: world.dataDir, limits: smallLimits });
}

/** Two processes work; the host is killed, the other goes on in its place, and then dies too. */
async function takeOver(bundles: Bundles, world: World): Promise<Ended> {
  const host = start(bundles, world);
  await host.opened;
  const client = start(bundles, world);
  await client.opened;
  const hostWork = new Work(world, host);
  const clientWork = new Work(world, client, true);
  void hostWork.steps(20);
  void clientWork.steps(20);
  await sleep(world.random.next() * 500);
  let kills = (await host.kill()) ? 1 : 0;
  await hostWork.over;
  // What it has asked is answered by itself then, as the next host.
  await clientWork.another();
  await sleep(world.random.next() * 100);
  kills += (await client.kill()) ? 1 : 0;
  await clientWork.over;
  return {
    kills,
    underWay: [...hostWork.underWay, ...clientWork.underWay],
    failures: [...hostWork.failures, ...clientWork.failures],
  };
}

/** Steps that a process is asked for one after the other, until it is dead. */
class Work {
  readonly failures: string[] = [];
  readonly #world: World;
  readonly #child: HostChild;
  readonly #isClient: boolean;
  #underWay: Step | undefined;
  readonly #unknown: Step[] = [];
  #turn: Promise<void> = Promise.resolve();
  #done = 0;
  #isDead = false;

  constructor(world: World, child: HostChild, isClient = false) {
    this.#world = world;
    this.#child = child;
    this.#isClient = isClient;
    void child.ended.then(() => (this.#isDead = true));
  }

  get underWay(): readonly Step[] {
    const last = this.#underWay === undefined ? [] : [this.#underWay];
    return [...this.#unknown, ...last, ...this.#left];
  }

  get over(): Promise<void> {
    return this.#turn;
  }

  steps(count: number): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      for (let n = 0; n < count && !this.#isDead; n++) await this.#step();
    });
    return this.#turn;
  }

  /** Returns when one more step has come to its end, or none comes. */
  async another(): Promise<void> {
    const before = this.#done;
    const isOver = this.#turn.then(() => true);
    while (this.#done === before) if (await Promise.race([isOver, sleep(5)])) return;
  }

  /** What was left of the life before, and is not asked for again yet. */
  get #left(): readonly Step[] {
    return this.#isClient ? [] : this.#world.pending;
  }

  async #step(): Promise<void> {
    const again = this.#isClient ? undefined : this.#world.pending.shift();
    const step = again ?? this.#world.nextStep(this.#isClient);
    this.#underWay = step;
    const asked: Asked = this.#child.ask(step.method, step.params);
    try {
      await asked.done;
      this.#world.acknowledge(step);
      this.#underWay = undefined;
    } catch (error) {
      if (error instanceof UnknownOutcome) {
        this.#unknown.push(step);
        this.#underWay = undefined;
      } else if (!this.#isDead && !(await died(this.#child))) {
        this.failures.push(`${step.kind}: ${(error as Error).message}`);
        this.#underWay = undefined;
      }
    }
    this.#done++;
  }
}

/** An error may be the last word of a process that is being killed. */
async function died(child: HostChild): Promise<boolean> {
  return (await Promise.race([child.ended, sleep(200)])) === 'SIGKILL';
}

/** Tells when a snapshot is about to be written. */
export interface Seen {
  readonly promise: Promise<void>;
  end(): void;
}

/** Its note is put in place just before; the snapshot itself grows in the work folder of the claim. */
export function snapshotSeen(folder: string): Seen {
  let end = (): void => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    if (!existsSync(folder)) {
      resolve();
      return;
    }
    const watcher = watch(folder, (_event, name) => {
      if (name === storeFiles.checksums) resolve();
    });
    watcher.on('error', reject);
    end = () => {
      watcher.close();
    };
  });
  return { promise, end };
}
