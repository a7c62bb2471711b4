import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCodes, type ErrorCode } from '../../../../src/core/errors.ts';
import {
  pollDelay,
  quietLimitMs,
  shortestDelayMs,
  type PollSituation,
} from '../../../../src/core/spotify/statusBar/pollDelay.ts';

const second = 1000;
const playing: PollSituation = {
  focused: true,
  signedIn: true,
  player: 'playing',
  leftMs: 200 * second,
  calmReads: 0,
  lateReads: 0,
  quietMs: 0,
};
const failed = (
  code: ErrorCode,
  more: { reason?: string; inARow?: number; untilMs?: number } = {},
): PollSituation => ({
  ...playing,
  error: {
    facts: { code, message: 'x', reason: more.reason },
    inARow: more.inARow ?? 1,
    untilMs: more.untilMs,
  },
});

describe('pollDelay while something plays', () => {
  it('asks after 15 s, and later while nothing unexpected happens, up to a minute and a half', () => {
    const delays = [0, 1, 2, 3, 4, 50].map((calmReads) => pollDelay({ ...playing, calmReads }));
    expect(delays).toEqual([15_000, 22_500, 33_750, 50_625, 75_937.5, 90_000]);
  });

  it('asks a second after the end of the track, if that is sooner', () => {
    expect(pollDelay({ ...playing, leftMs: 7_500 })).toBe(8_500);
    expect(pollDelay({ ...playing, leftMs: 300 })).toBe(shortestDelayMs);
  });

  it('does not hammer a player that stands at its end', () => {
    const delays = [0, 1, 2, 20].map((lateReads) =>
      pollDelay({ ...playing, leftMs: 0, calmReads: 40 + lateReads, lateReads }),
    );
    expect(delays).toEqual([4_000, 6_000, 9_000, 60_000]);
  });

  it('goes without the length', () => {
    expect(pollDelay({ ...playing, leftMs: undefined })).toBe(15_000);
  });
});

describe('pollDelay while nothing plays', () => {
  it.each(['paused', 'nothing'] as const)('%s: 30 s, growing to two minutes, none after ten', (player) => {
    const at = (calmReads: number, quietMs: number) => pollDelay({ ...playing, player, calmReads, quietMs });
    expect(at(0, 0)).toBe(30_000);
    expect(at(1, 0)).toBe(45_000);
    expect(at(9, 0)).toBe(120_000);
    expect(at(9, quietLimitMs)).toBeUndefined();
  });
});

describe('pollDelay after an error', () => {
  it.each([
    ['offline', failed(errorCodes.unavailable, { reason: 'offline', inARow: 9 }), 30_000],
    ['a server error', failed(errorCodes.unavailable, { reason: 'server' }), 30_000],
    ['a server error again', failed(errorCodes.unavailable, { reason: 'server', inARow: 3 }), 120_000],
    ['server errors all day', failed(errorCodes.unavailable, { reason: 'server', inARow: 500 }), 300_000],
    ['the circuit breaker', failed(errorCodes.unavailable, { reason: 'paused', untilMs: 40_000 }), 41_000],
    ['a rate limit', failed(errorCodes.rateLimited, { untilMs: 90_000 }), 91_000],
    ['a quota', failed(errorCodes.quotaExceeded, { untilMs: 80_000_000 }), 80_001_000],
    ['a quota without an end', failed(errorCodes.quotaExceeded), 3_600_000],
    ['a host that went away', failed(errorCodes.host, { reason: 'gone' }), 5_000],
    ['a user who is not on the list', failed(errorCodes.forbidden, { reason: 'notOnUserList' }), 600_000],
    ['an answer that cannot be read', failed(errorCodes.schema), 60_000],
    ['secrets that cannot be read', failed(errorCodes.auth, { reason: 'secretsUnavailable' }), 120_000],
  ])('waits after %s', (_, situation, delay) => {
    expect(pollDelay(situation)).toBe(delay);
  });

  it.each(['signedOut', 'noClientId', 'expired', 'revoked', 'missingScope'])(
    'asks no more when the user must act: %s',
    (reason) => {
      expect(pollDelay(failed(errorCodes.auth, { reason }))).toBeUndefined();
    },
  );
});

describe('pollDelay in every situation', () => {
  const ms = fc.integer({ min: 0, max: 10 ** 9 });
  const situation: fc.Arbitrary<PollSituation> = fc.record({
    focused: fc.boolean(),
    signedIn: fc.boolean(),
    player: fc.constantFrom('playing', 'paused', 'nothing'),
    leftMs: fc.option(ms, { nil: undefined }),
    calmReads: fc.nat(10_000),
    lateReads: fc.nat(10_000),
    quietMs: ms,
    closedMs: fc.option(ms, { nil: undefined }),
    error: fc.option(
      fc.record({
        facts: fc.record({
          code: fc.constantFrom(...Object.values(errorCodes)),
          message: fc.constant('x'),
          reason: fc.constantFrom(undefined, 'offline', 'paused', 'secretsUnavailable', 'missingScope'),
        }),
        inARow: fc.integer({ min: 0, max: 10_000 }),
        untilMs: fc.option(ms, { nil: undefined }),
      }),
      { nil: undefined },
    ),
  });

  it('is at least two seconds, finite, and none without focus or sign-in', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const delay = pollDelay(given);
        if (!given.focused || !given.signedIn) expect(delay).toBeUndefined();
        if (delay === undefined) return;
        expect(delay).toBeGreaterThanOrEqual(shortestDelayMs);
        expect(Number.isFinite(delay)).toBe(true);
      }),
    );
  });

  it('never ends before a limit does', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const delay = pollDelay(given) ?? Infinity;
        expect(delay).toBeGreaterThan(given.closedMs ?? 0);
        const { facts, untilMs = 0 } = given.error ?? {};
        if (facts?.code === errorCodes.quotaExceeded || facts?.code === errorCodes.rateLimited)
          expect(delay).toBeGreaterThan(untilMs);
      }),
    );
  });
});
