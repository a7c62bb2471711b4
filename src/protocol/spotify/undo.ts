import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam } from './items.ts';
import { agreedParam, dryRunParam, writeResult } from './writes.ts';

const stateId = z.string().min(1).max(40);
const cursor = z.string().max(40).optional().describe('next_cursor of the answer before.');

/** Brings back what was there before a change. A dry run answers the `undo_id` that it would go by. */
export const undoParams = strictParams({
  undo_id: stateId.optional().describe('Of the answer of the change. Default: the newest change.'),
  dry_run: dryRunParam,
  agreed: agreedParam,
  account: accountParam,
});
export const undoResult = writeResult;
export type UndoParams = z.infer<typeof undoParams>;

/** What can be undone, the newest first. */
export const listUndoParams = strictParams({
  limit: z.int().min(1).max(100).optional().describe('Default 20.'),
  cursor,
  account: accountParam,
});
export const listUndoResult = z.object({
  changes: z.array(
    z.object({
      /** What would be brought back. */
      label: z.string(),
      before: z.string().describe('When it was so.'),
      by_undo: z.boolean().optional().describe('True: undoing it takes an undo back.'),
      undo_id: z.string(),
    }),
  ),
  next_cursor: z.string().optional(),
  note: z.string(),
});
export type ListUndoParams = z.infer<typeof listUndoParams>;
export type ListUndoResult = z.infer<typeof listUndoResult>;
