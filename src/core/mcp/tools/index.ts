import type { AnyTool } from '../defineTool.ts';
import { spotifyStatus } from './player/spotifyStatus.ts';
import { spotifyControl } from './player/spotifyControl.ts';
import { spotifyPlay } from './player/spotifyPlay.ts';
import { spotifySearch } from './search/spotifySearch.ts';
import { spotifyGetItems } from './search/spotifyGetItems.ts';
import { spotifyResolveTracks } from './search/spotifyResolveTracks.ts';
import { spotifyListPlaylists } from './playlists/spotifyListPlaylists.ts';
import { spotifyGetPlaylist } from './playlists/spotifyGetPlaylist.ts';
import { spotifyCreatePlaylist } from './playlists/spotifyCreatePlaylist.ts';
import { spotifyUpdatePlaylist } from './playlists/spotifyUpdatePlaylist.ts';
import { spotifyAddPlaylistItems } from './playlists/spotifyAddPlaylistItems.ts';
import { spotifyRemovePlaylistItems } from './playlists/spotifyRemovePlaylistItems.ts';
import { spotifyReorderPlaylistItems } from './playlists/spotifyReorderPlaylistItems.ts';
import { spotifyReplacePlaylistItems } from './playlists/spotifyReplacePlaylistItems.ts';
import { spotifyListLibrary } from './library/spotifyListLibrary.ts';
import { spotifyCheckLibrary } from './library/spotifyCheckLibrary.ts';
import { spotifySaveToLibrary } from './library/spotifySaveToLibrary.ts';
import { spotifyRemoveFromLibrary } from './library/spotifyRemoveFromLibrary.ts';
import { spotifyGetProfile } from './profile/spotifyGetProfile.ts';
import { spotifyGetTop } from './profile/spotifyGetTop.ts';
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
import { historyTimeline } from './insights/historyTimeline.ts';
import { historyStreaks } from './insights/historyStreaks.ts';
import { historySessions } from './insights/historySessions.ts';
import { historyDiscoveries } from './insights/historyDiscoveries.ts';
import { historyForgottenFavourites } from './insights/historyForgottenFavourites.ts';
import { historyOnThisDay } from './insights/historyOnThisDay.ts';
import { historyYearInReview } from './insights/historyYearInReview.ts';
import { historySkips } from './insights/historySkips.ts';
import { historyItemProfile } from './insights/historyItemProfile.ts';
import { historySimilarArtists } from './insights/historySimilarArtists.ts';
import { historyConcentration } from './insights/historyConcentration.ts';
import { historyQuery } from './insights/historyQuery.ts';
import { spotifySummarizePlaylist } from './playlist_power/spotifySummarizePlaylist.ts';
import { spotifyFindPlaylistDuplicates } from './playlist_power/spotifyFindPlaylistDuplicates.ts';
import { spotifyComparePlaylists } from './playlist_power/spotifyComparePlaylists.ts';
import { spotifyMergePlaylists } from './playlist_power/spotifyMergePlaylists.ts';
import { spotifySplitPlaylist } from './playlist_power/spotifySplitPlaylist.ts';
import { spotifyCopyPlaylist } from './playlist_power/spotifyCopyPlaylist.ts';
import { spotifySortPlaylist } from './playlist_power/spotifySortPlaylist.ts';
import { spotifyClearPlaylist } from './playlist_power/spotifyClearPlaylist.ts';
import { spotifyExportPlaylist } from './playlist_power/spotifyExportPlaylist.ts';
import { spotifyImportPlaylist } from './playlist_power/spotifyImportPlaylist.ts';
import { spotifySnapshotPlaylist } from './playlist_power/spotifySnapshotPlaylist.ts';
import { spotifyListPlaylistSnapshots } from './playlist_power/spotifyListPlaylistSnapshots.ts';
import { spotifyRestorePlaylist } from './playlist_power/spotifyRestorePlaylist.ts';
import { spotifyDeletePlaylistSnapshot } from './playlist_power/spotifyDeletePlaylistSnapshot.ts';
import { spotifyGetPlaylistCover } from './playlist_power/spotifyGetPlaylistCover.ts';
import { spotifySetPlaylistCover } from './playlist_power/spotifySetPlaylistCover.ts';
import { spotifyArtistProfile } from './composite/spotifyArtistProfile.ts';
import { spotifyListeningSummary } from './composite/spotifyListeningSummary.ts';
import { spotifyRadio } from './composite/spotifyRadio.ts';
import { spotifyGetRecommendations } from './extended/spotifyGetRecommendations.ts';
import { spotifyGetRelatedArtists } from './extended/spotifyGetRelatedArtists.ts';
import { spotifyGetAudioFeatures } from './extended/spotifyGetAudioFeatures.ts';
import { spotifyGetArtistTopTracks } from './extended/spotifyGetArtistTopTracks.ts';
import { spotifyGetSeveralItems } from './extended/spotifyGetSeveralItems.ts';
import { spotifyBrowse } from './extended/spotifyBrowse.ts';
import { spotifyGetUser } from './extended/spotifyGetUser.ts';
import { opsSyncStatus } from './ops/opsSyncStatus.ts';
import { opsSyncNow } from './ops/opsSyncNow.ts';
import { opsPauseCollection } from './ops/opsPauseCollection.ts';
import { opsResumeCollection } from './ops/opsResumeCollection.ts';
import { opsLatestJobRuns } from './ops/opsLatestJobRuns.ts';
import { opsLatestImportJobs } from './ops/opsLatestImportJobs.ts';
import { opsImportExport } from './ops/opsImportExport.ts';
import { opsExportHistory } from './ops/opsExportHistory.ts';
import { opsDeleteHistory } from './ops/opsDeleteHistory.ts';
import { opsLogs } from './ops/opsLogs.ts';
import { opsDoctor } from './ops/opsDoctor.ts';
import { opsListUndo } from './ops/opsListUndo.ts';
import { opsUndo } from './ops/opsUndo.ts';

/** Every tool, in the order in which clients see them. A new tool is listed here and nowhere else. */
export const tools: readonly AnyTool[] = [
  spotifyStatus,
  spotifyControl,
  spotifyPlay,
  spotifySearch,
  spotifyGetItems,
  spotifyResolveTracks,
  spotifyListPlaylists,
  spotifyGetPlaylist,
  spotifyCreatePlaylist,
  spotifyUpdatePlaylist,
  spotifyAddPlaylistItems,
  spotifyRemovePlaylistItems,
  spotifyReorderPlaylistItems,
  spotifyReplacePlaylistItems,
  spotifyListLibrary,
  spotifyCheckLibrary,
  spotifySaveToLibrary,
  spotifyRemoveFromLibrary,
  spotifyGetProfile,
  spotifyGetTop,
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
  historyTimeline,
  historyStreaks,
  historySessions,
  historyDiscoveries,
  historyForgottenFavourites,
  historyOnThisDay,
  historyYearInReview,
  historySkips,
  historyItemProfile,
  historySimilarArtists,
  historyConcentration,
  historyQuery,
  spotifySummarizePlaylist,
  spotifyFindPlaylistDuplicates,
  spotifyComparePlaylists,
  spotifyMergePlaylists,
  spotifySplitPlaylist,
  spotifyCopyPlaylist,
  spotifySortPlaylist,
  spotifyClearPlaylist,
  spotifyExportPlaylist,
  spotifyImportPlaylist,
  spotifySnapshotPlaylist,
  spotifyListPlaylistSnapshots,
  spotifyRestorePlaylist,
  spotifyDeletePlaylistSnapshot,
  spotifyGetPlaylistCover,
  spotifySetPlaylistCover,
  spotifyArtistProfile,
  spotifyListeningSummary,
  spotifyRadio,
  spotifyGetRecommendations,
  spotifyGetRelatedArtists,
  spotifyGetAudioFeatures,
  spotifyGetArtistTopTracks,
  spotifyGetSeveralItems,
  spotifyBrowse,
  spotifyGetUser,
  opsSyncStatus,
  opsSyncNow,
  opsPauseCollection,
  opsResumeCollection,
  opsLatestJobRuns,
  opsLatestImportJobs,
  opsImportExport,
  opsExportHistory,
  opsDeleteHistory,
  opsLogs,
  opsDoctor,
  opsListUndo,
  opsUndo,
];
