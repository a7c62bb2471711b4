import type {
  ConcentrationParams,
  ConcentrationResult,
} from '../../../protocol/history/insights/concentration.ts';
import type { By } from '../../../protocol/history/window.ts';
import type { AnalysisContext } from '../columns.ts';
import { formatInstant } from '../format.ts';
import { windowAnswer } from '../notes.ts';
import { otherPeriod, reachNote } from '../otherPeriod.ts';
import { tallyRecordings } from '../recordings.ts';
import { tallyArtists } from '../tally.ts';
import { tallyTracks } from '../trackTally.ts';
import { moveWindow, resolveWindow, type PlayWindow } from '../window.ts';
import { eddingtonNumber } from './eddington.ts';
import { measureSpread } from './spread.ts';

/**
 * How much of the listening goes to how few tracks and artists, in the window and in the equally long one before it.
 *
 * @throws InputError for a window that cannot be
 */
export function concentration(context: AnalysisContext, params: ConcentrationParams): ConcentrationResult {
  const window = resolveWindow(context, params);
  const before = moveWindow(window, otherPeriod(window, {}));
  const by = params.by ?? 'plays';
  return {
    ...windowAnswer(window, reachNote(context.columns, before)),
    by,
    ...measure(window, by),
    ...(before.rows.length > 0 && {
      previous: {
        start: formatInstant(before.startMs, before.zone),
        end: formatInstant(before.endMs, before.zone),
        ...measure(before, by),
      },
    }),
  };
}

type Period = Pick<ConcentrationResult, 'plays' | 'tracks' | 'artists' | 'eddington'>;

function measure(window: PlayWindow, by: By): Period {
  const { catalogue } = window.columns;
  const tracks = tallyTracks(window);
  return {
    plays: window.rows.length,
    tracks: measureSpread(tallyRecordings(catalogue, tracks), by),
    artists: measureSpread(tallyArtists(catalogue, tracks), by),
    eddington: eddingtonNumber(window),
  };
}
