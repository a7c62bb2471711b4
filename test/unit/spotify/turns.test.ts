import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { Turns } from '../../../src/core/spotify/turns.ts';
import { deferred } from '../../fixtures/deferred.ts';
import { errorOf } from './spotifyBed.ts';

describe('tasks in turn', () => {
  it('run one after the other by key, and beside those of other keys', async () => {
    const turns = new Turns();
    const first = deferred<void>();
    const order: string[] = [];
    const task = (name: string, until?: Promise<void>) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await until;
      order.push(`${name} ends`);
    };
    const all = [
      turns.run('a', task('one', first.promise)),
      turns.run('a', task('two')),
      turns.run('b', task('other')),
    ];
    await all[2];
    expect(order).toEqual(['one begins', 'other begins', 'other ends']);
    first.resolve();
    await Promise.all(all);
    expect(order.slice(3)).toEqual(['one ends', 'two begins', 'two ends']);
  });

  it('go on after one that failed, and leave out one that was cancelled meanwhile', async () => {
    const turns = new Turns();
    const caller = new AbortController();
    const failing = turns.run('a', () => Promise.reject(new Error('no')));
    const cancelled = turns.run('a', () => Promise.resolve('done'), caller.signal);
    const last = turns.run('a', () => Promise.resolve('done'));
    caller.abort();
    expect(await errorOf(failing)).toEqual(new Error('no'));
    expect(CancelledError.is(await errorOf(cancelled))).toBe(true);
    expect(await last).toBe('done');
  });
});
