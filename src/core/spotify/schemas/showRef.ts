import * as z from 'zod';
import { image } from './image.ts';
import { externalUrls } from './links.ts';
import { constant, flag, integer, list, optional, text } from './tolerant.ts';

/** A show as an episode names it. */
export const showRef = z.object({
  type: constant('show'),
  id: z.string(),
  uri: z.string(),
  name: text,
  /** Without HTML. */
  description: optional(z.string()),
  images: list(image),
  explicit: flag,
  languages: list(z.string()),
  media_type: optional(z.string()),
  total_episodes: optional(integer),
  external_urls: optional(externalUrls),
  /** Older apps only. */
  publisher: optional(z.string()),
});
export type ShowRef = z.output<typeof showRef>;
