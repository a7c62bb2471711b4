import { describe, expect, it } from 'vitest';
import { describeWindow } from '../../../../src/node/terminal/window.ts';

const timezone = 'Europe/Berlin';

describe('describeWindow', () => {
  it('names the last day, not the first one after it', () => {
    expect(
      describeWindow({
        window_start: '2026-03-01T00:00:00+01:00',
        window_end: '2026-04-01T00:00:00+02:00',
        timezone,
      }),
    ).toBe('2026-03-01 to 2026-03-31 (Europe/Berlin)');
  });

  it('shows a time where a bound is no midnight', () => {
    expect(
      describeWindow({
        window_start: '2026-03-01T06:30:00Z',
        window_end: '2026-03-02T12:00:00Z',
        timezone: 'UTC',
      }),
    ).toBe('2026-03-01 06:30 to 2026-03-02 12:00 (UTC)');
  });
});
