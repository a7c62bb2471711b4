import { disarmText } from './cleanText.ts';
import { wrapLine } from './sentences.ts';
import { styleOf } from './style.ts';
import type { Terminal } from './terminal.ts';

interface Explained {
  readonly play_rule: string;
  readonly note?: string | undefined;
}

/** How an agent gets the next page; drawings say `and 37 more` instead. */
const pageSentence = /[^.]*; pass cursor \S+ for the next ones\./;

/** The lines that end every answer: what was counted, and what to know before it is quoted. */
export function drawNotes(answer: Explained, terminal: Terminal): readonly string[] {
  const style = styleOf(terminal);
  const note = disarmText(answer.note?.replace(pageSentence, '') ?? '');
  return [
    '',
    ...wrapLine(`Counted: ${disarmText(answer.play_rule)}`, terminal).map(style.faint),
    ...(note === '' ? [] : wrapLine(`Note: ${note}`, terminal).map(style.warning)),
  ];
}
