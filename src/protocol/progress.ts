import * as z from 'zod';

/** How far long work is, as it is reported on the way: `done` only grows. */
export const workProgress = z.object({
  done: z.number(),
  /** Absent while nobody knows. */
  total: z.number().optional(),
  /** What is being done, as a short phrase. */
  message: z.string().optional(),
});
export type WorkProgress = z.infer<typeof workProgress>;
