import { describe, expect, it } from 'vitest';
import { createProgressBar } from '../../../../src/node/terminal/progressBar.ts';
import type { Terminal } from '../../../../src/node/terminal/terminal.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { displayWidth } from '../../../../src/node/terminal/width.ts';
import type { ImportProgress } from '../../../../src/protocol/history/importReport.ts';
import { colourful, narrow, screen } from './terminals.ts';

const clearLine = '\r\x1b[K';

function setUp(terminal: Terminal) {
  const written: string[] = [];
  let time = 1000;
  const progressBar = createProgressBar({ write: (text) => written.push(text), terminal, now: () => time });
  return { progressBar, written, pass: (ms: number) => (time += ms) };
}

function at(bytes: number, rows: number): ImportProgress {
  return {
    job_id: 1,
    file: 'Folder/endsong_0.json',
    bytes_read: bytes,
    bytes_total: 20_000_000,
    rows_read: rows,
    stored: rows,
  };
}

describe('createProgressBar', () => {
  it('rewrites one line with bytes, rows, speed and the time left', () => {
    const { progressBar, written, pass } = setUp({ ...screen, columns: 120 });
    progressBar.update(at(0, 0));
    pass(1000);
    progressBar.update(at(5_000_000, 6300));
    expect(written).toMatchInlineSnapshot(`
      [
        "
      [K[                    ]   0 %  0 B of 20.0 MB  0 rows  endsong_0.json",
        "
      [K[█████               ]  25 %  5.0 MB of 20.0 MB  6,300 rows  5.0 MB/s  0:03 left  endsong_0.json",
      ]
    `);
  });

  it('never reaches the last column', () => {
    for (const terminal of [narrow, screen, colourful]) {
      const { progressBar, written, pass } = setUp(terminal);
      pass(700);
      progressBar.update(at(19_999_999, 1_234_567));
      expect(displayWidth(written.join('').replace('\r', ''))).toBeLessThan(terminal.columns);
    }
  });

  it('draws at most a dozen times a second', () => {
    const { progressBar, written, pass } = setUp(screen);
    for (let step = 0; step < 1000; step += 1) {
      progressBar.update(at(step * 1000, step));
      pass(1);
    }
    expect(written.length).toBe(13);
  });

  it('removes itself and leaves one line', () => {
    const { progressBar, written, pass } = setUp(screen);
    progressBar.update(at(0, 0));
    pass(10);
    progressBar.update(at(20_000_000, 25_000));
    pass(1990);
    progressBar.finish();
    expect(written.slice(1)).toEqual([clearLine, 'Read 25,000 rows (20.0 MB) in 2.0 s.\n']);
  });

  it('goes without a word when the import failed', () => {
    const { progressBar, written } = setUp(screen);
    progressBar.update(at(0, 0));
    progressBar.abort();
    progressBar.abort();
    expect(written.slice(1)).toEqual([clearLine]);
  });

  it('writes only the final line where no terminal reads', () => {
    const { progressBar, written } = setUp(plainTerminal);
    progressBar.update(at(20_000_000, 25_000));
    progressBar.finish();
    expect(written).toEqual(['Read 25000 rows (20.0 MB) in 0.0 s.\n']);
  });

  it('writes nothing when nothing was read', () => {
    const { progressBar, written } = setUp(screen);
    progressBar.finish();
    expect(written).toEqual([]);
  });
});
