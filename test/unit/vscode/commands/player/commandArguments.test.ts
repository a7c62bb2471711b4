import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../../src/core/errors.ts';
import {
  seekWish,
  volumeStep,
  volumeWish,
} from '../../../../../src/vscode/commands/player/commandArguments.ts';
import { problemOf } from '../../../../../src/vscode/commands/player/problemOf.ts';
import { english } from '../../english.ts';

describe('the volume asked for', () => {
  it.each<[unknown, unknown]>([
    [undefined, undefined],
    [30, { volume: 30 }],
    ['30', { volume: 30 }],
    [' 30 % ', { volume: 30 }],
    [{ volume: 0 }, { volume: 0 }],
    [{ volume: '100' }, { volume: 100 }],
    ['+5', { volume_by: 5 }],
    ['-5', { volume_by: -5 }],
    [{ volume: '+5' }, { volume_by: 5 }],
    [{ by: -20 }, { volume_by: -20 }],
    [33.4, { volume: 33 }],
  ])('%j is %j', (argument, wish) => {
    expect(volumeWish(argument, english)).toEqual(wish);
  });

  it.each(['', 'loud', 101, -1, NaN, '1e3', {}, [], null, true, { by: 101 }])('%j is refused', (argument) => {
    expect(() => volumeWish(argument, english)).toThrow(InputError);
  });

  it('goes in steps of 10 unless the key says otherwise', () => {
    expect([undefined, 5, '7', { step: 25 }].map((argument) => volumeStep(argument, english))).toEqual([
      10, 5, 7, 25,
    ]);
    expect(() => volumeStep({ step: 0 }, english)).toThrow(InputError);
    expect(() => volumeStep(-5, english)).toThrow(InputError);
  });
});

describe('the place to seek', () => {
  it.each<[unknown, unknown]>([
    [undefined, undefined],
    [{ seconds: 10 }, { seek_by_ms: 10_000 }],
    [{ seconds: -10 }, { seek_by_ms: -10_000 }],
    [{ seconds: '+10' }, { seek_by_ms: 10_000 }],
    ['+10', { seek_by_ms: 10_000 }],
    ['-1.5', { seek_by_ms: -1_500 }],
    ['90', { position_ms: 90_000 }],
    [90, { position_ms: 90_000 }],
    ['1:30', { position_ms: 90_000 }],
    ['1:02:03', { position_ms: 3_723_000 }],
    [{ to: '0:00' }, { position_ms: 0 }],
    [{ to: 12 }, { position_ms: 12_000 }],
  ])('%j is %j', (argument, wish) => {
    expect(seekWish(argument, english)).toEqual(wish);
  });

  it.each(['', '1:75', '1:', ':30', 'half', -5, {}, null, { to: -1 }, '1:2:3:4'])(
    '%j is refused',
    (argument) => {
      expect(() => seekWish(argument, english)).toThrow(InputError);
    },
  );
});

describe('what an input box says', () => {
  it('is nothing when it will do, else what would', () => {
    expect(problemOf(() => seekWish('1:30', english))).toBeUndefined();
    expect(problemOf(() => seekWish('x', english))).toBe(
      'Give a time such as 1:30, or a change in seconds such as +10 or -10.',
    );
  });
});
