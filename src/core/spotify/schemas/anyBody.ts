import * as z from 'zod';

/** For writes that answer nothing of use: whatever the body is, even none or no JSON, it is not read. */
export const anyBody: z.ZodType<undefined> = z
  .unknown()
  .optional()
  .transform(() => undefined);
