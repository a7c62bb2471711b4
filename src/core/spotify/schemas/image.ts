import * as z from 'zod';
import { integer, optional } from './tolerant.ts';

/** A cover or a picture; Spotify lists them widest first. */
export const image = z.object({
  url: z.string(),
  /** Pixels; absent for pictures that users uploaded. */
  height: optional(integer),
  width: optional(integer),
});
export type Image = z.output<typeof image>;
