import { describe, expect, it } from 'vitest';
import { skippedBy, skippedTrustedFrom } from '../../../src/core/analytics/skipRule.ts';

const unknown = 0;
const no = 1 << 2;
const yes = 3 << 2;
const before = Date.UTC(2020, 5, 1);
const after = Date.UTC(2024, 5, 1);

describe('whether a listen was skipped', () => {
  it.each(['fwdbtn', 'backbtn', 'endplay'])(
    'before the change is told by the reason %s, not by the flag',
    (reason) => {
      expect(skippedBy(no, reason, before, 'extended')).toBe(true);
      expect(skippedBy(unknown, reason, before, 'extended')).toBe(true);
    },
  );

  it.each(['trackdone', 'unknown', 'logout', 'remote', 'unexpected-exit'])(
    'before the change is no with %s',
    (reason) => {
      expect(skippedBy(no, reason, before, 'extended')).toBe(false);
    },
  );

  it('after the change is told by the flag, whatever the reason', () => {
    expect(skippedBy(yes, 'trackdone', after, 'extended')).toBe(true);
    expect(skippedBy(no, 'fwdbtn', after, 'extended')).toBe(false);
  });

  it('after the change is told by the reason where the flag is missing, as in Video files', () => {
    expect(skippedBy(unknown, 'fwdbtn', after, 'extended')).toBe(true);
    expect(skippedBy(unknown, 'trackdone', after, 'extended')).toBe(false);
  });

  it('changes at one instant', () => {
    expect(skippedBy(no, 'fwdbtn', skippedTrustedFrom - 1, 'extended')).toBe(true);
    expect(skippedBy(no, 'fwdbtn', skippedTrustedFrom, 'extended')).toBe(false);
  });

  it.each(['', 'none', undefined])('is not known from the reason %s', (reason) => {
    expect(skippedBy(no, reason, before, 'extended')).toBeUndefined();
    expect(skippedBy(unknown, reason, after, 'extended')).toBeUndefined();
  });

  it.each(['account', 'api'] as const)('is not known to the source %s', (source) => {
    expect(skippedBy(yes, 'fwdbtn', after, source)).toBeUndefined();
  });

  it('is not the same as hardly heard: the seconds play no part, and a skip of the flag before 2015 means nothing', () => {
    const in2014 = Date.UTC(2014, 0, 1);
    expect(skippedBy(yes, 'trackdone', in2014, 'extended')).toBe(false);
  });
});
