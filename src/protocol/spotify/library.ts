import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count, item } from './items.ts';
import { agreedParam, dryRunParam, failedPart, writeAnswer } from './writes.ts';

/** The lists of the library: what is saved, and the artists that are followed. */
export const libraryKinds = ['tracks', 'albums', 'episodes', 'shows', 'audiobooks', 'artists'] as const;
export type LibraryKind = (typeof libraryKinds)[number];

/** Most things of one answer or one change. */
const maxUris = 500;

export const listLibraryParams = strictParams({
  kind: z.enum(libraryKinds).describe('What to list.'),
  search: z.string().trim().min(1).max(100).optional().describe('In name or artists; looks at 500 a call.'),
  limit: z.int().min(1).max(200).optional().describe('Default 50.'),
  cursor: z.string().max(60).optional().describe('next_cursor.'),
  account: accountParam,
});
/** A thing of the library; its kind is that of the list. */
export const libraryItem = item
  .omit({ type: true, explicit: true })
  .extend({ by: z.array(z.string()).optional(), saved_at: z.string().optional() });
export type LibraryItem = z.infer<typeof libraryItem>;
/** Newest first where Spotify keeps the time of saving; artists come in Spotify's order. */
export const listLibraryResult = z.object({
  items: z.array(libraryItem),
  total: count,
  next_cursor: z.string().optional(),
  note: z.string(),
});
export type ListLibraryParams = z.infer<typeof listLibraryParams>;
export type ListLibraryResult = z.infer<typeof listLibraryResult>;

const uris = z.array(z.string().max(300)).min(1).max(maxUris).describe('URIs or links, kinds mixed.');

export const checkLibraryParams = strictParams({ uris, account: accountParam });
/** In the order of the question, each thing once. */
export const checkLibraryResult = z.object({
  items: z.array(z.object({ uri: z.string(), saved: z.boolean() })),
  failed: z.array(failedPart).optional(),
  note: z.string(),
});
export type CheckLibraryParams = z.infer<typeof checkLibraryParams>;
export type CheckLibraryResult = z.infer<typeof checkLibraryResult>;

/** Of saving and of removing. */
export const changeLibraryParams = strictParams({ uris, dry_run: dryRunParam, account: accountParam });
export const removeFromLibraryParams = strictParams({ ...changeLibraryParams.shape, agreed: agreedParam });
export const changeLibraryResult = z.object({
  ...writeAnswer,
  /** How many were saved or removed. */
  changed: count.optional(),
  /** How many were so before. */
  unchanged: count.optional(),
});
export type ChangeLibraryParams = z.infer<typeof changeLibraryParams>;
export type ChangeLibraryResult = z.infer<typeof changeLibraryResult>;
