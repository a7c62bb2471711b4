import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn, type Turn } from '../../../../src/node/vault/turns.ts';
import { deferred } from '../../../fixtures/deferred.ts';

let folder: string;
let path: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backbeat-turns-'));
  path = join(folder, 'turns');
  file = join(folder, 'names');
  await writeFile(file, '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const names = async (): Promise<string[]> => (await readFile(file, 'utf8')).split(' ').filter(Boolean);
const add = async (turn: Turn, name: string): Promise<void> => {
  await turn.replaceFile(file, Buffer.from([...(await names()), name].join(' ')));
};

describe('work in turns', () => {
  it('never runs twice at a time, and loses nothing that was written', async () => {
    let inside = 0;
    const all = Array.from({ length: 20 }, (_, at) => `name${at}`);
    await Promise.all(
      all.map((name) =>
        inTurn(path, async (turn) => {
          inside += 1;
          expect(inside).toBe(1);
          await add(turn, name);
          inside -= 1;
        }),
      ),
    );
    expect((await names()).sort()).toEqual(all.sort());
  });

  it('goes on after one that failed, whose error is told', async () => {
    await expect(inTurn(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inTurn(path, () => Promise.resolve('yes'))).toBe('yes');
  });

  it('is begun by one of many who all find the one before silent', async () => {
    for (let round = 0; round < 10; round += 1) {
      await rm(path, { recursive: true, force: true });
      await mkdir(join(path, '41'), { recursive: true });
      let inside = 0;
      await Promise.all(
        Array.from({ length: 12 }, () =>
          inTurn(
            path,
            async () => {
              inside += 1;
              expect(inside).toBe(1);
              await delay(2);
              inside -= 1;
            },
            { silentMs: 60 },
          ),
        ),
      );
      expect(Number((await readdir(path))[0])).toBe(41 + 12);
    }
  });

  it('waits for who gives signs of life, however long it takes', async () => {
    const end = deferred<undefined>();
    const order: string[] = [];
    const long = inTurn(
      path,
      async () => {
        await end.promise;
        order.push('long');
      },
      { beatMs: 10 },
    );
    await expect.poll(() => readdir(path)).toEqual(['1']);
    const next = inTurn(path, () => Promise.resolve(order.push('next')), { silentMs: 400 });
    await delay(1_200);
    end.resolve(undefined);
    await Promise.all([long, next]);
    expect(order).toEqual(['long', 'next']);
  });

  it('is done again from its beginning when it slept and another one took the turn', async () => {
    const asleep = deferred<undefined>();
    const read: string[][] = [];
    const slept = inTurn(
      path,
      async (turn) => {
        const before = await names();
        read.push(before);
        if (read.length === 1) await asleep.promise;
        await turn.replaceFile(file, Buffer.from([...before, 'anna'].join(' ')));
      },
      { beatMs: 3_600_000 },
    );
    await expect.poll(() => read.length).toBe(1);
    await inTurn(path, (turn) => add(turn, 'berta'), { silentMs: 50 });
    asleep.resolve(undefined);
    await slept;
    expect(read).toEqual([[], ['berta']]);
    expect(await names()).toEqual(['berta', 'anna']);
  });

  it('finds out that it lost the turn before it writes elsewhere', async () => {
    const asleep = deferred<undefined>();
    let tries = 0;
    const slept = inTurn(
      path,
      async (turn) => {
        tries += 1;
        if (tries === 1) await asleep.promise;
        await turn.check();
        return tries;
      },
      { beatMs: 3_600_000 },
    );
    await expect.poll(() => tries).toBe(1);
    await inTurn(path, () => Promise.resolve(), { silentMs: 50 });
    asleep.resolve(undefined);
    expect(await slept).toBe(2);
  });

  it('says who to end when others never come to an end', async () => {
    const end = deferred<undefined>();
    const holding = inTurn(path, () => end.promise, { beatMs: 10 });
    await expect.poll(() => readdir(path)).toEqual(['1']);
    await expect(inTurn(path, () => Promise.resolve(), { patienceMs: 100 })).rejects.toMatchObject({
      reason: 'secretsUnavailable',
      message: 'Another process is using the stored sign-ins.',
    });
    end.resolve(undefined);
    await holding;
  });

  it('leaves one empty mark behind, however many there were', async () => {
    for (let at = 0; at < 5; at += 1) await inTurn(path, (turn) => add(turn, `name${at}`));
    expect(await readdir(path)).toEqual(['5']);
    expect(await readdir(join(path, '5'))).toEqual(['free']);
  });
});
