import { formatDay, formatInstant } from './format.ts';
import { lowerBoundNote } from './lowerBounds.ts';
import { firstRowAt } from './plays.ts';
import { playRule, type PlayWindow } from './window.ts';
import { timeAfterLastListen } from './windowCoverage.ts';

interface WindowAnswer {
  window_start: string;
  window_end: string;
  timezone: string;
  play_rule: string;
  note?: string;
}

/** What every answer says about itself; `more` are sentences of the analysis, `undefined` ones are dropped. */
export function windowAnswer(window: PlayWindow, ...more: readonly (string | undefined)[]): WindowAnswer {
  const sentences = [windowNote(window), lowerBoundNote(window), ...more];
  const note = sentences.filter((sentence) => sentence !== undefined).join(' ');
  return {
    window_start: formatInstant(window.startMs, window.zone),
    window_end: formatInstant(window.endMs, window.zone),
    timezone: window.zone.name,
    play_rule: playRule(window),
    ...(note !== '' && { note }),
  };
}

function windowNote(window: PlayWindow): string | undefined {
  if (window.columns.length === 0) return undefined;
  if (window.rows.length === 0) return emptyWindowNote(window);
  const gap = timeAfterLastListen(window);
  return gap && `The history ends at ${gap.from}; nothing is known of the time after it.`;
}

function emptyWindowNote({ columns, startMs, endMs, zone, rule }: PlayWindow): string {
  const first = formatDay(zone.dayOf(columns.endedAt[0]!));
  const lastDay = zone.dayOf(columns.endedAt[columns.length - 1]!);
  const reach = `The history reaches from ${first} to ${formatDay(lastDay)}`;
  const listens = firstRowAt(columns, endMs) - firstRowAt(columns, startMs);
  if (listens === 0) {
    return `No plays in this window. ${reach}: pass from=${first} and to=${formatDay(lastDay + 1)}.`;
  }
  const wider = [rule.kind !== 'all' && 'kind=all', rule.minSeconds > 0 && 'min_seconds=0'];
  const found = `No plays in this window, but ${listens} ${listens === 1 ? 'listen' : 'listens'}`;
  return `${found} of another kind or length: pass ${wider.filter(Boolean).join(' or ')}. ${reach}.`;
}
