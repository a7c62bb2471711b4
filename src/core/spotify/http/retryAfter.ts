import type { TransportResponse } from '../transport.ts';

/**
 * How long Spotify asks to wait, ms; `undefined` where it does not say, as happens (observed 2026).
 * @param now Unix ms
 */
export function retryAfterMs({ headers }: TransportResponse, now: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
