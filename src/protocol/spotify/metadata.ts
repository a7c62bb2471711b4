import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** An answer about the catalogue as it is kept over a restart; the same for every account. */
export const keptAnswer = z.object({
  /** Whole address of the answer. */
  key: z.string(),
  /** JSON of the answer as it was understood, without what is one user's. */
  text: z.string(),
  /** Unix ms. */
  storedAt: z.number(),
});

/** From the host to its history worker. */
export const metadataReadParams = strictParams({ key: z.string() });
export const metadataReadResult = z.object({ answer: keptAnswer.optional() });
export const metadataWriteParams = strictParams({ answers: z.array(keptAnswer) });
