import * as z from 'zod';

/** What the accounts service hands out (Spotify Web API, token endpoint). */
export const tokenAnswer = z.object({
  access_token: z.string().min(1).max(4096),
  token_type: z.string().optional(),
  /** Seconds. */
  expires_in: z.number().positive(),
  /** Normally missing in the answer to a refresh: the one before stays good. */
  refresh_token: z.string().min(1).max(4096).nullish(),
  /** Separated by spaces. */
  scope: z.string().nullish(),
});

/** Tokens as the rest of Backbeat uses them. */
export interface Tokens {
  readonly accessToken: string;
  /** Unix ms by this machine's clock, counted from when the request was sent. */
  readonly expiresAt: number;
  /** `undefined` = the one before stays good. */
  readonly refreshToken: string | undefined;
  /** What was granted; `undefined` where the answer does not say. */
  readonly scopes: readonly string[] | undefined;
}

/** @param sentAt Unix ms */
export function tokensOf(answer: z.output<typeof tokenAnswer>, sentAt: number): Tokens {
  return {
    accessToken: answer.access_token,
    expiresAt: sentAt + answer.expires_in * 1000,
    refreshToken: answer.refresh_token ?? undefined,
    scopes: answer.scope?.split(' ').filter((scope) => scope !== ''),
  };
}
