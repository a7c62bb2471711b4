import { describe, expect, it } from 'vitest';
import { LiveListens } from '../../../src/core/collector/liveListens.ts';
import type { LiveListen } from '../../../src/protocol/collect/collectedPlay.ts';
import { liveListen } from '../../../src/protocol/collect/collectedPlay.ts';
import type { Playback } from '../../../src/protocol/spotify/items.ts';

const start = Date.UTC(2026, 8, 1, 10);
const seconds = (count: number): number => count * 1000;

/** One reading: second of the day, track, progress in seconds. */
type Reading = readonly [at: number, track: string | undefined, progress?: number, more?: Partial<Playback>];

function item(name: string, durationMs: number): NonNullable<Playback['item']> {
  return {
    ...{ name, type: 'track', by: ['Quiet Harbour', 'Guest'], duration_ms: durationMs },
    uri: `spotify:track:${name.padStart(22, '0')}`,
    url: 'https://open.spotify.com/track/x',
  };
}

/** What a player showed, all tracks 200 s long. */
function listens(readings: readonly Reading[], settledAt?: number): readonly LiveListen[] {
  const live = new LiveListens();
  for (const [at, track, progress = 0, more] of readings) {
    live.note({
      account: 'ada',
      read_at: start + seconds(at),
      ...(track !== undefined && {
        playback: {
          playing: true,
          item: item(track, 200_000),
          progress_ms: seconds(progress),
          device: { name: 'Desk', kind: 'Computer', active: true },
          context: { type: 'album', uri: 'spotify:album:1' },
          ...more,
        },
      }),
    });
  }
  if (settledAt !== undefined) live.settle(start + seconds(settledAt));
  return live.take('ada').map((listen) => liveListen.parse(listen));
}

const heard = (listen: LiveListen | undefined) => listen && Math.round(listen.heard_ms / 1000);
const paused = { playing: false };

describe('a listen that the player showed', () => {
  it('has its span, what was heard, device and context', () => {
    expect(
      listens([
        [0, 'A', 0],
        [100, 'A', 100],
        [205, 'B', 5],
      ]),
    ).toEqual([
      {
        uri: item('A', 1).uri,
        title: 'A',
        artist: 'Quiet Harbour',
        started_at: start,
        ended_at: start + seconds(200),
        heard_ms: 200_000,
        duration_ms: 200_000,
        skipped: false,
        device: 'computer',
        context_uri: 'spotify:album:1',
      },
    ]);
  });

  it('leaves pauses out', () => {
    const [listen] = listens([
      [0, 'A', 0],
      [50, 'A', 50, paused],
      [650, 'A', 50, paused],
      [660, 'A', 55],
      [810, 'B', 5],
    ]);
    expect(heard(listen)).toBe(200);
    expect(listen?.ended_at).toBe(start + seconds(805));
  });

  it('leaves out a pause that nobody saw', () => {
    const [listen] = listens([
      [0, 'A', 0],
      [400, 'A', 100],
      [505, 'B', 5],
    ]);
    expect(heard(listen)).toBe(200);
  });

  it('does not count what was jumped over, and counts twice what was heard twice', () => {
    expect(
      heard(
        listens([
          [0, 'A', 0],
          [30, 'A', 150],
          [85, 'B', 5],
        ])[0],
      ),
    ).toBe(80);
    expect(
      heard(
        listens([
          [0, 'A', 0],
          [100, 'A', 100],
          [110, 'A', 60],
          [255, 'B', 5],
        ])[0],
      ),
    ).toBe(250);
    expect(
      heard(
        listens([
          [0, 'A', 0, paused],
          [30, 'A', 150, paused],
          [40, 'A', 160],
          [85, 'B', 5],
        ])[0],
      ),
    ).toBe(50);
  });

  it('is skipped if another one came well before its end', () => {
    const [listen] = listens([
      [0, 'A', 0],
      [40, 'A', 40],
      [60, 'B', 10],
    ]);
    expect(listen).toMatchObject({ skipped: true, heard_ms: 50_000, ended_at: start + seconds(50) });
    expect(
      listens([
        [0, 'A', 0],
        [180, 'A', 180],
        [195, 'B', 5],
      ])[0],
    ).toMatchObject({ skipped: false });
  });

  it('that began before it was seen counts from its beginning, as far as that is possible', () => {
    expect(
      listens([
        [0, 'A', 90],
        [115, 'B', 5],
      ])[0],
    ).toMatchObject({
      started_at: start - seconds(90),
      heard_ms: 200_000,
    });
    // Ten seconds after another track it cannot have been heard for a minute and a half.
    expect(
      heard(
        listens([
          [0, 'A', 10],
          [10, 'B', 90],
          [125, 'C', 5],
        ])[1],
      ),
    ).toBe(120);
  });
});

describe('the same track again', () => {
  it('is another listen when it was played to its end and began anew', () => {
    const two = listens([
      [0, 'A', 0],
      [190, 'A', 190],
      [210, 'A', 10],
      [405, 'B', 5],
    ]);
    expect(two.map(heard)).toEqual([200, 200]);
    expect(two[1]?.started_at).toBe(start + seconds(200));
  });

  it('is one too when somebody went back to its beginning', () => {
    const two = listens([
      [0, 'A', 0],
      [100, 'A', 100],
      [110, 'A', 5],
      [310, 'B', 5],
    ]);
    expect(two.map(heard)).toEqual([105, 200]);
    expect(two.map(({ skipped }) => skipped)).toEqual([false, false]);
  });

  it('is known by the time that a round takes, where the readings lie farther apart', () => {
    const two = listens([
      [0, 'A', 10],
      [210, 'A', 20],
      [395, 'B', 5],
    ]);
    expect(two.map(heard)).toEqual([200, 200]);
    const repeated = listens([
      [0, 'A', 10],
      [610, 'A', 20, { repeat: 'track' }],
      [795, 'B', 5],
    ]);
    expect(repeated.map(heard)).toEqual([200, 200]);
  });

  it('is not what a pause is, or a step back', () => {
    expect(
      listens([
        [0, 'A', 10],
        [150, 'A', 20],
        [335, 'B', 5],
      ]).map(heard),
    ).toEqual([200]);
    expect(
      listens([
        [0, 'A', 60],
        [10, 'A', 50],
        [165, 'B', 5],
      ]),
    ).toHaveLength(1);
  });
});

describe('what nobody saw', () => {
  it('is bounded by the time that passed and by the length of the track', () => {
    expect(
      heard(
        listens([
          [0, 'A', 20],
          [3_600, 'B', 30],
        ])[0],
      ),
    ).toBe(200);
    expect(
      heard(
        listens([
          [0, 'A', 20],
          [100, 'B', 30],
        ])[0],
      ),
    ).toBe(90);
  });

  it('is taken for heard to the end where the track played when it was last seen', () => {
    expect(listens([[0, 'A', 20]], 100)).toEqual([]);
    expect(listens([[0, 'A', 20]], 900)).toMatchObject([
      { heard_ms: 200_000, ended_at: start + seconds(180), skipped: false },
    ]);
  });

  it('is not told where it was paused: it may have gone on or not', () => {
    expect(listens([[0, 'A', 20, paused]], 7_200)).toEqual([]);
    expect(
      listens([
        [0, 'A', 20, paused],
        [3_600, 'B', 30],
      ]),
    ).toEqual([]);
  });

  it('ends with the player, not later', () => {
    expect(
      listens([
        [0, 'A', 0],
        [50, 'A', 50],
        [60, undefined],
      ])[0],
    ).toMatchObject({ heard_ms: 50_000 });
    expect(
      listens([
        [0, 'A', 0],
        [50, 'A', 50],
        [170, undefined],
      ]),
    ).toEqual([]);
    expect(
      heard(
        listens([
          [0, 'A', 0],
          [50, 'A', 50],
          [300, undefined],
        ])[0],
      ),
    ).toBe(200);
  });

  it('does not reach over a clock that was set back', () => {
    expect(
      listens([
        [5_000, 'A', 100],
        [0, 'A', 110],
        [95, 'B', 5],
      ]).map(heard),
    ).toEqual([200]);
  });
});

describe('what is no listen', () => {
  it('is an episode, an advert, a reading without a place, and a touch', () => {
    const episode: Partial<Playback> = { item: { ...item('E', 200_000), type: 'episode' } };
    expect(
      listens([
        [0, 'E', 0, episode],
        [300, 'B', 0],
        [301, undefined],
      ]),
    ).toEqual([]);
    const { duration_ms: _, ...endless } = item('A', 1);
    expect(
      listens([
        [0, 'A', 0, { item: endless }],
        [300, undefined],
      ]),
    ).toEqual([]);
  });

  it('waits for a hundred listens and no more', () => {
    const many = Array.from({ length: 250 }, (_, at): Reading => [at * 200, `T${at}`, 0]);
    const waiting = listens(many);
    expect(waiting).toHaveLength(100);
    expect(waiting.at(-1)?.title).toBe('T248');
  });
});
