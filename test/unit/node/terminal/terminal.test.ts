import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../../../src/node/terminal/terminal.ts';

const tty = { isTTY: true, columns: 120 };

describe('terminalOf', () => {
  it('draws with colour and blocks in a terminal', () => {
    expect(terminalOf(tty, { TERM: 'xterm-256color', LANG: 'de_DE.UTF-8' }, 'linux')).toEqual({
      isTty: true,
      columns: 120,
      colour: true,
      unicode: true,
    });
  });

  it('is plain for a pipe or a file', () => {
    expect(terminalOf({}, { TERM: 'xterm' }, 'linux')).toEqual({
      isTty: false,
      columns: 80,
      colour: false,
      unicode: false,
    });
  });

  it('treats TERM=dumb as no terminal', () => {
    expect(terminalOf(tty, { TERM: 'dumb' }, 'linux')).toMatchObject({
      isTty: false,
      colour: false,
      unicode: false,
    });
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: 'false' }, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  ])('with %o has colour: %s', (env, colour) => {
    expect(terminalOf(tty, env, 'linux').colour).toBe(colour);
  });

  it('colours a pipe only when forced to', () => {
    expect(terminalOf({}, { FORCE_COLOR: '' }, 'linux')).toMatchObject({
      isTty: false,
      colour: true,
      unicode: false,
    });
  });

  it.each([
    ['linux', { LANG: 'C' }, false],
    ['linux', { LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, false],
    ['linux', {}, true],
    ['linux', { TERM: 'linux', LANG: 'en_GB.UTF-8' }, false],
    ['darwin', { LANG: 'en_GB.UTF-8' }, true],
    ['win32', {}, false],
    ['win32', { WT_SESSION: 'x' }, true],
    ['win32', { TERM_PROGRAM: 'vscode' }, true],
  ] as const)('on %s with %o draws blocks: %s', (platform, env, unicode) => {
    expect(terminalOf(tty, env, platform).unicode).toBe(unicode);
  });
});
