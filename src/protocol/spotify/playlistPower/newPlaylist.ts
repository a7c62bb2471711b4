import * as z from 'zod';

/** Spotify fails on line breaks (observed 2024); marks that reorder text would mislead whoever reads the name. */
const oneLine = /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u;

/** Name of a playlist that is made, or the beginning of one. */
export const nameOfNew = (longest: number): z.ZodString =>
  z.string().trim().min(1).max(longest).regex(oneLine, 'Must be one line, without control characters');

/** Longest name of a playlist, in characters, as Spotify's own apps take it (observed 2024). */
export const newPlaylistName = nameOfNew(100);

/** Spotify's own default is public; ours is not. */
export const publicParam = z.boolean().optional().describe('Show it in the profile. Default false.');
