import { describe, expect, it } from 'vitest';
import { styleOf } from '../../../../src/node/terminal/style.ts';
import { colourful, screen } from './terminals.ts';

describe('styleOf', () => {
  it('paints where the terminal has colour, whatever the stream of this process is', () => {
    expect(styleOf(colourful).heading('Top')).toBe('\x1b[1mTop\x1b[22m');
    expect(styleOf(colourful).accent('')).toBe('');
  });

  it('leaves the text as it is elsewhere', () => {
    const style = styleOf(screen);
    expect(Object.values(style).map((paint: (text: string) => string) => paint('Top'))).toEqual(
      Array(6).fill('Top'),
    );
  });
});
