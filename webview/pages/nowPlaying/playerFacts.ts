import type { Account, AccountsResult } from '../../../src/protocol/spotify/accounts.ts';
import type { BriefItem, Device, Item, Playback } from '../../../src/protocol/spotify/items.ts';

/** What this page has heard of the player and the accounts. It follows from nothing else what is shown. */
export interface PlayerFacts {
  /** Absent before the first answer. */
  readonly accounts?: AccountsResult | undefined;
  /** Absent before the first reading of the account in use. */
  readonly reading?: Reading | undefined;
  readonly devices?: readonly Device[] | undefined;
  readonly queue?: readonly BriefItem[] | undefined;
  /** Whether `uri` is liked. */
  readonly saved?: { readonly uri: string; readonly saved: boolean } | undefined;
  /** The account in use has no Premium: `told` by Spotify, or because a command was `refused` for it. */
  readonly withoutPremium?: 'told' | 'refused' | undefined;
  /** Of the question asked last; absent if it was answered. */
  readonly error?: unknown;
}

export interface Reading {
  readonly account: string;
  /** Unix ms by the host's clock, to tell which of two is newer; and by the clock of this page. */
  readonly readAt: number;
  readonly at: number;
  readonly playback?: Playback | undefined;
  readonly cover?: string | undefined;
}

/** The account that calls without a name use. */
export function accountInUse({ accounts }: PlayerFacts): Account | undefined {
  return accounts?.accounts.find(({ in_use: inUse }) => inUse);
}

/** Whether somebody is signed in whose sign-in holds. */
export function isSignedIn(facts: PlayerFacts): boolean {
  const state = accountInUse(facts)?.state;
  return state === 'ok' || state === 'expiring';
}

/** Until when a family of Spotify's endpoints is not asked, Unix ms, and why. */
export function closedUntil(
  { accounts }: PlayerFacts,
  family: string,
  now: number,
): { readonly until: number; readonly reason: 'quota' | 'rate_limit' } | undefined {
  for (const closed of accounts?.closed ?? []) {
    const until = Date.parse(closed.until);
    if (closed.family === family && until > now) return { until, reason: closed.reason };
  }
  return undefined;
}

/** Local files and what is neither track nor episode cannot be liked. */
export function likeableUri(item: Item | undefined): string | undefined {
  return item !== undefined && /^spotify:(?:track|episode):/.test(item.uri) ? item.uri : undefined;
}
