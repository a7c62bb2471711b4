const monthsOfASignIn = 6;
const dayMs = 86_400_000;
const warnedDaysAhead = 14;

/**
 * When a sign-in ends by itself, Unix ms: six calendar months after the user's consent, refreshed or not
 * (Spotify Web API, change of 2026-06-18). On a day that the last month lacks, at that month's end.
 */
export function signInEnds(authorizedAt: number): number {
  const end = new Date(authorizedAt);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + monthsOfASignIn, 1);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, lastDay));
  return end.getTime();
}

/** Days until a sign-in ends, a begun one counted whole; 0 when it ended. */
export function daysLeft(authorizedAt: number, now: number): number {
  return Math.max(0, Math.ceil((signInEnds(authorizedAt) - now) / dayMs));
}

/** Whether it is time to tell the user that the sign-in ends. */
export function endsSoon(authorizedAt: number, now: number): boolean {
  return signInEnds(authorizedAt) - now <= warnedDaysAhead * dayMs;
}

/**
 * Whether a refused refresh is explained by the six months. Spotify counts on its own clock, which may be ahead
 * of this one by some hours.
 */
export function hasEnded(authorizedAt: number, now: number): boolean {
  return signInEnds(authorizedAt) - dayMs <= now;
}
