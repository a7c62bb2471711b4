import { describe, expect, it } from 'vitest';
import { drawImportReport } from '../../../../src/node/terminal/importReport.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { importAnswer } from './answers.ts';
import { screen } from './terminals.ts';

describe('drawImportReport', () => {
  it('accounts for every row, file by file, and says the rest in words', () => {
    expect(drawImportReport(importAnswer, screen)).toMatchInlineSnapshot(`
      "Imported, but not everything could be read (job 3, account default, 1.2 s)

      file                       format      read  stored  known  superseded  left out
      …y_Audio_2025-2026_0.json  extended  16,155  16,132     20           0         3
      …mingHistory_music_0.json  account    5,345       0      0       5,310        35
      total                                21,500  16,132     20       5,310        38

      Read 21,500 rows from 2 files, 2025-11-20 to 2026-11-18.
      16,132 new listens stored.
      38 rows left out: 35 because Spotify put "Unknown" in place of the names; 2
        because the row has no time, or one that cannot be read; 1 because a stretch
        of the file is not readable JSON.
      Next: ask your agent."
    `);
  });

  it('is plain where no terminal reads', () => {
    const drawn = drawImportReport(importAnswer, plainTerminal);
    expect(drawn).not.toContain('\x1b');
    expect(drawn).toMatch(/^total +21500 +16132 +20 +5310 +38$/m);
  });

  it('says when all went well', () => {
    const drawn = drawImportReport({ ...importAnswer, status: 'success' }, plainTerminal);
    expect(drawn).toMatch(/^Imported \(job 3, account default, 1\.2 s\)$/m);
  });
});
