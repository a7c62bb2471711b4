const spareMs = 60_000;

/** Whether a token is good for at least the next minute. Both in Unix ms by this machine's clock. */
export function isFresh(expiresAt: number, now: number): boolean {
  return expiresAt - now > spareMs;
}
