import { describe, expect, it } from 'vitest';
import {
  drawControl,
  drawPlay,
  drawPlayerStatus,
  drawQueue,
} from '../../../../src/node/terminal/playerStatus.ts';
import { plainTerminal } from '../../../../src/node/terminal/terminal.ts';
import { desk, hostile, lastTrain, lighthouse, statusAnswer } from './playerAnswers.ts';
import { colourful, screen } from './terminals.ts';

describe('drawPlayerStatus', () => {
  it('draws what plays, where and what comes next', () => {
    expect(drawPlayerStatus(statusAnswer, screen)).toMatchInlineSnapshot(`
      "Lighthouse Keeper’s Overtime – Tin Observatory
      Weather Maps
      1:07 of 3:21  ████████
      Playing on Desk, volume 40%, shuffle, repeat context

      Next
      1  終電のあとで – 夜行図書室
      2  Quiet Evil Name – Quiet Evil Name"
    `);
  });

  it('is bare text where no terminal reads', () => {
    expect(drawPlayerStatus(statusAnswer, plainTerminal)).toMatchInlineSnapshot(`
      "Lighthouse Keeper’s Overtime – Tin Observatory
      Weather Maps
      1:07 of 3:21
      Playing on Desk, volume 40%, shuffle, repeat context

      Next
      1  終電のあとで – 夜行図書室
      2  Quiet Evil Name – Quiet Evil Name"
    `);
  });

  it('says what to do when nothing plays, and what could not be read', () => {
    const idle = {
      account: 'ada-lovelace',
      state: 'nothing_playing' as const,
      devices: [],
      missing: [{ part: 'queue' as const, why: 'Spotify failed to answer (500). Try again in a minute.' }],
      note: 'Nothing is active. Spotify sees no device that takes commands.',
    };
    expect(drawPlayerStatus(idle, screen)).toMatchInlineSnapshot(`
      "Nothing is playing.
      Open Spotify on a computer, phone or speaker and play something for a moment.
      Not read: queue. Spotify failed to answer (500). Try again in a minute."
    `);
    expect(drawPlayerStatus({ ...idle, state: 'unknown' }, screen)).toMatch(
      /^What plays could not be read\./,
    );
  });

  it('names an advert, and lets no name reach the terminal', () => {
    const advert = { ...statusAnswer, playback: { playing: true, other: 'ad' }, queue: [hostile] };
    const drawn = drawPlayerStatus(advert, colourful);
    expect(drawn).toContain('ad');
    expect(drawn).not.toContain('\x1b[2J');
    expect(drawn).not.toContain('\u202e');
  });
});

describe('drawQueue', () => {
  it('numbers what comes next', () => {
    expect(drawQueue(statusAnswer).split('\n')[0]).toBe('1  終電のあとで – 夜行図書室');
    expect(drawQueue({ ...statusAnswer, queue: [] })).toBe('Nothing is queued.');
  });
});

describe('drawControl', () => {
  it('draws the player afterwards, and what is not sure', () => {
    const { playback } = statusAnswer;
    expect(
      drawControl(
        { action: 'pause', outcome: 'accepted', playback, note: 'Spotify took the command.' },
        plainTerminal,
      )
        .split('\n')
        .at(-1),
    ).toBe('Spotify took the command.');
  });
});

describe('drawPlay', () => {
  it('says what was started, and what else it could be', () => {
    const drawn = drawPlay(
      { outcome: 'verified', playing: lighthouse, match: 'close', alternatives: [lastTrain], device: desk },
      plainTerminal,
    );
    expect(drawn).toMatchInlineSnapshot(`
      "Lighthouse Keeper’s Overtime – Tin Observatory (track) on Desk
      It could also be:
        終電のあとで – 夜行図書室 (track)  spotify:track:4iV5W9uYEdYUVa79Axb7Rh"
    `);
  });
});
