import * as z from 'zod';
import { image } from './image.ts';
import { externalUrls, restrictions } from './links.ts';
import { showRef } from './showRef.ts';
import { constant, flag, integer, list, optional, text } from './tolerant.ts';

/**
 * An episode without anything that is one user's: what the catalogue says of it is kept for all accounts. As a show
 * lists it, it has no `show`.
 */
export const catalogueEpisode = z.object({
  type: constant('episode'),
  id: z.string(),
  uri: z.string(),
  name: text,
  /** Without HTML. */
  description: optional(z.string()),
  duration_ms: optional(integer),
  explicit: flag,
  images: list(image),
  is_playable: optional(z.boolean()),
  languages: list(z.string()),
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  release_date: optional(z.string()),
  release_date_precision: optional(z.string()),
  show: optional(showRef),
  external_urls: optional(externalUrls),
  restrictions: optional(restrictions),
});
export type CatalogueEpisode = z.output<typeof catalogueEpisode>;

/** An episode as one user's player, playlist or library holds it. */
export const episode = catalogueEpisode.extend({
  /** How far the user has listened. */
  resume_point: optional(z.object({ fully_played: flag, resume_position_ms: optional(integer) })),
});
export type Episode = z.output<typeof episode>;
