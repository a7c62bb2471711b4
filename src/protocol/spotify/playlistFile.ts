import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';
import { dryRunParam, playlistParam, playlistRef, writeAnswer } from './writes.ts';

/** Files that a playlist is written to. */
export const exportFormats = ['csv', 'm3u8', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Files that are read; `lines` = one track a line. */
export const importFormats = ['csv', 'm3u', 'json', 'lines'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Most rows of a file: a playlist takes no more. */
export const maxImportRows = 10_000;
/** Longest `text`, in characters; a file may have 10 MB. */
const maxText = 1_000_000;

export const exportPlaylistParams = strictParams({
  playlist: playlistParam,
  format: z.enum(exportFormats).optional().describe('Default csv; json holds most.'),
  inline: z
    .boolean()
    .optional()
    .describe('The text in the answer in place of a file, if it is short enough.'),
  account: accountParam,
});
export type ExportPlaylistParams = z.infer<typeof exportPlaylistParams>;

export const exportPlaylistResult = z.object({
  playlist: playlistRef,
  format: z.enum(exportFormats),
  items: count.describe('Rows written.'),
  path: z.string().optional(),
  first_lines: z.array(z.string()).optional(),
  text: z.string().optional(),
  note: z.string().optional(),
});
export type ExportPlaylistResult = z.infer<typeof exportPlaylistResult>;

export const importPlaylistParams = strictParams({
  text: z.string().min(1).max(maxText).optional().describe('Contents: CSV, M3U, JSON, or a track a line.'),
  path: z.string().min(1).max(4_096).optional().describe('Whole path of such a file, in place of text.'),
  playlist: playlistParam.optional().describe('Adds to this one. Default: a new, private one.'),
  name: z.string().min(1).max(100).optional().describe("Of the new one. Default: the file's."),
  allow_duplicates: z
    .boolean()
    .optional()
    .describe('Also add what the playlist holds already. Default: leave it out.'),
  max_searches: z
    .int()
    .min(0)
    .max(10_000)
    .optional()
    .describe('For rows without a URI. Default 50; needing more, it only says so. 0: leaves such rows out.'),
  dry_run: dryRunParam,
  account: accountParam,
});
export type ImportPlaylistParams = z.infer<typeof importPlaylistParams>;

/** A row that was not imported. */
export const rowNotFound = z.object({
  /** Of the file, from 1; of JSON the number of the item. */
  line: count,
  text: z.string(),
  why: z.string(),
});
export type RowNotFound = z.infer<typeof rowNotFound>;

export const importPlaylistResult = z.object({
  ...writeAnswer,
  playlist: playlistRef.optional(),
  format: z.enum(importFormats),
  rows: count,
  found: count,
  searches: count.optional().describe('Spent.'),
  searches_needed: count.optional(),
  not_found: z.array(rowNotFound).optional(),
});
export type ImportPlaylistResult = z.infer<typeof importPlaylistResult>;
