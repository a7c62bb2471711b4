import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, count, item, itemTypes } from './items.ts';

/** Kinds that can be read by themselves. */
export const readableTypes = [...itemTypes, 'chapter'] as const;
export type ReadableType = (typeof readableTypes)[number];

/** What can be read with an artist, an album, a show and an audiobook. */
export const includable = ['albums', 'tracks', 'episodes', 'chapters'] as const;
export type Includable = (typeof includable)[number];

export const getItemsParams = strictParams({
  items: z.array(z.string().max(300)).min(1).max(50).describe('URIs, links or ids.'),
  type: z.enum(readableTypes).optional().describe('Kind of bare ids.'),
  include: z
    .array(z.enum(includable))
    .max(includable.length)
    .optional()
    .describe('What belongs to artists, albums, shows, audiobooks.'),
  include_limit: z.int().min(1).max(200).optional().describe('For each. Default 50; albums 10.'),
  cursor: z.string().max(40).optional().describe('next_cursor.'),
  account: accountParam,
});

const { name, album, duration_ms, released, items, explicit, uri, url } = item.shape;

/** A thing in more detail than a search shows it, or why it cannot be read. */
export const itemDetails = z.object({
  name: name.optional(),
  type: z.string(),
  by: z.array(z.string()).optional(),
  ...{ album, duration_ms, released, items, explicit },
  genres: z.array(z.string()).optional(),
  isrc: z.string().optional(),
  upc: z.string().optional(),
  /** Of the track on its disc, of the chapter in its book. */
  number: count.optional(),
  /** How far the user has listened to the episode or chapter. */
  resume_ms: count.optional(),
  description: z.string().optional(),
  /** What else there is to know, a phrase each, such as `disc 2`, `collaborative` or `read by …`. */
  also: z.array(z.string()).optional(),
  /** URI of the thing that it was read with. */
  part_of: z.string().optional(),
  error: z.string().optional(),
  uri,
  url,
});
export type ItemDetails = z.infer<typeof itemDetails>;

export const getItemsResult = z.object({
  items: z.array(itemDetails),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type GetItemsParams = z.infer<typeof getItemsParams>;
export type GetItemsResult = z.infer<typeof getItemsResult>;
