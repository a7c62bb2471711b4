import type * as z from 'zod';
import { artistHistoryParams, artistHistoryResult } from './history/artistHistory.ts';
import { coListeningParams, coListeningResult } from './history/coListening.ts';
import { comparePeriodsParams, comparePeriodsResult } from './history/comparePeriods.ts';
import { coverageParams, coverageResult } from './history/coverage.ts';
import { deleteAccountParams, deleteAccountResult } from './history/deleteAccount.ts';
import { exportHistoryParams, exportHistoryResult } from './history/exportHistory.ts';
import { queryParams, queryResult } from './history/insights/query.ts';
import { findTracksParams, findTracksResult } from './history/findTracks.ts';
import { heatmapRequestParams, heatmapResult } from './history/heatmap.ts';
import {
  importParams,
  importProgress,
  importReport,
  latestImportJobsParams,
  latestImportJobsResult,
} from './history/importReport.ts';
import { repeatRateParams, repeatRateResult } from './history/repeatRate.ts';
import { searchPlaysParams, searchPlaysResult } from './history/searchPlays.ts';
import { tasteSummaryParams, tasteSummaryResult } from './history/tasteSummary.ts';
import {
  topAlbumsResult,
  topArtistsResult,
  topParams,
  topTracksParams,
  topTracksResult,
} from './history/topLists.ts';
import { metadataReadParams, metadataReadResult, metadataWriteParams } from './spotify/metadata.ts';
import {
  accountsParams,
  accountsResult,
  clientStatsResult,
  signOutParams,
  useAccountParams,
} from './spotify/accounts.ts';
import {
  addToPlaylistParams,
  addToPlaylistResult,
  ownPlaylistsParams,
  ownPlaylistsResult,
  savedParams,
  savedResult,
  setSavedParams,
  setSavedResult,
} from './spotify/collection.ts';
import {
  devicesParams,
  devicesResult,
  playbackParams,
  playbackResult,
  spotifyControlParams,
  spotifyControlResult,
  spotifyPlayParams,
  spotifyPlayResult,
  spotifyStatusParams,
  spotifyStatusResult,
} from './spotify/player.ts';
import {
  recentlyPlayedParams,
  recentlyPlayedResult,
  spotifySearchParams,
  spotifySearchResult,
} from './spotify/search.ts';
import {
  done,
  vaultListParams,
  vaultListResult,
  vaultPutParams,
  vaultPutResult,
  vaultRemoveParams,
} from './spotify/vault.ts';
import { catalogueRequests } from './spotify/catalogueRequests.ts';
import { playlistRequests } from './spotify/playlistRequests.ts';
import { playlistPowerRequests } from './spotify/playlistPowerRequests.ts';
import { playlistFileRequests } from './spotify/playlistFileRequests.ts';
import { libraryRequests } from './spotify/libraryRequests.ts';
import { profileRequests } from './spotify/profileRequests.ts';
import { compositeRequests } from './spotify/compositeRequests.ts';
import { extendedRequests } from './spotify/extendedRequests.ts';
import { undoRequests } from './spotify/undoRequests.ts';
import { stateRequests } from './spotify/stateRequests.ts';
import { collectRequests } from './collect/collectRequests.ts';
import { enrichRequests } from './collect/enrichRequests.ts';
import { collectorRequests } from './collector/collectorRequests.ts';
import { insightRequests } from './history/insightRequests.ts';
import { observeRequests } from './observe/measured.ts';
import { opsRequests } from './ops/opsRequests.ts';
import { panelRequests } from './panel/panelRequests.ts';
import { workProgress } from './progress.ts';
import { filesParams, filesResult, statusParams, statusResult } from './status.ts';

export interface RequestDefinition {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
  /** Shape of the progress that a long request reports, zero or more times, before its result. */
  readonly progress?: z.ZodType;
  /** Must not be sent again when it is unknown whether it was carried out. */
  readonly unrepeatable?: true;
}

/**
 * Every request that one part of Backbeat can make of another, whatever lies between them: a call in the
 * same process, the worker thread, the host's socket or the webview's messages.
 */
export const requests = {
  'history.tasteSummary': { params: tasteSummaryParams, result: tasteSummaryResult },
  'history.topArtists': { params: topParams, result: topArtistsResult },
  'history.topTracks': { params: topTracksParams, result: topTracksResult },
  'history.topAlbums': { params: topParams, result: topAlbumsResult },
  'history.heatmap': { params: heatmapRequestParams, result: heatmapResult },
  'history.repeatRate': { params: repeatRateParams, result: repeatRateResult },
  'history.coverage': { params: coverageParams, result: coverageResult },
  'history.comparePeriods': { params: comparePeriodsParams, result: comparePeriodsResult },
  'history.searchPlays': { params: searchPlaysParams, result: searchPlaysResult },
  'history.findTracks': { params: findTracksParams, result: findTracksResult },
  'history.artistHistory': { params: artistHistoryParams, result: artistHistoryResult },
  'history.coListening': { params: coListeningParams, result: coListeningResult },
  ...insightRequests,
  'history.query': { params: queryParams, result: queryResult },
  'history.export': { params: exportHistoryParams, result: exportHistoryResult, progress: workProgress },
  'history.deleteAccount': { params: deleteAccountParams, result: deleteAccountResult, unrepeatable: true },
  'import.run': { params: importParams, result: importReport, progress: importProgress },
  'import.latestJobs': { params: latestImportJobsParams, result: latestImportJobsResult },
  'app.status': { params: statusParams, result: statusResult },
  'history.files': { params: filesParams, result: filesResult },
  ...collectRequests,
  ...enrichRequests,
  ...collectorRequests,
  ...opsRequests,
  ...observeRequests,
  ...panelRequests,
  'metadata.read': { params: metadataReadParams, result: metadataReadResult },
  'metadata.write': { params: metadataWriteParams, result: done },
  'spotify.status': { params: spotifyStatusParams, result: spotifyStatusResult },
  'spotify.control': { params: spotifyControlParams, result: spotifyControlResult, unrepeatable: true },
  'spotify.play': { params: spotifyPlayParams, result: spotifyPlayResult, unrepeatable: true },
  'spotify.playback': { params: playbackParams, result: playbackResult },
  'spotify.devices': { params: devicesParams, result: devicesResult },
  'spotify.search': { params: spotifySearchParams, result: spotifySearchResult },
  'spotify.recentlyPlayed': { params: recentlyPlayedParams, result: recentlyPlayedResult },
  'spotify.saved': { params: savedParams, result: savedResult },
  'spotify.setSaved': { params: setSavedParams, result: setSavedResult, unrepeatable: true },
  'spotify.ownPlaylists': { params: ownPlaylistsParams, result: ownPlaylistsResult },
  'spotify.addToPlaylist': { params: addToPlaylistParams, result: addToPlaylistResult, unrepeatable: true },
  ...catalogueRequests,
  ...playlistRequests,
  ...playlistPowerRequests,
  ...playlistFileRequests,
  ...libraryRequests,
  ...profileRequests,
  ...compositeRequests,
  ...extendedRequests,
  ...undoRequests,
  ...stateRequests,
  'spotify.clientStats': { params: accountsParams, result: clientStatsResult },
  'accounts.list': { params: accountsParams, result: accountsResult },
  'accounts.use': { params: useAccountParams, result: accountsResult },
  'accounts.refresh': { params: useAccountParams, result: done },
  'accounts.signOut': { params: signOutParams, result: accountsResult },
  'vault.list': { params: vaultListParams, result: vaultListResult },
  'vault.put': { params: vaultPutParams, result: vaultPutResult },
  'vault.remove': { params: vaultRemoveParams, result: done },
} as const satisfies Record<string, RequestDefinition>;

export type Method = keyof typeof requests;
/** Answered by the history worker, wherever it runs. */
export type HistoryMethod = Extract<
  Method,
  | `history.${string}`
  | `import.${string}`
  | `collect.${string}`
  | `ops.${string}`
  | `metadata.${string}`
  | `states.${string}`
  | 'app.status'
>;
/** Answered by the host itself, which alone talks to Spotify. */
export type SpotifyMethod = Extract<Method, `spotify.${string}` | `accounts.${string}`>;
/** Answered by the host's collector. */
export type CollectorMethod = Extract<Method, `collector.${string}`>;
/** Answered by the host about itself. */
export type HostMethod = Extract<Method, `host.${string}`>;
/** Answered by the window that shows the panel. */
export type PanelMethod = Extract<Method, `panel.${string}`>;
/** Answered by a client of the host, for the host alone. */
export type VaultMethod = Extract<Method, `vault.${string}`>;
/** What the caller passes. */
export type ParamsOf<M extends Method> = z.input<(typeof requests)[M]['params']>;
/** What the caller gets. */
export type ResultOf<M extends Method> = z.output<(typeof requests)[M]['result']>;
/** What a long request reports on its way; `never` where it reports nothing. */
export type ProgressOf<M extends Method> = (typeof requests)[M] extends {
  progress: infer P extends z.ZodType;
}
  ? z.output<P>
  : never;

/** Whether a request must not be sent again when it is unknown whether it was carried out. */
export function isUnrepeatable(method: Method): boolean {
  const definition: RequestDefinition = requests[method];
  return definition.unrepeatable === true;
}
