import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { McpBed } from '../mcpBed.ts';
import { readEvenings } from './evenings.ts';
import { listeningPath, readListening } from './listening.ts';
import { onThisMachine, type Failure, type ToolCases, type Wrong } from './toolCases.ts';
import { own, trackUris, urisIn } from './world.ts';

/** A change that can be undone. */
const change = (bed: McpBed): Promise<unknown> =>
  bed.api.call('spotify.replacePlaylistItems', { playlist: own(bed).uri, uris: trackUris(bed, 0, 4) });

const ada = 'ada-lovelace';
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
const collect = ({ api }: McpBed): Promise<unknown> => api.call('collector.syncNow', {});
const pause = ({ api }: McpBed): Promise<unknown> => api.call('collector.pause', {});
const endSignIn = async (bed: McpBed): Promise<void> => {
  bed.simulator.revoke(bed.user.id);
  await collect(bed);
};

/** What a collection says that brought nothing; it goes on with the other accounts. */
const broughtNothing: Failure = {
  shows: { accounts: [{ account: ada, outcome: 'error', fetched: 0, inserted: 0 }], files_imported: 0 },
};
const nobodySignedIn: Failure = {
  args: () => ({ account: 'nobody' }),
  says: /Nobody is signed in as "nobody"\..*ops_sync_status/,
};
const noAccount: Wrong = { args: { account: '' }, says: /^account: / };
const nobodyKnown: Wrong = {
  args: { account: 'nobody' },
  says: /no account 'nobody'.*Known accounts: ada-lovelace/,
};

export const opsCases: readonly ToolCases[] = [
  {
    tool: 'ops_sync_status',
    success: [
      {
        does: 'tells what was collected, and when it is looked next',
        prepare: collect,
        args: () => ({}),
        shows: () => ({
          enabled: true,
          interval_seconds: 600,
          accounts: [
            {
              ...{ account: ada, state: 'idle', initial_sync: 'completed', last_inserted: 0 },
              ...{ last_poll: instant, latest_play: instant, next_poll: instant },
            },
          ],
        }),
      },
      {
        does: 'says so where nothing was collected so far',
        args: () => ({}),
        shows: () => ({ accounts: [{ account: ada, state: 'idle', initial_sync: 'waiting' }] }),
        then: (_, { accounts: [account] = [] }: { accounts?: object[] }) => {
          expect(account).not.toHaveProperty('last_poll');
        },
      },
      {
        does: 'says that the sign-in has ended and what to do',
        prepare: endSignIn,
        args: () => ({}),
        shows: () => ({
          accounts: [
            {
              ...{ state: 'error', failure: 'signed_out' },
              message: expect.stringMatching(/no longer accepts this sign-in\..*backbeat login/) as string,
            },
          ],
        }),
      },
    ],
    wrong: { never: 'it takes none' },
    notFound: { never: 'it names those that there are' },
    ...onThisMachine,
  },
  {
    tool: 'ops_sync_now',
    success: [
      {
        does: 'brings in the last plays, and nothing twice',
        args: () => ({}),
        shows: () => ({
          accounts: [{ account: ada, outcome: 'success', fetched: 100, inserted: 50 }],
          files_imported: 0,
        }),
        then: async (bed) => {
          expect(bed.newRequests()).toEqual(Array(3).fill('GET /me/player/recently-played'));
          const { accounts } = await bed.api.call('collector.syncNow', {});
          expect(accounts).toEqual([{ account: ada, outcome: 'success', fetched: 50, inserted: 0 }]);
          expect(bed.newRequests()).toEqual(['GET /me/player/recently-played']);
        },
      },
      {
        does: 'leaves a paused account alone',
        prepare: pause,
        args: () => ({ account: 'Ada' }),
        shows: () => ({ accounts: [{ account: ada, outcome: 'paused', fetched: 0, inserted: 0 }] }),
        then: (bed) => {
          expect(bed.newRequests()).toEqual([]);
        },
      },
    ],
    wrong: [noAccount],
    notFound: nobodySignedIn,
    permission: {
      ...broughtNothing,
      scope: 'user-read-recently-played',
      says: /lacks (?:the|a) permission.*backbeat login/,
    },
    limit: broughtNothing,
    partial: {
      prepare: async (bed) => {
        const { id } = bed.simulator.addUser({ id: 'grace-hopper', displayName: 'Grace' });
        await bed.signIn(id);
        bed.simulator.revoke(id);
      },
      shows: {
        accounts: expect.arrayContaining([
          expect.objectContaining({ account: ada, outcome: 'success' }),
          expect.objectContaining({ account: 'grace-hopper', outcome: 'error' }),
        ]) as unknown[],
      },
      says: /no longer accepts this sign-in/,
    },
  },
  {
    tool: 'ops_pause_collection',
    success: [
      {
        does: 'stops asking for the plays of an account',
        args: () => ({ account: 'Ada' }),
        shows: () => ({
          accounts: [
            {
              ...{ account: ada, state: 'paused' },
              message: expect.stringMatching(/may be lost\. Resume/) as string,
            },
          ],
        }),
        then: async (bed) => {
          await collect(bed);
          expect(bed.newRequests()).toEqual([]);
        },
      },
      {
        does: 'changes nothing the second time',
        prepare: pause,
        args: () => ({}),
        shows: () => ({ accounts: [{ account: ada, state: 'paused' }] }),
      },
    ],
    wrong: [noAccount],
    notFound: nobodySignedIn,
    ...onThisMachine,
  },
  {
    tool: 'ops_resume_collection',
    success: [
      {
        does: 'asks for the plays again',
        prepare: pause,
        args: () => ({}),
        shows: () => ({ accounts: [{ account: ada, state: 'idle' }] }),
        then: async (bed) => {
          await collect(bed);
          expect(bed.newRequests()).not.toEqual([]);
        },
      },
      {
        does: 'changes nothing for an account that is not paused',
        args: () => ({ account: ada }),
        shows: () => ({ accounts: [{ account: ada, state: 'idle' }] }),
      },
    ],
    wrong: [noAccount],
    notFound: nobodySignedIn,
    ...onThisMachine,
  },
  {
    tool: 'ops_latest_job_runs',
    success: [
      {
        does: 'lists imports and collections, the newest first',
        prepare: async (bed) => {
          await readEvenings(bed);
          await collect(bed);
        },
        args: () => ({}),
        shows: () => ({
          runs: [
            { ...{ type: 'poll', account: ada, status: 'success' }, fetched: 50, inserted: 0 },
            {
              ...{ type: 'initial_sync', account: ada, status: 'success', fetched: 50, inserted: 50 },
              note: 'Spotify names no earlier plays.',
            },
            {
              ...{ type: 'import_zip', account: ada, status: 'success', fetched: 36, inserted: 36 },
              ...{ files_processed: 1, started_at: instant, finished_at: instant },
            },
          ],
        }),
      },
      {
        does: 'tells why a collection failed',
        prepare: endSignIn,
        args: () => ({ type: 'initial_sync', status: 'error', account: ada, limit: 1 }),
        shows: () => ({ runs: [{ inserted: 0, error: 'Spotify no longer accepts this sign-in.' }] }),
      },
      {
        does: 'says so where nothing ran',
        args: () => ({}),
        shows: () => ({ runs: [], note: 'Nothing has run yet.' }),
      },
    ],
    wrong: [
      { args: { limit: 0 }, says: /^limit: / },
      { args: { type: 'nap' }, says: /^type: .*poll/ },
      { args: { status: 'fine' }, says: /^status: .*success/ },
    ],
    notFound: {
      args: () => ({ account: 'nobody' }),
      shows: { runs: [], note: 'No run matches: leave out some of the filters.' },
    },
    ...onThisMachine,
  },
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
    tool: 'ops_export_history',
    success: [
      {
        does: 'writes every listen as a line of JSON',
        prepare: readEvenings,
        args: () => ({}),
        shows: () => ({
          path: expect.stringMatching(/\.jsonl$/) as string,
          ...{ format: 'jsonl', rows: 36, accounts: [{ account: ada, rows: 36 }] },
        }),
        then: ({ folder }, { path, bytes }) => {
          expect(path).toContain(folder);
          const file = readFileSync(String(path));
          expect(file).toHaveLength(Number(bytes));
          const lines = file.toString().trimEnd().split('\n');
          expect(lines).toHaveLength(36);
          expect(JSON.parse(lines[0] ?? '')).toMatchObject({ track: 'Paper Lanterns' });
        },
      },
      {
        does: 'writes a table',
        prepare: readEvenings,
        args: () => ({ format: 'csv', account: ada }),
        shows: () => ({ path: expect.stringMatching(/\.csv$/) as string, rows: 36 }),
        then: (_, { path }) => {
          expect(readFileSync(String(path), 'utf8').trimEnd().split('\n')).toHaveLength(37);
        },
      },
      {
        does: 'writes a database',
        prepare: readEvenings,
        args: () => ({ format: 'sqlite', evidence: true }),
        shows: () => ({ format: 'sqlite', rows: 36 }),
        then: (_, { path }) => {
          expect(readFileSync(String(path)).toString('latin1', 0, 15)).toBe('SQLite format 3');
        },
      },
    ],
    wrong: [{ args: { format: 'xml' }, says: /^format: .*csv/ }, noAccount, nobodyKnown],
    notFound: { args: () => ({}), says: /listening history is empty.*Import one/s },
    ...onThisMachine,
  },
  {
    tool: 'ops_delete_history',
    success: [
      {
        does: 'deletes everything of an account',
        prepare: readEvenings,
        args: () => ({ account: ada, confirm: true }),
        shows: () => ({
          outcome: 'verified',
          summary: expect.stringMatching(/^Deleted .*"ada-lovelace": 36 rows, 1 import, 5 tracks/) as string,
          removed: { listens: 36, tracks: 5, artists: 4, imports: 1, kept_states: 0, log_lines: 0 },
        }),
        then: async ({ api }) => {
          expect((await api.call('app.status', {})).accounts).toEqual([]);
          await expect(api.call('history.timeline', {})).rejects.toThrow(/history is empty/);
        },
      },
      {
        does: 'takes nothing from another account',
        prepare: async (bed) => {
          await readEvenings(bed);
          await bed.api.call('import.run', { paths: [listeningPath], account: 'grace-hopper' });
        },
        args: () => ({ account: ada, confirm: true }),
        shows: () => ({ outcome: 'verified', removed: { listens: 36, tracks: 5, artists: 4 } }),
        then: async ({ api }) => {
          const { accounts } = await api.call('app.status', {});
          expect(accounts).toMatchObject([{ account: 'grace-hopper' }]);
        },
      },
    ],
    wrong: [
      { args: {}, says: /account/ },
      noAccount,
      nobodyKnown,
      { args: { account: ada }, says: /user has to agree.*36 rows.*confirm: true/s },
      { args: { account: ada, confirm: false }, says: /user has to agree/ },
    ],
    notFound: {
      args: () => ({ account: ada, confirm: true }),
      says: /no account 'ada-lovelace' in the history.*Import/,
    },
    ...onThisMachine,
  },
  {
    tool: 'ops_logs',
    success: [
      {
        does: 'reads what was logged',
        prepare: collect,
        args: () => ({ service: 'collector', contains: 'initial sync', limit: 1 }),
        shows: () => ({
          lines: [
            {
              ...{ at: instant, service: 'collector', level: 'info' },
              message: 'The initial sync is complete. Spotify names no earlier plays.',
              context: expect.stringMatching(/^\{"account":"ada-lovelace",.*"inserted":50/) as string,
            },
          ],
        }),
      },
      {
        does: 'gives the newest first, and a cursor to the older ones',
        prepare: async (bed) => {
          await collect(bed);
          await endSignIn(bed);
        },
        args: () => ({ limit: 1 }),
        shows: () => ({
          lines: [{ level: 'warning', context: expect.stringContaining('signed_out') as string }],
        }),
        then: async ({ api }, { next_cursor: cursor }) => {
          const { lines, next_cursor: more } = await api.call('ops.logs', {
            limit: 5,
            cursor: String(cursor),
          });
          expect(lines).toMatchObject([{ level: 'info' }]);
          expect(more).toBeUndefined();
        },
      },
      {
        does: 'says so where nothing was logged',
        args: () => ({ level: 'error' }),
        shows: () => ({ lines: [], note: 'Nothing of level error or above was logged yet.' }),
      },
    ],
    wrong: [
      { args: { limit: 201 }, says: /^limit: .*200/ },
      { args: { level: 'loud' }, says: /^level: .*warning/ },
      { args: { since: 'yesterday' }, says: /^since .*ISO/ },
      { args: { cursor: 'made up' }, says: /cursor/ },
    ],
    notFound: {
      args: () => ({ contains: 'no such words' }),
      shows: { lines: [], note: 'No line matches: leave out some of the filters.' },
    },
    ...onThisMachine,
  },
  {
    tool: 'ops_doctor',
    success: [
      {
        does: 'finds all well',
        prepare: async (bed) => {
          await readEvenings(bed);
          await collect(bed);
        },
        args: () => ({}),
        shows: () => ({
          checks: [
            { state: 'ok', found: 'Account ada-lovelace: 86 listens, 0.1 MB.' },
            { state: 'ok', found: expect.stringMatching(/^history\.journal is sound/) as string },
            { state: 'ok', found: expect.stringMatching(/^Ada is signed in .* \d+ days\.$/) as string },
            { state: 'ok', found: expect.stringMatching(/collected\. The last look was at/) as string },
          ],
        }),
      },
      {
        does: 'finds an empty history and a collection that was paused',
        prepare: pause,
        args: () => ({}),
        shows: () => ({
          checks: [
            {
              ...{ state: 'attention', found: 'The history is empty.' },
              next: expect.stringContaining('Import') as string,
            },
            { state: 'ok', found: expect.stringMatching(/^history\.journal is sound/) as string },
            { state: 'ok' },
            { state: 'attention', next: expect.stringContaining('ops_resume_collection') as string },
          ],
        }),
      },
      {
        does: 'finds that the sign-in has ended',
        prepare: endSignIn,
        args: () => ({}),
        shows: () => ({
          checks: [
            { state: 'attention' },
            { state: 'ok', found: expect.stringMatching(/^history\.journal is sound/) as string },
            { state: 'failed', found: 'The sign-in of Ada has ended.' },
            { state: 'failed', found: expect.stringContaining('does not work') as string },
          ],
        }),
      },
    ],
    wrong: { never: 'it takes none' },
    notFound: { never: 'what there is not is what it finds' },
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
