import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SimTrack } from '../../spotify/catalogue.ts';
import { hour, openCollectorBed, startOfTest, type CollectorBed } from './collectorBed.ts';

let bed: CollectorBed;
afterEach(() => bed.close());

const day = 24 * hour;

/** Account data names tracks by title and artist alone. */
async function openWith(
  perDay: number,
  rows: readonly (readonly [SimTrack | { name: string; by: string }, number])[],
): Promise<void> {
  const lines = rows.flatMap(([track, plays]) =>
    Array.from({ length: plays }, (_, at) => ({
      endTime: new Date(startOfTest - 30 * day - at * hour).toISOString().slice(0, 16).replace('T', ' '),
      artistName: 'by' in track ? track.by : track.artists[0]?.name,
      trackName: track.name,
      msPlayed: 180_000,
    })),
  );
  bed.putFile('StreamingHistory_music_0.json', JSON.stringify(lines));
  const paths = [join(bed.watched, 'StreamingHistory_music_0.json')];
  await bed.api.call('import.run', { paths, account: bed.user.id });
  bed.set({ 'enrichment.requestsPerDay': perDay });
}

const lookUps = (): string[] =>
  bed.simulator.requests
    .filter(({ path }) => path.startsWith('/search') || path.startsWith('/tracks/'))
    .map(({ path, query }) => `${path} ${query.get('q') ?? ''}`.trim());

async function uriOf(title: string): Promise<string | undefined> {
  const { top_tracks: tracks } = await bed.api.call('history.topTracks', { days: 365, limit: 100 });
  return tracks.find(({ name }) => name === title)?.uri;
}

describe('the enrichment', () => {
  it('is off unless it is asked for', async () => {
    bed = await openCollectorBed();
    await openWith(0, [[bed.track(3), 5]]);
    await bed.turn(2 * hour);
    expect(lookUps()).toEqual([]);
  });

  it('finds the URI of the most played tracks first, and only of those that are the same by title and artist', async () => {
    bed = await openCollectorBed();
    const [often, seldom] = [bed.track(3), bed.track(9)];
    await openWith(2, [
      [seldom, 2],
      [{ name: 'Nobody Wrote This', by: 'Nobody At All' }, 4],
      [often, 6],
    ]);
    await bed.turn(hour);
    expect(lookUps()).toHaveLength(2);
    expect(lookUps()[0]).toContain(often.name.split(' ')[0]);
    expect(await uriOf(often.name)).toBe(often.uri);
    expect(await uriOf('Nobody Wrote This')).toBeUndefined();
    expect(await uriOf(seldom.name)).toBeUndefined();
  });

  it('keeps to the budget of a day, goes on the next day, and asks nothing twice', async () => {
    bed = await openCollectorBed({ settings: { 'collector.intervalSeconds': 4 * 3_600 } });
    await openWith(2, [
      [{ name: 'Nobody Wrote This', by: 'Nobody At All' }, 9],
      [bed.track(3), 5],
      [bed.track(9), 3],
    ]);
    await bed.turn(10 * hour);
    expect(lookUps()).toHaveLength(2);
    await bed.turn(day);
    const asked = lookUps().filter((path) => path.startsWith('/search'));
    expect(new Set(asked).size).toBe(asked.length);
    expect(await uriOf(bed.track(9).name)).toBe(bed.track(9).uri);
    await bed.turn(2 * day);
    expect(lookUps().filter((path) => path.includes('Nobody'))).toHaveLength(1);
  });

  it('asks once, too, for a track whose artist is spelt in two ways', async () => {
    bed = await openCollectorBed();
    await openWith(5, [
      [{ name: 'Nobody Wrote This', by: 'Nobody At All' }, 3],
      [{ name: 'Nor That', by: 'nobody at all' }, 2],
    ]);
    await bed.turn(3 * hour);
    expect(lookUps()).toHaveLength(2);
  });

  it('stops at the first refusal, and the collection goes on', async () => {
    bed = await openCollectorBed();
    await openWith(5, [
      [bed.track(3), 5],
      [bed.track(9), 3],
    ]);
    bed.simulator.troubles.always({ kind: 'quota', retryAfterSeconds: 86_400 }, { match: 'GET /search' });
    await bed.turn(hour);
    const asked = lookUps().length;
    expect(asked).toBeLessThanOrEqual(2);
    await bed.turn(hour);
    expect(lookUps()).toHaveLength(asked);
    expect(await bed.account()).toMatchObject({ state: 'idle' });
    const { runs } = await bed.api.call('ops.jobRuns', { type: 'enrich' });
    expect(runs[0]).toMatchObject({ status: 'error', updated: 0 });
  });
});
