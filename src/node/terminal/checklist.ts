import type { Check } from '../../core/doctor/check.ts';
import { disarmText } from './cleanText.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';

/** What `backbeat doctor` found: a mark, a sentence and the next step under it. */
export function drawChecklist(checks: readonly Check[], terminal: Terminal): string {
  const style = styleOf(terminal);
  const marks = {
    ok: style.good(terminal.unicode ? '✓' : 'ok  '),
    attention: style.warning(terminal.unicode ? '!' : 'note'),
    failed: style.bad(terminal.unicode ? '✗' : 'FAIL'),
  };
  const indent = ' '.repeat(terminal.unicode ? 2 : 5);
  return checks
    .flatMap(({ state, found, next }) => [
      `${marks[state]} ${disarmText(found)}`,
      ...(next === undefined ? [] : [`${indent}${terminal.unicode ? '→' : '->'} ${disarmText(next)}`]),
    ])
    .join('\n');
}
