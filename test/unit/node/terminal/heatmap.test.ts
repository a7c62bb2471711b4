import { describe, expect, it } from 'vitest';
import { drawHeatmap, drawHeatmapAnswer } from '../../../../src/node/terminal/heatmap.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { heatmapAnswer } from './answers.ts';
import { asciiScreen, narrow, screen } from './terminals.ts';

describe('drawHeatmapAnswer', () => {
  it('shades the week', () => {
    expect(drawHeatmapAnswer(heatmapAnswer, screen)).toMatchInlineSnapshot(`
      "When you listened, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      264 plays, 15.8 hours; busiest: Saturday 17:00, 12 plays

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

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('gives numbers where no terminal reads', () => {
    expect(drawHeatmapAnswer(heatmapAnswer, plainTerminal)).toMatchInlineSnapshot(`
      "When you listened, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      264 plays, 15.8 hours; busiest: Saturday 17:00, 12 plays

      day  00  01  02  03  04  05  06  07  08  09  10  11  12  13  14  15  16  17  18  19  20  21  22  23  sum
      Mon   0   0   0   0   0   0   0   9   9   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   32
      Tue   0   0   0   0   0   0   0   8   8   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   30
      Wed   0   0   0   0   0   0   0   7   7   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   28
      Thu   0   0   0   0   0   0   0   6   6   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   26
      Fri   0   0   0   0   0   0   0   5   5   0   0   0   0   0   0   0   0   0   0   2   3   4   5   0   24
      Sat   0   0   0   0   0   0   0   0   0   0   5   6   7   8   9  10  11  12   4   5   6   7   8   0   98
      Sun   0   0   0   0   0   0   0   0   0   0   2   2   2   2   2   2   2   2   2   2   2   2   2   0   26

      Counted: music, 30 seconds or more heard"
    `);
  });
});

describe('drawHeatmap', () => {
  it('does without blocks and with half the width', () => {
    expect(drawHeatmap(heatmapAnswer.heatmap, { ...asciiScreen, columns: narrow.columns }))
      .toMatchInlineSnapshot(`
        "    00 03 06 09 12 15 18 21
        Mon        ++          ..::  32
        Tue        ++          ..::  30
        Wed        ++          ..::  28
        Thu        ::          ..::  26
        Fri        ::          ..::  24
        Sat           ::+++###:::++  98
        Sun           .............  26
        all        ## ..:::::-.-+*#  264
            . 1-3  : 4-6  + 7-9  # 10-12  plays"
      `);
  });

  it('says so when nothing was played', () => {
    const none = { plays: Array.from({ length: 7 }, () => Array<number>(24).fill(0)), minutes: [] };
    expect(drawHeatmap(none, screen)).toContain('no plays');
  });

  it('leaves out shades that no whole number of plays falls into', () => {
    const plays = Array.from({ length: 7 }, (_, day) => Array<number>(24).fill(day === 2 ? 2 : 0));
    expect(drawHeatmap({ plays, minutes: [] }, screen).split('\n').at(-1)).toBe('    ▒▒ 1  ██ 2  plays');
  });
});
