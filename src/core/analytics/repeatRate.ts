import type { RepeatRateResult } from '../../protocol/history/repeatRate.ts';
import type { WindowParams } from '../../protocol/history/window.ts';
import type { AnalysisContext } from './columns.ts';
import { toRatio } from './format.ts';
import { artistNames } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { recordingsOf, tallyRecordings } from './recordings.ts';
import { findRuns, toRepeatStats, type Runs } from './repeats.ts';
import { countPlayed } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { resolveWindow, type PlayWindow } from './window.ts';

/**
 * How often the same tracks are heard again, in the window and compared with everything before it. Releases of one
 * recording are one track.
 *
 * @throws InputError for a window that cannot be
 */
export function repeatRate(context: AnalysisContext, params: WindowParams): RepeatRateResult {
  const window = resolveWindow(context, params);
  const plays = window.rows.length;
  const { catalogue } = context.columns;
  const recordings = tallyRecordings(catalogue, tallyTracks(window));
  const runs = findRuns(window);
  return {
    ...windowAnswer(window),
    plays,
    unique_tracks: countPlayed(recordings),
    ...toRepeatStats(recordings, plays, runs),
    known_before_share: toRatio(plays - countFirstPlays(window, recordings.plays), plays),
    ...mostRepeated(context, runs),
  };
}

/** Recordings whose first play ever, by the same rule, lies in the window. */
function countFirstPlays({ columns, history, firstPlay }: PlayWindow, plays: Int32Array): number {
  const { recordingOf } = recordingsOf(columns.catalogue);
  const isKnown = new Uint8Array(plays.length);
  for (let id = 0; id < recordingOf.length; id++)
    if (history.firstPlay[id]! < firstPlay) isKnown[recordingOf[id]!] = 1;
  let count = 0;
  for (let id = 0; id < plays.length; id++) if (plays[id]! > 0 && isKnown[id] === 0) count++;
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
