import * as z from 'zod';

/** Name of a playlist that is made. */
export const newPlaylistName = z.string().trim().min(1).max(100);

/** Spotify's own default is public; ours is not. */
export const publicParam = z.boolean().optional().describe('Show it in the profile. Default false.');
