import * as z from 'zod';
import { flag, integer, list, optional, text } from './tolerant.ts';

/** Something that plays: a computer, a phone, a speaker. */
export const device = z.object({
  /** Absent where Spotify gives none; it takes no commands then. */
  id: optional(z.string()),
  name: text,
  /** Such as `Computer`, `Smartphone`, `Speaker`. */
  type: z
    .string()
    .nullish()
    .transform((value) => value ?? 'Unknown'),
  is_active: flag,
  /** It takes no commands. */
  is_restricted: flag,
  is_private_session: flag,
  /** Absent where the device does not tell. */
  volume_percent: optional(integer),
  supports_volume: optional(z.boolean()),
});
export type Device = z.output<typeof device>;

/** The devices that wait for commands; some models never appear among them. */
export const devices = z.object({ devices: list(device) }).transform((answer) => answer.devices);
