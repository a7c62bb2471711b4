/** What the drawing functions know about where their text goes. */
export interface Terminal {
  /** An interactive terminal that understands cursor moves; false for a pipe, a file and TERM=dumb. */
  readonly isTty: boolean;
  /** Cells in a line. Only drawings for a terminal fit themselves to it. */
  readonly columns: number;
  readonly colour: boolean;
  /** Block and line characters may be drawn. Names are written as they are in any case. */
  readonly unicode: boolean;
}

interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}
type Environment = Readonly<Record<string, string | undefined>>;

const defaultColumns = 80;

/** Output that is read by programs: no colour, no blocks, nothing cut. */
export const plainTerminal: Terminal = {
  isTty: false,
  columns: defaultColumns,
  colour: false,
  unicode: false,
};

/**
 * Reads a stream and the environment once. FORCE_COLOR goes before NO_COLOR, as in Node itself; a value that
 * says no (`0`, `false`) switches colour off. See https://no-color.org and https://force-color.org.
 */
export function terminalOf(
  stream: OutputStream,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Terminal {
  const dumb = env['TERM'] === 'dumb';
  const isTty = stream.isTTY === true && !dumb;
  return {
    isTty,
    columns: stream.columns !== undefined && stream.columns > 0 ? stream.columns : defaultColumns,
    colour: forcedColour(env['FORCE_COLOR']) ?? (isTty && !isSet(env['NO_COLOR'])),
    unicode: isTty && drawsUnicode(env, platform),
  };
}

function forcedColour(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value !== '0' && value.toLowerCase() !== 'false';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** The old Windows console and the Linux console have no font for the blocks. */
function drawsUnicode(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') {
    return (
      isSet(env['WT_SESSION']) ||
      env['TERM_PROGRAM'] === 'vscode' ||
      env['TERM']?.startsWith('xterm') === true
    );
  }
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(isSet);
  return env['TERM'] !== 'linux' && (locale === undefined || /utf-?8/i.test(locale));
}
