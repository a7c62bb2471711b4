import * as z from 'zod';
import { strictParams } from '../strictParams.ts';

/** What something was like before it was changed, or when the user asked to keep it. */
export const savedState = z.object({
  id: z.string(),
  account: z.string(),
  /** Unix ms. */
  savedAt: z.number(),
  /** What it is of, as people call it: `the items of "Road trip"`. */
  label: z.string(),
  /** URI of the playlist it is of; absent for the library. */
  subject: z.string().optional(),
  /** Kept until the user removes it; others expire. */
  pinned: z.boolean(),
  /** Kept by an undo, so that it can be undone itself: going further back skips it. */
  byUndo: z.boolean().optional(),
  /** JSON of a `SavedContent`. */
  content: z.string(),
});
export type StoredState = z.infer<typeof savedState>;
/** One without its content, for lists. */
export const savedStateHead = savedState.omit({ content: true });
export type StoredStateHead = z.infer<typeof savedStateHead>;

/** From the host to its history worker; returned = stored, whatever happens next. */
export const statePutParams = strictParams({ state: savedState });
export const stateGetParams = strictParams({ account: z.string(), id: z.string() });
export const stateGetResult = z.object({ state: savedState.optional() });
/** Newest first. */
export const stateListParams = strictParams({
  account: z.string(),
  pinned: z.boolean().optional(),
  subject: z.string().optional(),
  limit: z.number().optional(),
});
export const stateListResult = z.object({ states: z.array(savedStateHead) });
export const stateRemoveParams = strictParams({ account: z.string(), id: z.string() });
