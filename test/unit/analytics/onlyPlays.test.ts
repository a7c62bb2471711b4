import { describe, expect, it } from 'vitest';
import { heatmap } from '../../../src/core/analytics/heatmap.ts';
import { skips } from '../../../src/core/analytics/insights/skips.ts';
import { timeline } from '../../../src/core/analytics/insights/timeline.ts';
import type { OnlyParam } from '../../../src/protocol/history/only.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';
import { contextOf } from './context.ts';
import { madeUpId } from '../../fixtures/exportRows.ts';

const day = '2025-06-16';
const heard = (hour: number, change: Partial<ListenFixture>): ListenFixture => ({
  ...{ endedAt: `${day}T${String(hour).padStart(2, '0')}:30:00Z`, title: 'Song', artist: 'Air' },
  ...change,
});
const context = contextOf(
  [
    heard(1, { album: 'Moon Safari', skipped: false, reasonEnd: 'trackdone' }),
    heard(2, { title: 'Song Two', skipped: true, reasonEnd: 'fwdbtn' }),
    heard(3, { artist: 'AIR' }),
    heard(4, { artist: 'Air Supply' }),
    heard(5, { artist: 'Fair', skipped: true, reasonEnd: 'fwdbtn' }),
    heard(6, { artist: '!!!' }),
    heard(7, { artist: 'L'.repeat(400) }),
  ],
  '2025-06-17T12:00:00Z',
);
const window = { from: day, to: '2025-06-17' };
const playsOf = (only: OnlyParam): number => timeline(context, { ...window, only }).plays;

describe('plays of one artist, track or album', () => {
  it.each<[OnlyParam, number]>([
    [{ artist: 'Air' }, 3],
    [{ artist: 'air' }, 3],
    [{ artist: 'Air', track: 'Song' }, 2],
    [{ artist: 'Air', album: 'moon safari' }, 1],
    [{ album: 'Moon' }, 0],
    [{ artist: '!!!' }, 1],
    [{ artist: 'L'.repeat(300) }, 1],
    [{ artist: 'Nobody' }, 0],
  ])('with the names %j are those of exactly these names', (only, plays) => {
    expect(playsOf(only)).toBe(plays);
    expect(heatmap(context, { ...window, only }).plays).toBe(plays);
  });

  it('are told from those of another artist of that name by the URI', () => {
    const [uri, other] = [1, 2].map((id) => `spotify:artist:${madeUpId(id)}`);
    const known = contextOf([heard(1, { artistUri: uri! })], '2025-06-17T12:00:00Z');
    const playsBy = (artist_uri: string | undefined): number =>
      timeline(known, { ...window, only: { artist: 'Air', artist_uri } }).plays;
    expect([playsBy(uri), playsBy(other), playsBy(undefined)]).toEqual([1, 0, 1]);
  });

  it('are all that the week, the skips and the time over which they were heard are about', () => {
    const only = { artist: 'Air' };
    const week = heatmap(context, { ...window, only });
    expect(week.heatmap.plays[0]?.slice(0, 8)).toEqual([0, 1, 1, 1, 0, 0, 0, 0]);
    expect(week.hours).toBe(0.15);
    const { listens, known, skipped } = skips(context, { ...window, only });
    expect({ listens, known, skipped }).toEqual({ listens: 3, known: 2, skipped: 1 });
    expect(timeline(context, { ...window, only }).timeline[0]).toMatchObject({ plays: 3, unique_tracks: 3 });
  });

  it('leave the answer to everything as it is', () => {
    playsOf({ artist: 'Air' });
    expect(timeline(context, window).plays).toBe(7);
    expect(heatmap(context, window).plays).toBe(7);
    expect(skips(context, window).skipped).toBe(2);
  });
});
