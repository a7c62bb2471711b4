import * as z from 'zod';
import { image } from './image.ts';
import { externalUrls } from './links.ts';
import { constant, flag, integer, list, optional, text } from './tolerant.ts';

const person = z.object({ name: text });

/** An audiobook as a chapter names it. */
export const audiobookRef = z.object({
  type: constant('audiobook'),
  id: z.string(),
  uri: z.string(),
  name: text,
  authors: list(person),
  narrators: list(person),
  /** Without HTML. */
  description: optional(z.string()),
  /** Such as `Unabridged`. */
  edition: optional(z.string()),
  explicit: flag,
  images: list(image),
  languages: list(z.string()),
  total_chapters: optional(integer),
  external_urls: optional(externalUrls),
  /** Older apps only. */
  publisher: optional(z.string()),
});
export type AudiobookRef = z.output<typeof audiobookRef>;
