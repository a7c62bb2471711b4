import { describe, expect, it } from 'vitest';
import { drawSummary } from '../../../../src/node/terminal/summary.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { displayWidth } from '../../../../src/node/terminal/width.ts';
import { emptySummaryAnswer, summaryAnswer } from './answers.ts';
import { screen } from './terminals.ts';

describe('drawSummary', () => {
  it('draws the whole answer', () => {
    const drawn = drawSummary(summaryAnswer, screen);
    expect(drawn).toMatchInlineSnapshot(`
      "Your listening, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4,793 plays, 291.2 hours, 901 tracks, 214 artists

      Top artists
      #  artist                    plays  hours  share
      1  Tin Observatory           1,204   70.3  25.1%  ████████████████
      2  夜行図書室                  640   41.5  13.4%  ████████▌
      3  Quiet Evil Name             320   9.40   6.7%  ████▎
      4  Käthe 🪩 & the Family 👨‍👩‍👧      7   0.42   0.1%  ▏

      Top tracks
      #  track                  by                      plays  hours
      1  Lighthouse Keeper’s…   Tin Observatory            88   5.20  ████████████████
      2  終電のあとで           夜行図書室                 61   4.01  ███████████▏
      3  A Very Long Title Th…  Saltmarsh Union, Ada…      44   3.00  ████████

      Repeats
      5.32 plays per track (median 3), 188 right after themselves
      the ten most played tracks are 12.0% of all plays

      Week
          00    03    06    09    12    15    18    21
      Mon               ▓▓▓▓                    ░░░░▒▒▒▒   32
      Tue               ▓▓▓▓                    ░░░░▒▒▒▒   30
      Wed               ▓▓▓▓                    ░░░░▒▒▒▒   28
      Thu               ▒▒▒▒                    ░░░░▒▒▒▒   26
      Fri               ▒▒▒▒                    ░░░░▒▒▒▒   24
      Sat                     ▒▒▒▒▓▓▓▓▓▓██████▒▒▒▒▒▒▓▓▓▓   98
      Sun                     ░░░░░░░░░░░░░░░░░░░░░░░░░░   26
      all               ████  ▂▂▂▂▃▃▃▃▃▃▃▃▃▃▄▄▂▂▄▄▆▆▇▇██   264
          ░░ 1-3  ▒▒ 4-6  ▓▓ 7-9  ██ 10-12  plays

      Data
      first play 2026-08-23 08:12, last play 2026-11-18 22:40
      plays on 84 of 90 days
      plays by source: extended history 4,000, account data 793
      gap: 2026-10-04 to 2026-10-04, more plays than Spotify keeps between two looks
      gap: 2026-11-18 to 2026-11-21, nothing is known that is newer than the last listen

      Counted: music, 30 seconds or more heard
      Note: The history ends on 2026-11-18."
    `);
  });

  it('is plain where no terminal reads', () => {
    const drawn = drawSummary(summaryAnswer, plainTerminal);
    expect(drawn).toMatchInlineSnapshot(`
      "Your listening, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      4793 plays, 291.2 hours, 901 tracks, 214 artists

      Top artists
      #  artist                    plays  hours  share
      1  Tin Observatory            1204   70.3  25.1%
      2  夜行図書室                  640   41.5  13.4%
      3  Quiet Evil Name             320   9.40   6.7%
      4  Käthe 🪩 & the Family 👨‍👩‍👧      7   0.42   0.1%

      Top tracks
      #  track                                                                             by                          plays  hours
      1  Lighthouse Keeper’s Overtime                                                      Tin Observatory                88   5.20
      2  終電のあとで                                                                      夜行図書室                     61   4.01
      3  A Very Long Title That Nobody Would Ever Fit Into One Line (Live at the Harbour)  Saltmarsh Union, Ada Quill     44   3.00

      Repeats
      5.32 plays per track (median 3), 188 right after themselves
      the ten most played tracks are 12.0% of all plays

      Week
      day  00  01  02  03  04  05  06  07  08  09  10  11  12  13  14  15  16  17  18  19  20  21  22  23  sum
      Mon   0   0   0   0   0   0   0   9   9   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   32
      Tue   0   0   0   0   0   0   0   8   8   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   30
      Wed   0   0   0   0   0   0   0   7   7   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   28
      Thu   0   0   0   0   0   0   0   6   6   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   26
      Fri   0   0   0   0   0   0   0   5   5   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   24
      Sat   0   0   0   0   0   0   0   0   0   0   5   6   7   8   9  10  11  12   4   5   6   7   8   0   98
      Sun   0   0   0   0   0   0   0   0   0   0   2   2   2   2   2   2   2   2   2   2   2   2   2   0   26

      Data
      first play 2026-08-23 08:12, last play 2026-11-18 22:40
      plays on 84 of 90 days
      plays by source: extended history 4000, account data 793
      gap: 2026-10-04 to 2026-10-04, more plays than Spotify keeps between two looks
      gap: 2026-11-18 to 2026-11-21, nothing is known that is newer than the last listen

      Counted: music, 30 seconds or more heard
      Note: The history ends on 2026-11-18."
    `);
    expect(drawn).not.toContain('\x1b');
    expect(drawn).not.toMatch(/[\u2500-\u259f]/);
  });

  it('keeps its tables inside the terminal', () => {
    const tables = drawSummary(summaryAnswer, { ...screen, columns: 60 })
      .split('\n')
      .slice(3, 14);
    expect(Math.max(...tables.map(displayWidth))).toBeLessThanOrEqual(60);
  });

  it('shows no tables of nothing', () => {
    expect(drawSummary(emptySummaryAnswer, plainTerminal)).toMatchInlineSnapshot(`
      "Your listening, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      0 plays, 0.00 hours, 0 tracks, 0 artists

      Data
      no plays in this window
      plays on 0 of 90 days

      Counted: music, 30 seconds or more heard
      Note: The history ends on 2026-11-18."
    `);
  });
});
