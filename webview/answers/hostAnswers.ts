import '../zodWithoutEval.ts';
import { collectorRequests, collectorStatusResult } from '../../src/protocol/collector/collectorRequests.ts';
import { latestImportJobsResult } from '../../src/protocol/history/importReport.ts';
import { jobRunsResult, logsResult } from '../../src/protocol/ops/opsRequests.ts';
import { panelImports, panelRequests } from '../../src/protocol/panel/panelRequests.ts';
import { savedResult, setSavedResult } from '../../src/protocol/spotify/collection.ts';
import {
  devicesResult,
  playbackResult,
  spotifyControlResult,
  spotifyStatusResult,
} from '../../src/protocol/spotify/player.ts';
import { profileResult } from '../../src/protocol/spotify/profile.ts';
import type { Answers } from './answers.ts';

/** What the player, the collector, the log and the window are asked, and what they tell. */
export const hostAnswers: Answers = {
  requests: {
    ...collectorRequests,
    ...panelRequests,
    'import.latestJobs': { result: latestImportJobsResult },
    'ops.jobRuns': { result: jobRunsResult },
    'ops.logs': { result: logsResult },
    'spotify.control': { result: spotifyControlResult },
    'spotify.devices': { result: devicesResult },
    'spotify.playback': { result: playbackResult },
    'spotify.profile': { result: profileResult },
    'spotify.saved': { result: savedResult },
    'spotify.setSaved': { result: setSavedResult },
    'spotify.status': { result: spotifyStatusResult },
  },
  events: {
    'collector.changed': collectorStatusResult,
    'panel.imports': panelImports,
    'playback.changed': playbackResult,
  },
};
