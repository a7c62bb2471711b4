import { sources } from '../../protocol/history/window.ts';
import { evidenceRuns } from './evidence.ts';
import type { PlayWindow } from './window.ts';
import { knownGaps } from './windowCoverage.ts';

/** Why the totals of a window say 'at least', in words; `undefined` where nothing is known to be missing. */
export function lowerBoundNote(window: PlayWindow): string | undefined {
  const reasons = [gapsIn(window), accountPlaysIn(window)].filter((reason) => reason !== undefined);
  return reasons.length === 0
    ? undefined
    : `Totals are at least what is said here: ${reasons.join(', and ')}.`;
}

function gapsIn(window: PlayWindow): string | undefined {
  const count = knownGaps(window).length;
  if (count === 0) return undefined;
  return count === 1 ? 'the window has a gap' : `the window has ${count} gaps`;
}

/**
 * The account package tells plays of one track, minute and length once, however often they were heard (facts §4).
 * Its rows speak only where no extended export reaches.
 */
function accountPlaysIn(window: PlayWindow): string | undefined {
  const account = sources.indexOf('account');
  let count = 0;
  for (const { source, first, end } of evidenceRuns(window)) if (source === account) count += end - first;
  if (count === 0) return undefined;
  const plays = count === 1 ? 'play is' : 'plays are';
  return `${count} ${plays} known from account data alone, which leaves out quick repeats`;
}
