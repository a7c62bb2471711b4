import { describe, expect, it } from 'vitest';
import { drawPlays } from '../../../../src/node/terminal/foundPlays.ts';
import { foundPlaysAnswer } from './answers.ts';
import { screen } from './terminals.ts';

describe('drawPlays', () => {
  it('draws one play a row', () => {
    expect(drawPlays(foundPlaysAnswer, screen)).toMatchInlineSnapshot(`
      "Plays found, 2026-08-23 to 2026-11-20 (Europe/Berlin)
      2 plays, 0.12 hours; 31 more outside this window

      ended             track            by               heard
      2026-11-18 22:40  終電のあとで     夜行図書室        3:56
      2026-11-02 07:58  Quiet Evil Name  Tin Observatory

      Counted: music, 30 seconds or more heard"
    `);
  });

  it('says when nothing was found', () => {
    expect(drawPlays({ ...foundPlaysAnswer, total: 0, plays: [] }, screen)).toContain('Nothing was found.');
  });
});
