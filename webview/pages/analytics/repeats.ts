import type { RepeatStats } from '../../../src/protocol/history/repeatRate.ts';
import { section, terms } from '../../ui/element.ts';
import { countWords, percentWords, ratioWords } from '../../ui/words.ts';

/** How often the same things are heard again. */
export function drawRepeats(stats: RepeatStats): HTMLElement {
  return section(
    'repeats',
    'On repeat',
    terms({ class: 'facts' }, [
      ['Plays per track, average', ratioWords(stats.repeat_rate)],
      ['Plays per track, median', ratioWords(stats.median_plays_per_track)],
      ['Played again right away', countWords(stats.consecutive_repeats)],
      ['Plays of the ten top tracks', percentWords(stats.top_10_share)],
    ]),
  );
}
