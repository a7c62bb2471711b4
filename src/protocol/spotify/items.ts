import * as z from 'zod';

/** The seven kinds of things in Spotify's catalogue. */
export const itemTypes = ['track', 'album', 'artist', 'playlist', 'show', 'episode', 'audiobook'] as const;
export type ItemType = (typeof itemTypes)[number];

/** Account argument of every question about Spotify. */
export const accountParam = z
  .string()
  .max(128)
  .optional()
  .describe('Signed-in account, where several are. Default: the one in use.');

const name = z.string();
const link = z.string().describe('https://open.spotify.com/…');

/** A thing of the catalogue as answers name it: names before ids, nothing that is empty. */
export const item = z.object({
  name,
  type: z.enum(itemTypes),
  /** Artists of a track or album, publisher-less show of an episode, authors of an audiobook, owner of a playlist. */
  by: z.array(z.string()).optional().describe('Artists, authors, owner, or the show of an episode.'),
  album: z.string().optional(),
  duration_ms: z.int().optional(),
  released: z.string().optional().describe('Year, month or day.'),
  items: z.int().optional().describe('How many tracks, episodes or entries.'),
  explicit: z.boolean().optional(),
  uri: z.string(),
  url: link,
});
export type Item = z.infer<typeof item>;

export const device = z.object({
  name,
  id: z.string().optional().describe('Absent where Spotify gives none; such a device takes no commands.'),
  kind: z.string().describe('Computer, Smartphone, Speaker …'),
  active: z.boolean(),
  volume: z.int().optional().describe('Percent.'),
  restricted: z.boolean().optional().describe('True: takes no commands.'),
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
  progress_ms: z.int().optional(),
  shuffle: z.boolean().optional(),
  repeat: z.enum(['off', 'track', 'context']).optional(),
  context: z
    .object({ type: z.string(), uri: z.string() })
    .optional()
    .describe('Playlist, album … it plays from.'),
  device: device.optional(),
  disallows: z.array(z.string()).optional().describe('Actions that Spotify refuses right now.'),
});
export type Playback = z.infer<typeof playback>;
