import type { RepeatRateResult } from '../../protocol/history/repeatRate.ts';
import type { WindowParams } from '../../protocol/history/window.ts';
import type { AnalysisContext } from './columns.ts';
import { toRatio } from './format.ts';
import { artistNames } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { findRuns, toRepeatStats, type Runs } from './repeats.ts';
import { countPlayed } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { resolveWindow, type PlayWindow } from './window.ts';

/**
 * How often the same tracks are heard again, in the window and compared with everything before it.
 *
 * @throws InputError for a window that cannot be
 */
export function repeatRate(context: AnalysisContext, params: WindowParams): RepeatRateResult {
  const window = resolveWindow(context, params);
  const plays = window.rows.length;
  const tracks = tallyTracks(window);
  const runs = findRuns(window);
  return {
    ...windowAnswer(window),
    plays,
    unique_tracks: countPlayed(tracks),
    ...toRepeatStats(tracks, plays, runs),
    known_before_share: toRatio(plays - countFirstPlays(window, tracks.plays), plays),
    ...mostRepeated(context, runs),
  };
}

/** Tracks whose first play ever, by the same rule, lies in the window. */
function countFirstPlays({ history, firstPlay }: PlayWindow, plays: Int32Array): number {
  let count = 0;
  for (let id = 0; id < plays.length; id++)
    if (plays[id]! > 0 && history.firstPlay[id]! >= firstPlay) count++;
  return count;
}

function mostRepeated({ columns }: AnalysisContext, runs: Runs): Pick<RepeatRateResult, 'most_repeated'> {
  if (runs.longest < 2) return {};
  const { trackName, trackArtist } = columns.catalogue;
  return {
    most_repeated: {
      name: trackName[runs.track]!,
      artists: artistNames(columns.catalogue, trackArtist[runs.track]!),
      plays_in_a_row: runs.longest,
    },
  };
}
