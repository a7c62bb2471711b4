import * as z from 'zod';
import { album } from './album.ts';
import { artist } from './artist.ts';
import { audiobook } from './audiobook.ts';
import { catalogueEpisode } from './episode.ts';
import { page } from './page.ts';
import { playlist } from './playlist.ts';
import { show } from './show.ts';
import { optional } from './tolerant.ts';
import { track } from './track.ts';

/** A page of each kind that was asked for. */
export const searchResult = z.object({
  tracks: optional(page(track)),
  albums: optional(page(album)),
  artists: optional(page(artist)),
  playlists: optional(page(playlist)),
  shows: optional(page(show)),
  episodes: optional(page(catalogueEpisode)),
  audiobooks: optional(page(audiobook)),
});
export type SearchResult = z.output<typeof searchResult>;
