import { expect } from 'vitest';
import { readListening } from './listening.ts';
import { onThisMachine, type Args, type Success, type ToolCases, type WrongAnywhere } from './toolCases.ts';
import { album } from './world.ts';

/** Windows that there are not. */
export const window: readonly WrongAnywhere[] = [
  { args: { days: 0 }, says: /^days: / },
  { args: { from: 'yesterday' }, says: /^from: / },
  { args: { from: '2025-13-45' }, says: /from/ },
  { args: { from: '2025-02-01', to: '2025-01-01' }, says: /from|to/ },
  { args: { timezone: 'Mars/Olympus' }, says: /timezone|time zone/ },
  { args: { min_seconds: -1 }, says: /^min_seconds: / },
  { args: { kind: 'noise' }, says: /^kind: .*music/ },
];

/** Questions about an empty history and an unknown account end alike for all. */
function historyTool(
  tool: string,
  { args = {}, ...rest }: Omit<Success, 'args' | 'prepare'> & { readonly args?: Args },
  wrong: readonly { readonly args: Args; readonly says: RegExp }[] = [],
): ToolCases {
  return {
    tool,
    success: [{ ...rest, prepare: readListening, args: () => ({ days: 90, ...args }) }],
    wrong: [...window, ...wrong],
    notFound: { args: () => ({ account: 'nobody' }), says: /account|history/i },
    ...onThisMachine,
  };
}

const lists = [
  { args: { limit: 101 }, says: /^limit: .*100/ },
  { args: { by: 'mood' }, says: /^by: .*plays/ },
];
const cursors = [{ args: { cursor: 'made up' }, says: /cursor/ }];
const whole = {
  window_start: expect.any(String) as string,
  timezone: 'Europe/Berlin',
  play_rule: expect.any(String) as string,
};

export const historyCases: readonly ToolCases[] = [
  historyTool(
    'history_taste_summary',
    {
      does: 'sums a period up',
      shows: () => ({ ...whole, top_artists: [{}, {}, {}], coverage: {} }),
      args: { limit: 3 },
    },
    lists,
  ),
  historyTool(
    'history_top_artists',
    {
      does: 'ranks artists',
      args: { limit: 5 },
      shows: () => ({ ...whole, by: 'plays' }),
      then: ({ simulator }, { top_artists: ranked }) => {
        const names = simulator.catalogue.artists.map(({ name }) => name);
        for (const { name } of ranked as { name: string }[]) expect(names).toContain(name);
      },
    },
    [...lists, ...cursors],
  ),
  historyTool(
    'history_top_tracks',
    {
      does: 'ranks tracks',
      args: { limit: 2, by: 'time' },
      shows: () => ({ ...whole, by: 'time', top_tracks: [{}, {}] }),
    },
    [...lists, ...cursors],
  ),
  historyTool(
    'history_top_albums',
    {
      does: 'ranks albums',
      shows: (bed) => ({
        ...whole,
        total: 12,
        top_albums: expect.arrayContaining([expect.objectContaining({ name: album(bed).name })]) as unknown[],
      }),
    },
    [...lists, ...cursors],
  ),
  historyTool('history_listening_heatmap', {
    does: 'shows weekdays and hours',
    shows: () => whole,
    then: (_, { heatmap }) => expect((heatmap as { plays: unknown[] }).plays).toHaveLength(7),
  }),
  historyTool('history_repeat_rate', { does: 'measures repeats', shows: () => whole }),
  historyTool('history_coverage', {
    does: 'tells how complete the data is',
    shows: () => ({ ...whole, sources: [{ source: 'extended' }] }),
  }),
  historyTool(
    'history_compare_periods',
    {
      does: 'compares with the time before',
      args: { days: 30 },
      shows: () => ({ ...whole, previous_start: expect.any(String) as string }),
    },
    [...lists, { args: { compare_from: 'then' }, says: /^compare_from: / }],
  ),
  historyTool(
    'history_search_plays',
    {
      does: 'finds plays of an artist',
      args: { artist: 'Tin Observatory', limit: 3 },
      shows: () => ({ ...whole, plays: [{ artists: ['Tin Observatory'] }, {}, {}] }),
    },
    [{ args: { query: '' }, says: /^query: / }, { args: { order: 'random' }, says: /^order: / }, ...cursors],
  ),
];
