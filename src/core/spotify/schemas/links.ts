import * as z from 'zod';
import { optional } from './tolerant.ts';

/** Where a thing is found outside the Web API. */
export const externalUrls = z.object({
  /** `https://open.spotify.com/…`; absent for local files. */
  spotify: optional(z.string()),
});

/** Codes of the trade. */
export const externalIds = z.object({
  isrc: optional(z.string()),
  ean: optional(z.string()),
  upc: optional(z.string()),
});

/** Why something cannot be played: `market`, `product`, `explicit`, `payment_required`, or a newer word. */
export const restrictions = z.object({ reason: optional(z.string()) });
