import { disarmText } from './cleanText.ts';
import type { Terminal } from './terminal.ts';
import { displayWidth } from './width.ts';

const indent = '  ';

/** A paragraph as one sentence a line; in a terminal broken between words, with what follows set in. */
export function drawSentences(text: string, terminal: Terminal): readonly string[] {
  const sentences = disarmText(text).split(/(?<=[.!?]) (?=\p{Lu}|\d)/u);
  return sentences.flatMap((sentence) => wrapLine(sentence, terminal));
}

/** A line broken between words where the terminal ends; one line where no terminal reads. */
export function wrapLine(sentence: string, { isTty, columns }: Terminal): readonly string[] {
  if (!isTty) return [sentence];
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line.trim() !== '' && displayWidth(longer) > columns) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}
