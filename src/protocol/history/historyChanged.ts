import * as z from 'zod';

/** Whose history changed, and how many listens it holds now. */
export const historyChanged = z.object({ account: z.string(), listens: z.int() });
