import type { AnyTool } from '../defineTool.ts';
import { spotifyStatus } from './player/spotifyStatus.ts';
import { spotifyControl } from './player/spotifyControl.ts';
import { spotifyPlay } from './player/spotifyPlay.ts';
import { spotifySearch } from './search/spotifySearch.ts';
import { spotifyRecentlyPlayed } from './profile/spotifyRecentlyPlayed.ts';
import { historyTasteSummary } from './history/historyTasteSummary.ts';
import { historyTopArtists } from './history/historyTopArtists.ts';
import { historyTopTracks } from './history/historyTopTracks.ts';
import { historyTopAlbums } from './history/historyTopAlbums.ts';
import { historyListeningHeatmap } from './history/historyListeningHeatmap.ts';
import { historyRepeatRate } from './history/historyRepeatRate.ts';
import { historyCoverage } from './history/historyCoverage.ts';
import { historyComparePeriods } from './history/historyComparePeriods.ts';
import { historySearchPlays } from './history/historySearchPlays.ts';
import { opsLatestImportJobs } from './ops/opsLatestImportJobs.ts';

/** Every tool, in the order in which clients see them. A new tool is listed here and nowhere else. */
export const tools: readonly AnyTool[] = [
  spotifyStatus,
  spotifyControl,
  spotifyPlay,
  spotifySearch,
  spotifyRecentlyPlayed,
  historyTasteSummary,
  historyTopArtists,
  historyTopTracks,
  historyTopAlbums,
  historyListeningHeatmap,
  historyRepeatRate,
  historyCoverage,
  historyComparePeriods,
  historySearchPlays,
  opsLatestImportJobs,
];
