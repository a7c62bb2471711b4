import type { Terminal } from '../../../../src/node/terminal/terminal.ts';

/** A terminal whose drawings can be read in a snapshot: blocks, no colour. */
export const screen: Terminal = { isTty: true, columns: 80, colour: false, unicode: true };
export const colourful: Terminal = { ...screen, colour: true };
export const asciiScreen: Terminal = { ...screen, unicode: false };
export const narrow: Terminal = { ...screen, columns: 44 };
