import * as z from 'zod';
import { windowParams } from '../history/window.ts';
import { strictParams } from '../strictParams.ts';
import { accountParam, count } from './items.ts';
import { dryRunParam, playableUris, playlistParam, playlistWriteResult } from './writes.ts';

const limit = z.int().min(1).max(100).optional().describe('Default 50.');
const cursor = z.string().max(40).optional().describe('next_cursor.');

/** What lists and details tell of a playlist. */
const playlistFacts = {
  name: z.string(),
  /** Its display name. */
  owner: z.string().optional(),
  /** How many there are in it; absent where Spotify does not say. */
  items: count.optional(),
  own: z.boolean(),
  writable: z.boolean(),
  /** Wrongly true for some. */
  public: z.boolean().optional(),
  collaborative: z.boolean().optional(),
  description: z.string().optional(),
  /** Absent where they can be read. */
  contents: z.enum(['hidden', 'empty']).optional(),
  uri: z.string(),
  url: z.string(),
};

export const playlistFilters = ['all', 'own', 'followed', 'collaborative'] as const;
export const listPlaylistsParams = strictParams({
  filter: z.enum(playlistFilters).optional().describe('Default all.'),
  search: z.string().max(200).optional().describe('Only names that contain this.'),
  limit,
  cursor,
  account: accountParam,
});
const listedPlaylist = z.object(playlistFacts);
/** Own, followed and shared playlists in the account's order. */
export const listPlaylistsResult = z.object({
  playlists: z.array(listedPlaylist),
  /** All of the account, whatever was filtered. */
  total: count,
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type ListPlaylistsParams = z.infer<typeof listPlaylistsParams>;
export type ListPlaylistsResult = z.infer<typeof listPlaylistsResult>;
export type PlaylistFacts = z.infer<typeof listedPlaylist>;

export const getPlaylistParams = strictParams({
  playlist: playlistParam,
  limit,
  cursor,
  detail: z.enum(['full', 'names']).optional().describe('names: short, without URIs.'),
  account: accountParam,
});
const playlistEntry = z.object({
  /** From 0. */
  position: count,
  name: z.string(),
  by: z.array(z.string()).optional(),
  album: z.string().optional(),
  duration_ms: count.optional(),
  /** Absent for a track. `local`: a file of the owner's; `unavailable`: Spotify no longer shows it. */
  kind: z.enum(['episode', 'local', 'unavailable']).optional(),
  /** In the answer's time zone, with its offset. */
  added_at: z.string().optional(),
  /** Spotify id; absent for the owner. */
  added_by: z.string().optional(),
  uri: z.string().optional(),
  url: z.string().optional(),
});
/** One playlist and a page of what it holds. */
export const getPlaylistResult = z.object({
  ...playlistFacts,
  snapshot_id: z.string().optional(),
  entries: z.array(playlistEntry),
  next_cursor: z.string().optional(),
  note: z.string().optional(),
});
export type GetPlaylistParams = z.infer<typeof getPlaylistParams>;
export type GetPlaylistResult = z.infer<typeof getPlaylistResult>;
export type ShownEntry = z.infer<typeof playlistEntry>;

/**
 * What a playlist says of itself is one line: Spotify fails on line breaks (observed 2024), and marks that reorder text
 * would mislead whoever reads the name.
 */
const oneLine = /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;
const oneLineOfWords = /^(?=.*\S)[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;
/** Longest name of a playlist, in characters, as Spotify's own apps take it (observed 2024). */
export const maxPlaylistName = 100;
/** Longest description, in characters (observed 2024). */
export const maxPlaylistDescription = 300;
const name = z
  .string()
  .max(maxPlaylistName, `Must have ${maxPlaylistName} characters at most`)
  .regex(oneLineOfWords, 'Must be one line of words, without control characters');
const description = z
  .string()
  .max(maxPlaylistDescription, `Must have ${maxPlaylistDescription} characters at most`)
  .regex(oneLine, 'Must be one line, without control characters')
  .optional()
  .describe('At most 300 characters.');
const collaborative = z.boolean().optional().describe('Others may change it; only while private.');

const words = (longest: number): z.ZodOptional<z.ZodString> => z.string().max(longest).optional();

export const createPlaylistParams = strictParams({
  name: name.describe('At most 100 characters.'),
  description,
  public: z.boolean().optional().describe('Default false.'),
  collaborative,
  uris: playableUris.optional().describe('Tracks and episodes, in order.'),
  query: strictParams({
    text: words(250),
    artist: words(150),
    album: words(150),
    year: z
      .string()
      .regex(/^\d{4}(-\d{4})?$/)
      .optional(),
    genre: words(100),
  })
    .optional()
    .describe('Instead of uris: what a search finds first.'),
  history_days: windowParams.days.describe('Instead of uris: the top tracks of N days.'),
  history_from: windowParams.from.describe('The same from a date on.'),
  history_to: windowParams.to.describe('Exclusive.'),
  history_by: z.enum(['plays', 'time']).optional().describe('Default plays.'),
  count: z.int().min(1).max(500).optional().describe('Of query (default 20, at most 100) or history (50).'),
  allow_duplicates: z.boolean().optional().describe('Default false.'),
  dry_run: dryRunParam,
  account: accountParam,
});
export const createPlaylistResult = playlistWriteResult;
export type CreatePlaylistParams = z.infer<typeof createPlaylistParams>;
export type CreatePlaylistResult = z.infer<typeof createPlaylistResult>;

export const updatePlaylistParams = strictParams({
  playlist: playlistParam,
  name: name.optional().describe('New name, at most 100 characters.'),
  description,
  public: z.boolean().optional().describe("Shown in the user's profile."),
  collaborative,
  dry_run: dryRunParam,
  account: accountParam,
});
export const updatePlaylistResult = playlistWriteResult;
export type UpdatePlaylistParams = z.infer<typeof updatePlaylistParams>;
export type UpdatePlaylistResult = z.infer<typeof updatePlaylistResult>;
