import { styleText } from 'node:util';
import type { Terminal } from './terminal.ts';

type Paint = (text: string) => string;

/** What colours mean. Without colour every one of them leaves the text as it is. */
export interface Style {
  readonly heading: Paint;
  /** What stands beside the answer: units, rules, notes. */
  readonly faint: Paint;
  /** Bars and cells. */
  readonly accent: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
}

const paintWith =
  (format: Parameters<typeof styleText>[0]): Paint =>
  (text) =>
    // The terminal value has decided already; the stream that styleText would look at may be another one.
    text === '' ? '' : styleText(format, text, { validateStream: false });

const coloured: Style = {
  heading: paintWith('bold'),
  faint: paintWith('dim'),
  accent: paintWith('green'),
  good: paintWith('green'),
  warning: paintWith('yellow'),
  bad: paintWith('red'),
};
const asIs: Paint = (text) => text;
const plain: Style = { heading: asIs, faint: asIs, accent: asIs, good: asIs, warning: asIs, bad: asIs };

export function styleOf(terminal: Terminal): Style {
  return terminal.colour ? coloured : plain;
}
