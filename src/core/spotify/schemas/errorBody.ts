import * as z from 'zod';
import { optional } from './tolerant.ts';

/** The body of a failed call to the Web API; its status is the answer's own. Some failures answer plain text. */
export const errorBody = z.object({
  error: z.object({
    message: optional(z.string()),
    /** Of player errors and used-up quotas, such as `NO_ACTIVE_DEVICE` or `QUOTA_EXCEEDED`. */
    reason: optional(z.string()),
  }),
});
export type ErrorBody = z.output<typeof errorBody>;

/** The body of a refusal by the accounts service (RFC 6749, 5.2). */
export const accountsErrorBody = z.object({
  /** Such as `invalid_grant`. */
  error: z.string(),
  error_description: optional(z.string()),
});
export type AccountsErrorBody = z.output<typeof accountsErrorBody>;
