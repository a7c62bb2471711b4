import * as z from 'zod';

/** The seven kinds of things in Spotify's catalogue. */
export const itemTypes = ['track', 'album', 'artist', 'playlist', 'show', 'episode', 'audiobook'] as const;
export type ItemType = (typeof itemTypes)[number];

/** Account argument of every question about Spotify. */
export const accountParam = z.string().max(128).optional().describe('Default: the one in use.');

const name = z.string();
/** A whole number of an answer. Not `z.int()`: its bounds make every tool's definition longer. */
export const count = z.number();

/** A thing of the catalogue as answers name it: names before ids, nothing that is empty. */
export const item = z.object({
  name,
  type: z.enum(itemTypes),
  /** Artists, authors, owner, or the show of an episode. */
  by: z.array(z.string()).optional(),
  album: z.string().optional(),
  duration_ms: count.optional(),
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  released: z.string().optional(),
  /** How many tracks, episodes, chapters or entries it has. */
  items: count.optional(),
  explicit: z.boolean().optional(),
  uri: z.string(),
  /** On open.spotify.com; for a local file a search there. */
  url: z.string(),
});
export type Item = z.infer<typeof item>;

/** A thing in a list beside the one that matters: enough to tell it and to name it in a call. */
export const briefItem = item.pick({ name: true, type: true, by: true, uri: true, url: true });
export type BriefItem = z.infer<typeof briefItem>;

export const device = z.object({
  name,
  /** Absent where Spotify gives none; such a device takes no commands. */
  id: z.string().optional(),
  /** Such as `Computer`, `Smartphone`, `Speaker`. */
  kind: z.string(),
  active: z.boolean(),
  /** Percent. */
  volume: count.optional(),
  /** Takes no commands. */
  restricted: z.boolean().optional(),
  supports_volume: z.boolean().optional(),
});
export type Device = z.infer<typeof device>;

/** What the player does at one instant. */
export const playback = z.object({
  playing: z.boolean(),
  /** Absent when nothing is loaded, and for adverts. */
  item: item.optional(),
  /** What is loaded when it is none of the seven kinds, such as an advert. */
  other: z.string().optional(),
  progress_ms: count.optional(),
  shuffle: z.boolean().optional(),
  repeat: z.enum(['off', 'track', 'context']).optional(),
  /** Playlist, album … that it plays from. */
  context: z.object({ type: z.string(), uri: z.string() }).optional(),
  device: device.optional(),
  /** Actions that Spotify refuses right now. */
  disallows: z.array(z.string()).optional(),
});
export type Playback = z.infer<typeof playback>;
