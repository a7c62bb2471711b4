import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedUser, Simulator } from '../../../spotify/simulator.ts';
import { askFor, read, startOfTest, startStill, type Ask } from './asking.ts';

interface RecentPage {
  readonly items: readonly { readonly played_at: string; readonly track: { readonly uri: string } }[];
  readonly next: string | null;
  readonly cursors: { readonly before: string } | null;
}

let simulator: Simulator;
let user: SimulatedUser;
let ask: Ask;
beforeEach(async () => {
  simulator = await startStill();
  [user] = simulator.users as [SimulatedUser];
  user.recentlyPlayed.clear();
  ask = askFor(simulator);
});
afterEach(() => simulator.close());

const page = (query = 'limit=50') => read<RecentPage>(ask, `/me/player/recently-played?${query}`);

function add(count: number): void {
  const [track] = simulator.catalogue.tracks;
  if (track === undefined) throw new Error('The catalogue is empty.');
  for (let at = 0; at < count; at += 1) user.recentlyPlayed.add(track, startOfTest - at * 60_000);
}

describe('the recent plays', () => {
  it('end behind the newest 50: a next page is named, and is empty', async () => {
    add(80);
    const first = await page();
    expect(first.items).toHaveLength(50);
    expect(first.next).not.toBeNull();
    expect(await page(`limit=50&before=${first.cursors?.before}`)).toMatchObject({
      items: [],
      next: null,
      cursors: null,
    });
  });

  it('reach farther back if the test says so', async () => {
    user.recentlyPlayed.reach = 200;
    add(80);
    const first = await page();
    expect((await page(`limit=50&before=${first.cursors?.before}`)).items).toHaveLength(30);
  });

  it.each(['end', 'start'] as const)('of the player are told by their %s', async (reports) => {
    user.recentlyPlayed.reports = reports;
    const [track] = simulator.catalogue.tracks;
    if (track === undefined) throw new Error('The catalogue is empty.');
    user.player.play(track.uri);
    simulator.clock.advance(track.durationMs + 1_000);
    const { items } = await page();
    const told = items.find(({ track: { uri } }) => uri === track.uri);
    expect(Date.parse(told?.played_at ?? '')).toBe(startOfTest + (reports === 'end' ? track.durationMs : 0));
  });

  it('may come as any nonsense', async () => {
    simulator.troubles.once({ kind: 'body', body: { items: 'none' } });
    expect(await page()).toEqual({ items: 'none' });
  });
});
