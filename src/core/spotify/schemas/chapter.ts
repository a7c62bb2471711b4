import * as z from 'zod';
import { audiobookRef } from './audiobookRef.ts';
import { image } from './image.ts';
import { externalUrls, restrictions } from './links.ts';
import { constant, flag, integer, list, optional, text } from './tolerant.ts';

/**
 * A chapter, whole or as an audiobook lists it (then without `audiobook`). How far a user has listened is not read:
 * what the catalogue says is kept for all accounts.
 */
export const chapter = z.object({
  type: constant('chapter'),
  id: z.string(),
  uri: z.string(),
  name: text,
  /** From 1. */
  chapter_number: optional(integer),
  /** Without HTML. */
  description: optional(z.string()),
  duration_ms: optional(integer),
  explicit: flag,
  images: list(image),
  is_playable: optional(z.boolean()),
  languages: list(z.string()),
  release_date: optional(z.string()),
  release_date_precision: optional(z.string()),
  audiobook: optional(audiobookRef),
  external_urls: optional(externalUrls),
  restrictions: optional(restrictions),
});
export type Chapter = z.output<typeof chapter>;
