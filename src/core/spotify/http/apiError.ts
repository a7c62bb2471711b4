import { readJson } from '../readJson.ts';
import { errorBody } from '../schemas/errorBody.ts';
import type { TransportResponse } from '../transport.ts';

/** What an answer that is an error says; both parts are Spotify's own words. */
export interface ApiError {
  /** Empty where there is no body. */
  readonly message: string;
  /** Of player errors and used-up quotas, such as `NO_ACTIVE_DEVICE`. */
  readonly reason: string | undefined;
}

/** Reads an error's body: JSON as documented, or plain text, as some 403 and 5xx are (observed 2026). */
export function readApiError({ text }: TransportResponse): ApiError {
  const { data } = errorBody.safeParse(readJson(text));
  return { message: data?.error.message ?? text, reason: data?.error.reason };
}
