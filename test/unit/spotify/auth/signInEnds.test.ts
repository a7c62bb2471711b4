import { describe, expect, it } from 'vitest';
import { daysLeft, endsSoon, hasEnded, signInEnds } from '../../../../src/core/spotify/auth/signInEnds.ts';

const at = (iso: string): number => Date.parse(iso);

describe('signInEnds', () => {
  it.each([
    ['2026-01-15T10:30:00.000Z', '2026-07-15T10:30:00.000Z'],
    ['2026-08-31T23:59:59.999Z', '2027-02-28T23:59:59.999Z'],
    ['2027-08-31T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2026-03-31T12:00:00.000Z', '2026-09-30T12:00:00.000Z'],
    ['2026-11-30T12:00:00.000Z', '2027-05-30T12:00:00.000Z'],
  ])('a sign-in of %s ends at %s', (authorized, end) => {
    expect(new Date(signInEnds(at(authorized))).toISOString()).toBe(end);
  });

  it('counts the days that are left, the begun one whole', () => {
    const authorized = at('2026-01-15T10:00:00Z');
    expect(daysLeft(authorized, at('2026-07-14T10:00:00Z'))).toBe(1);
    expect(daysLeft(authorized, at('2026-07-14T09:59:00Z'))).toBe(2);
    expect(daysLeft(authorized, at('2026-07-15T10:00:00Z'))).toBe(0);
    expect(daysLeft(authorized, at('2027-01-01T00:00:00Z'))).toBe(0);
  });

  it('ends soon within fourteen days', () => {
    const authorized = at('2026-01-15T10:00:00Z');
    expect(endsSoon(authorized, at('2026-07-01T09:59:59Z'))).toBe(false);
    expect(endsSoon(authorized, at('2026-07-01T10:00:00Z'))).toBe(true);
  });

  it('takes a refusal within the last day for the end, whatever the clocks say', () => {
    const authorized = at('2026-01-15T10:00:00Z');
    expect(hasEnded(authorized, at('2026-07-14T09:00:00Z'))).toBe(false);
    expect(hasEnded(authorized, at('2026-07-14T11:00:00Z'))).toBe(true);
  });
});
