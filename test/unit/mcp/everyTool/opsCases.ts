import { expect } from 'vitest';
import type { McpBed } from '../mcpBed.ts';
import { listeningPath, readListening } from './listening.ts';
import { onThisMachine, type ToolCases } from './toolCases.ts';
import { own, trackUris, urisIn } from './world.ts';

/** A change that can be undone. */
const change = (bed: McpBed): Promise<unknown> =>
  bed.api.call('spotify.replacePlaylistItems', { playlist: own(bed).uri, uris: trackUris(bed, 0, 4) });

export const opsCases: readonly ToolCases[] = [
  {
    tool: 'ops_import_export',
    success: [
      {
        does: 'brings an export in',
        args: () => ({ path: listeningPath }),
        shows: () => ({ status: 'success', account: 'ada-lovelace', files: 1 }),
        then: (_, { stored, rows_read: rows }) => expect(stored).toBe(rows),
      },
    ],
    wrong: [
      { args: { path: 'here/data.zip' }, says: /^path: .*whole path.*root/s },
      { args: { path: '//server/share/data.zip' }, says: /^path: / },
      { args: { path: '' }, says: /^path: / },
    ],
    notFound: { args: () => ({ path: '/home/ada/none.zip' }), says: /does not exist/ },
    ...onThisMachine,
  },
  {
    tool: 'ops_latest_import_jobs',
    success: [
      {
        does: 'lists the imports',
        prepare: readListening,
        args: () => ({}),
        shows: () => ({ jobs: [{ status: 'success', account: 'ada-lovelace' }] }),
      },
      { does: 'says so where there was none', args: () => ({}), shows: () => ({ jobs: [] }) },
    ],
    wrong: [{ args: { limit: 101 }, says: /^limit: / }],
    notFound: { never: 'an account without imports has none' },
    ...onThisMachine,
  },
  {
    tool: 'ops_list_undo',
    success: [
      {
        does: 'lists what can be undone',
        prepare: change,
        args: () => ({}),
        shows: () => ({ changes: [{ label: expect.stringContaining('Morning Coffee') as string }] }),
      },
      { does: 'says so where there is nothing', args: () => ({}), shows: () => ({ changes: [] }) },
    ],
    wrong: [
      { args: { limit: 0 }, says: /^limit: / },
      { args: { cursor: 'made up' }, says: /cursor/ },
    ],
    notFound: { never: 'an empty list is a list' },
    ...onThisMachine,
  },
  {
    tool: 'ops_undo',
    success: [
      {
        does: 'brings back what there was',
        prepare: change,
        args: () => ({ confirm: true }),
        shows: () => ({ outcome: 'verified', undo_id: expect.any(String) as string }),
        then: (bed) => expect(urisIn(own(bed))).toHaveLength(12),
      },
      {
        does: 'only says what it would do',
        prepare: change,
        args: () => ({ dry_run: true }),
        shows: () => ({ outcome: 'planned' }),
        then: (bed) => expect(urisIn(own(bed))).toHaveLength(4),
      },
    ],
    wrong: [{ args: { undo_id: '' }, says: /^undo_id: / }],
    notFound: { args: () => ({ undo_id: 'none', confirm: true }), says: /ops_list_undo/ },
    permission: { scope: 'playlist-modify-public', refused: /^(?:POST|PUT|DELETE) / },
    limit: {},
    partial: {
      trouble: { kind: { kind: '400', message: 'Too fast' }, match: 'POST /playlists' },
      shows: /"outcome":"partial".*"failed":\[\{"item":"spotify:track:\w+","why":"[^"]*Too fast/,
    },
  },
];
