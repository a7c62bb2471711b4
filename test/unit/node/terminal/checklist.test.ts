import { describe, expect, it } from 'vitest';
import { drawChecklist } from '../../../../src/node/terminal/checklist.ts';
import type { Check } from '../../../../src/core/doctor/check.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { screen } from './terminals.ts';

const checks: readonly Check[] = [
  { state: 'ok', found: 'The database can be opened (1.2 MB).' },
  { state: 'attention', found: 'No history is stored.', next: 'Run backbeat import PATH.' },
  { state: 'failed', found: 'The folder cannot be written.', next: 'Choose another with --data-dir.' },
];

describe('drawChecklist', () => {
  it('marks each finding and puts the next step under it', () => {
    expect(drawChecklist(checks, screen)).toMatchInlineSnapshot(`
      "✓ The database can be opened (1.2 MB).
      ! No history is stored.
        → Run backbeat import PATH.
      ✗ The folder cannot be written.
        → Choose another with --data-dir."
    `);
  });

  it('marks with words where no terminal reads', () => {
    expect(drawChecklist(checks, plainTerminal)).toMatchInlineSnapshot(`
      "ok   The database can be opened (1.2 MB).
      note No history is stored.
           -> Run backbeat import PATH.
      FAIL The folder cannot be written.
           -> Choose another with --data-dir."
    `);
  });
});
