import * as z from 'zod';
import { strictParams } from '../strictParams.ts';
import { accountParam, briefItem, device, item, itemTypes, playback } from './items.ts';

export const statusParts = ['playback', 'devices', 'queue'] as const;

export const spotifyStatusParams = strictParams({
  queue_limit: z.int().min(0).max(50).optional().describe('Coming items. Default 5.'),
  account: accountParam,
});
/** Player, current item, devices and queue in one answer; what could not be read is named. */
export const spotifyStatusResult = z.object({
  account: z.string(),
  state: z.enum(['playing', 'paused', 'nothing_playing', 'unknown']),
  playback: playback.optional(),
  devices: z.array(device).optional(),
  /** What comes next, first one first. */
  queue: z.array(briefItem).optional(),
  /** Parts that could not be read. */
  missing: z.array(z.object({ part: z.enum(statusParts), why: z.string() })).optional(),
  note: z.string().optional(),
});
export type SpotifyStatusParams = z.infer<typeof spotifyStatusParams>;
export type SpotifyStatus = z.infer<typeof spotifyStatusResult>;

export const controlActions = [
  'play',
  'resume',
  'pause',
  'next',
  'previous',
  'seek',
  'volume',
  'shuffle',
  'repeat',
  'transfer',
  'start',
  'queue',
] as const;
export type ControlAction = (typeof controlActions)[number];

/** Nothing that plays is longer than a day. */
const longestMs = 86_400_000;

export const spotifyControlParams = strictParams({
  action: z
    .enum(controlActions)
    .describe('play resumes; start begins uris or a context; transfer moves to a device.'),
  position_ms: z.int().min(0).max(longestMs).optional().describe('For seek and start.'),
  seek_by_ms: z
    .int()
    .min(-longestMs)
    .max(longestMs)
    .optional()
    .describe('seek: instead of position_ms; negative goes back.'),
  volume: z.int().min(0).max(100).optional().describe('Percent.'),
  volume_by: z.int().min(-100).max(100).optional().describe('Change, instead of volume.'),
  on: z.boolean().optional().describe('For shuffle.'),
  mode: z.enum(['off', 'track', 'context']).optional().describe('For repeat.'),
  uris: z
    .array(z.string().max(300))
    .min(1)
    .max(100)
    .optional()
    .describe('start: tracks or episodes. queue: exactly one.'),
  context: z.string().max(300).optional().describe('start: album, artist, playlist or show.'),
  from: z.string().max(300).optional().describe('Track of the context to begin with.'),
  device: z.string().max(200).optional().describe('Name or id.'),
  account: accountParam,
});
export const verdicts = ['verified', 'accepted', 'unknown'] as const;
export const spotifyControlResult = z.object({
  action: z.enum(controlActions),
  outcome: z.enum(verdicts),
  /** It was so before. */
  already: z.boolean().optional(),
  playback: playback.optional(),
  note: z.string().optional(),
});
export type SpotifyControlParams = z.infer<typeof spotifyControlParams>;
export type SpotifyControlResult = z.infer<typeof spotifyControlResult>;

export const spotifyPlayParams = strictParams({
  query: z.string().min(1).max(300).describe("A name, 'title by artist', a URI or a link."),
  type: z.enum(itemTypes).optional().describe('Only this kind.'),
  device: z.string().max(200).optional().describe('Name or id.'),
  shuffle: z.boolean().optional().describe('Set it as well.'),
  account: accountParam,
});
export const spotifyPlayResult = z.object({
  outcome: z.enum(verdicts),
  playing: item,
  match: z.enum(['exact', 'close', 'guess']),
  /** What else it could have been. */
  alternatives: z.array(briefItem).optional(),
  device: device.pick({ name: true, id: true }).optional(),
  note: z.string().optional(),
});
export type SpotifyPlayParams = z.infer<typeof spotifyPlayParams>;
export type SpotifyPlayResult = z.infer<typeof spotifyPlayResult>;

/** For the status bar: one cheap read that all windows share. `max_age_ms`: an answer this old will do. */
export const playbackParams = strictParams({ max_age_ms: z.int().min(0).optional(), account: accountParam });
export const playbackResult = z.object({
  account: z.string(),
  /** Unix ms at which Spotify was asked. */
  read_at: z.number(),
  /** Absent when nothing is active anywhere. */
  playback: playback.optional(),
  /** URL of the cover, of about 300 pixels. */
  cover: z.string().optional(),
});
export type PlaybackResult = z.infer<typeof playbackResult>;

export const devicesParams = strictParams({ account: accountParam });
export const devicesResult = z.object({ devices: z.array(device) });
