import type * as z from 'zod';
import { getAudiobookChapters } from '../operations/audiobooks.ts';
import { getChapter } from '../operations/chapters.ts';
import type { ItemPageParams, ItemParams } from '../operations/commonParams.ts';
import { getEpisode } from '../operations/episodes.ts';
import { getShowEpisodes } from '../operations/shows.ts';
import type { Operation } from '../operation.ts';
import { chapter } from '../schemas/chapter.ts';
import { episode, type Episode } from '../schemas/episode.ts';
import { page, type Page } from '../schemas/page.ts';

/*
 * The same operations as the catalogue's, read with how far this user has listened. That is this account's alone and
 * changes while it listens, so these answers are kept as the library's are: for an account, for minutes.
 */

const resumableChapter = chapter.extend({ resume_point: episode.shape.resume_point });
export type ResumableChapter = z.output<typeof resumableChapter>;

/** See `getEpisode`. */
export const getOwnEpisode: Operation<ItemParams, Episode> = {
  ...getEpisode,
  cache: 'library',
  response: episode,
};

/** See `getShowEpisodes`. */
export const getOwnShowEpisodes: Operation<ItemPageParams, Page<Episode>> = {
  ...getShowEpisodes,
  cache: 'library',
  response: page(episode),
};

/** See `getChapter`. */
export const getOwnChapter: Operation<ItemParams, ResumableChapter> = {
  ...getChapter,
  cache: 'library',
  response: resumableChapter,
};

/** See `getAudiobookChapters`. */
export const getOwnAudiobookChapters: Operation<ItemPageParams, Page<ResumableChapter>> = {
  ...getAudiobookChapters,
  cache: 'library',
  response: page(resumableChapter),
};
