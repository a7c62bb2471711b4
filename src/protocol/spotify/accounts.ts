import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** How a sign-in stands: `expiring` = its six months end within 14 days. */
export const accountStates = ['ok', 'expiring', 'expired', 'revoked'] as const;

export const account = z.object({
  account: z.string(),
  display_name: z.string(),
  state: z.enum(accountStates),
  /** Whether calls that name no account use this one. */
  in_use: z.boolean(),
  scopes: z.array(z.string()),
  /** Scopes that the enabled toolsets need and this sign-in lacks. */
  missing_scopes: z.array(z.string()),
  authorized_at: z.string().describe('ISO instant.'),
  sign_in_ends: z.string().describe('ISO instant: Spotify asks for a new sign-in after six months.'),
  days_left: z.int(),
});
export type Account = z.infer<typeof account>;

export const accountsParams = strictParams({});
/** The signed-in account that questions about the history mean where they name none. */
export const accountInUse = z.object({
  account: z.string(),
  /** Whether it is the only one that is signed in: what was imported before anybody signed in is then its own. */
  alone: z.boolean(),
});
export type AccountInUse = z.infer<typeof accountInUse>;

/** A family of endpoints that is not asked for now. */
export const closedFamily = z.object({
  family: z.string(),
  reason: z.enum(['quota', 'rate_limit']),
  until: z.string().describe('ISO instant.'),
});
/** The signed-in accounts and what limits them; the whole state, as the event carries it too. */
export const accountsResult = z.object({
  accounts: z.array(account),
  has_client_id: z.boolean(),
  closed: z.array(closedFamily),
  /** What is wrong with the secrets, as a sentence for the user: tokens that could not be stored. */
  trouble: z.string().optional(),
});
export type AccountsResult = z.infer<typeof accountsResult>;

/** Names an account: to make it the one in use, or to have its access token in the vault renewed if it is old. */
export const useAccountParams = strictParams({ account: z.string().max(128) });
/** Forgets an account's tokens; its history stays. */
export const signOutParams = strictParams({ account: z.string().max(128) });

/** Figures of the client, for `backbeat doctor` and the benchmark. */
export const clientStatsResult = z.object({
  requests: z.int().describe('Sent to Spotify.'),
  cache_hits: z.int(),
  cache_misses: z.int(),
  merged: z.int().describe('Calls that shared another one under way.'),
  retries: z.int(),
});
