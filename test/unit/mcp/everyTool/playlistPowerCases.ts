import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pngOf } from '../../node/images/pictures.ts';
import type { McpBed } from '../mcpBed.ts';
import { onThisMachine, type Args, type ToolCases, type Wrong } from './toolCases.ts';
import { foreign, nobodysId, own, track, trackUris, urisIn } from './world.ts';

const noPlaylist = /no such playlist|No playlist of the account/;
const gone = (): Args => ({ playlist: `spotify:playlist:${nobodysId}` });
const wrongPlaylist: readonly Wrong[] = [
  { args: { playlist: `spotify:show:${nobodysId}` }, says: /^playlist: .*show.*playlist/s },
  { args: { playlist: '' }, says: /^playlist: / },
  { args: { playlist: '../../me' }, says: /^playlist: .*URI/ },
];
const read = {
  permission: {
    scope: 'playlist-read-private',
    args: () => ({ playlist: 'Deep Work' }),
    refused: /^GET \/me\/playlists|items/,
  },
  limit: {},
} as const;
const whole = { never: 'half of a playlist would be told as the whole one' } as const;
const change = /^(?:POST|PUT|DELETE) /;
const someWhy = (why: RegExp): unknown =>
  expect.arrayContaining([{ item: expect.any(String) as string, why: expect.stringMatching(why) as string }]);
const tooFast = {
  kind: { kind: '400', message: 'Too fast' },
  match: 'POST /playlists/{playlist_id}/items',
} as const;
/** A new playlist was made, and could not be filled. */
const unfilled = { trouble: tooFast, shows: { outcome: 'partial', failed: someWhy(/Too fast/) } } as const;

/** Keeps how Morning Coffee is, and then changes it. */
async function keep(bed: McpBed): Promise<void> {
  await bed.api.call('spotify.snapshotPlaylist', { playlist: 'Morning Coffee', label: 'Before' });
  own(bed).replace(trackUris(bed, 0, 3), bed.simulator.clock.now(), bed.user.id);
}
const kept = { snapshot_id: '' };
/** The id of what {@link keep} kept. */
async function keepAndNote(bed: McpBed): Promise<void> {
  await keep(bed);
  const { snapshots } = await bed.api.call('spotify.listPlaylistSnapshots', {});
  kept.snapshot_id = snapshots[0]?.snapshot_id ?? '';
}

function cover({ folder }: McpBed): string {
  const path = join(folder, 'cover.png');
  writeFileSync(
    path,
    pngOf(40, 30, () => [0, 128, 255, 255]),
  );
  return path;
}

export const playlistPowerCases: readonly ToolCases[] = [
  {
    tool: 'spotify_summarize_playlist',
    success: [
      {
        does: 'describes a playlist in numbers',
        args: () => ({ playlist: 'Odds and Ends' }),
        shows: () => ({
          playlist: { name: 'Odds and Ends' },
          items: 11,
          podcasts: 1,
          local: 1,
          duplicates: 4,
        }),
      },
    ],
    wrong: [...wrongPlaylist, { args: { playlist: 'Deep Work', top: 26 }, says: /^top: .*25/ }],
    notFound: { args: gone, says: noPlaylist },
    ...read,
    partial: {
      args: () => ({ playlist: 'Morning Coffee' }),
      shows: { note: expect.stringMatching(/history/) as string },
    },
  },
  {
    tool: 'spotify_find_playlist_duplicates',
    success: [
      {
        does: 'names what is there twice, and which to remove',
        args: () => ({ playlist: 'Odds and Ends', by: 'uri' }),
        shows: (bed) => ({
          total_groups: 4,
          snapshot_id: own(bed, 'Odds and Ends').snapshotId,
          positions_to_remove: [5, 6, 7, 8],
        }),
      },
      {
        does: 'says so where there are none',
        args: () => ({ playlist: 'Empty for now' }),
        shows: () => ({ groups: [], total_groups: 0 }),
      },
    ],
    wrong: [...wrongPlaylist, { args: { playlist: 'Deep Work', by: 'sound' }, says: /^by: .*uri/ }],
    notFound: { args: gone, says: noPlaylist },
    ...read,
    partial: whole,
  },
  {
    tool: 'spotify_compare_playlists',
    success: [
      {
        does: 'tells what is in both and in one alone',
        args: () => ({ playlists: ['Morning Coffee', 'Deep Work'] }),
        shows: () => ({
          playlists: [
            { number: 1, name: 'Morning Coffee' },
            { number: 2, name: 'Deep Work' },
          ],
        }),
      },
    ],
    wrong: [
      { args: { playlists: ['Deep Work'] }, says: /^playlists: / },
      { args: { playlists: ['Deep Work', `spotify:track:${nobodysId}`] }, says: /playlist.*track/ },
      { args: { playlists: Array(6).fill('Deep Work') }, says: /^playlists: .*5/ },
    ],
    notFound: {
      args: () => ({ playlists: ['Deep Work', `spotify:playlist:${nobodysId}`] }),
      says: noPlaylist,
    },
    permission: { scope: 'playlist-read-private', refused: /^GET \/me\/playlists|items/ },
    limit: {},
    partial: whole,
  },
  {
    tool: 'spotify_merge_playlists',
    success: [
      {
        does: 'puts two together in a new one',
        args: () => ({ playlists: ['Morning Coffee', 'Odds and Ends'], name: 'Both' }),
        shows: () => ({ outcome: 'verified', playlist: { name: 'Both' } }),
        then: (bed) => expect(own(bed, 'Both').entries.length).toBeGreaterThan(12),
      },
    ],
    wrong: [
      { args: { playlists: [] }, says: /^playlists: / },
      { args: { playlists: ['Deep Work', 'Morning Coffee'] }, says: /name|into/ },
      { args: { playlists: ['Deep Work'], name: 'A\u0000B' }, says: /^name: / },
    ],
    notFound: {
      args: () => ({ playlists: [`spotify:playlist:${nobodysId}`, 'Deep Work'], name: 'X' }),
      says: noPlaylist,
    },
    permission: { scope: 'playlist-modify-private', refused: change },
    limit: {},
    partial: unfilled,
  },
  {
    tool: 'spotify_split_playlist',
    success: [
      {
        does: 'makes playlists of one, by decade',
        args: () => ({ playlist: 'Morning Coffee', by: 'decade', min_items: 4 }),
        shows: () => ({ outcome: 'verified' }),
        then: ({ user }, { playlists }) => {
          for (const { name } of playlists as { name: string }[])
            expect(user.playlists.byName(name)).toBeDefined();
        },
      },
    ],
    wrong: [
      ...wrongPlaylist.map(({ args, says }) => ({ args: { ...args, by: 'artist' }, says })),
      { args: { playlist: 'Deep Work', by: 'mood' }, says: /^by: .*artist/ },
    ],
    notFound: { args: () => ({ ...gone(), by: 'decade' }), says: noPlaylist },
    permission: { scope: 'playlist-modify-private', refused: change },
    limit: {},
    partial: unfilled,
  },
  {
    tool: 'spotify_copy_playlist',
    success: [
      {
        does: 'copies a playlist to a new, private one',
        args: () => ({ playlist: 'Morning Coffee', name: 'Evening Coffee' }),
        shows: () => ({ outcome: 'verified', playlist: { name: 'Evening Coffee', items: 12 } }),
        then: (bed) => expect(urisIn(own(bed, 'Evening Coffee'))).toEqual(urisIn(own(bed))),
      },
    ],
    wrong: wrongPlaylist,
    notFound: { args: gone, says: noPlaylist },
    permission: { scope: 'playlist-modify-private', refused: change },
    limit: {},
    partial: unfilled,
  },
  {
    tool: 'spotify_sort_playlist',
    success: [
      {
        does: 'puts a playlist into the order of its names',
        args: () => ({ playlist: 'Morning Coffee', by: 'reverse', confirm: true }),
        shows: () => ({ outcome: 'verified', undo_id: expect.any(String) as string }),
        then: (bed) => expect(own(bed).entries).toHaveLength(12),
      },
    ],
    wrong: [
      ...wrongPlaylist.map(({ args, says }) => ({ args: { ...args, by: 'name' }, says })),
      { args: { playlist: 'Deep Work', by: 'mood' }, says: /^by: .*name/ },
    ],
    notFound: { args: () => ({ ...gone(), by: 'name' }), says: noPlaylist },
    permission: { scope: 'playlist-modify-public', refused: change },
    limit: {},
    partial: { never: 'a list of this length is put in place by one request' },
  },
  {
    tool: 'spotify_clear_playlist',
    success: [
      {
        does: 'empties a playlist and keeps it',
        args: () => ({ playlist: 'Morning Coffee', confirm: true }),
        shows: () => ({ outcome: 'verified', undo_id: expect.any(String) as string }),
        then: (bed) => expect(own(bed).entries).toHaveLength(0),
      },
    ],
    wrong: wrongPlaylist,
    notFound: { args: gone, says: noPlaylist },
    permission: { scope: 'playlist-modify-public', refused: change },
    limit: {},
    partial: { never: 'one request empties it' },
  },
  {
    tool: 'spotify_export_playlist',
    success: [
      {
        does: 'writes a file',
        args: () => ({ playlist: 'Morning Coffee' }),
        shows: () => ({ format: 'csv', items: 12 }),
        then: (_, { path }) => expect(existsSync(String(path))).toBe(true),
      },
      {
        does: 'answers the text itself',
        args: () => ({ playlist: 'Morning Coffee', format: 'json', inline: true }),
        shows: () => ({ format: 'json', text: expect.stringContaining('Morning Coffee') as string }),
        then: ({ folder }) => expect(readdirSync(folder)).toEqual([]),
      },
    ],
    wrong: [...wrongPlaylist, { args: { playlist: 'Deep Work', format: 'xml' }, says: /^format: .*csv/ }],
    notFound: { args: gone, says: noPlaylist },
    ...read,
    partial: whole,
  },
  {
    tool: 'spotify_import_playlist',
    success: [
      {
        does: 'makes a playlist of lines',
        args: (bed) => ({ text: trackUris(bed, 0, 3).join('\n'), name: 'Imported' }),
        shows: () => ({ outcome: 'verified', rows: 3, found: 3, playlist: { name: 'Imported' } }),
        then: (bed) => expect(urisIn(own(bed, 'Imported'))).toEqual(trackUris(bed, 0, 3)),
      },
    ],
    wrong: [
      { args: {}, says: /text|path/ },
      { args: { text: '', name: 'A' }, says: /^text: / },
      { args: { text: 'a', path: '/b.csv' }, says: /text|path/ },
      { args: { path: 'here.csv' }, says: /path/ },
    ],
    notFound: { args: () => ({ path: '/home/ada/none.csv' }), says: /does not exist/ },
    permission: { scope: 'playlist-modify-private', refused: change },
    limit: {},
    partial: {
      args: (bed) => ({ text: [track(bed).uri, 'qqqq – zzzz'].join('\n'), name: 'Half' }),
      shows: {
        outcome: 'partial',
        rows: 2,
        found: 1,
        not_found: [{ line: 2, why: expect.any(String) as string }],
      },
    },
  },
  {
    tool: 'spotify_snapshot_playlist',
    success: [
      {
        does: 'keeps how a playlist is',
        args: () => ({ playlist: 'Morning Coffee', label: 'Before' }),
        shows: () => ({ outcome: 'verified', items: 12, snapshot_id: expect.any(String) as string }),
      },
    ],
    wrong: [
      ...wrongPlaylist,
      { args: (bed) => ({ playlist: own(bed).uri, label: 'x'.repeat(101) }), says: /^label: / },
    ],
    notFound: { args: gone, says: noPlaylist },
    ...read,
    partial: whole,
  },
  {
    tool: 'spotify_list_playlist_snapshots',
    success: [
      {
        does: 'lists what was kept',
        prepare: keep,
        args: () => ({}),
        shows: (bed) => ({
          snapshots: [{ label: expect.stringContaining('Before') as string, playlist: own(bed).uri }],
        }),
      },
    ],
    wrong: [
      { args: { limit: 0 }, says: /^limit: / },
      { args: { cursor: 'made up' }, says: /cursor/ },
      ...wrongPlaylist,
    ],
    notFound: { never: 'a playlist without snapshots has none' },
    ...onThisMachine,
  },
  {
    tool: 'spotify_restore_playlist',
    success: [
      {
        does: 'brings the kept items back',
        prepare: keep,
        args: (bed) => ({ playlist: own(bed).uri, confirm: true }),
        shows: () => ({ outcome: 'verified', undo_id: expect.any(String) as string }),
        then: (bed) => expect(own(bed).entries).toHaveLength(12),
      },
      {
        does: 'makes a new playlist of them',
        prepare: keep,
        args: (bed) => ({ playlist: own(bed).uri, as_new: 'Again', confirm: true }),
        shows: () => ({ outcome: 'verified', playlist: { name: 'Again' } }),
        then: (bed) => expect(own(bed, 'Again').entries).toHaveLength(12),
      },
    ],
    wrong: [
      { args: {}, says: /snapshot_id|playlist/ },
      { args: { snapshot_id: '', confirm: true }, says: /^snapshot_id: / },
    ],
    notFound: {
      args: () => ({ snapshot_id: 'none', confirm: true }),
      says: /no snapshot.*spotify_list_playlist_snapshots/s,
    },
    permission: { scope: 'playlist-modify-public', refused: change },
    limit: {},
    partial: unfilled,
  },
  {
    tool: 'spotify_delete_playlist_snapshot',
    success: [
      {
        does: 'forgets one',
        prepare: keepAndNote,
        args: () => ({ ...kept, confirm: true }),
        shows: () => ({ outcome: 'verified' }),
        then: async ({ api }) =>
          expect((await api.call('spotify.listPlaylistSnapshots', {})).snapshots).toEqual([]),
      },
    ],
    wrong: [
      { args: {}, says: /^snapshot_id: / },
      { args: { snapshot_id: 'x'.repeat(41) }, says: /^snapshot_id: / },
    ],
    notFound: {
      args: () => ({ snapshot_id: 'none' }),
      says: /no snapshot.*spotify_list_playlist_snapshots/s,
    },
    ...onThisMachine,
  },
  {
    tool: 'spotify_get_playlist_cover',
    success: [
      {
        does: 'tells where the cover is',
        args: () => ({ playlist: 'Morning Coffee' }),
        shows: (bed) => ({ name: 'Morning Coffee', uri: own(bed).uri }),
        then: (_, { covers }) => expect(covers).not.toEqual([]),
      },
      {
        does: 'also of a playlist of others',
        args: (bed) => ({ playlist: foreign(bed).uri }),
        shows: () => ({ name: 'Harbour Nights' }),
      },
    ],
    wrong: wrongPlaylist,
    notFound: { args: gone, says: noPlaylist },
    permission: { scope: 'playlist-read-private', refused: 'GET /me/playlists' },
    limit: {},
    partial: { never: 'it is one read' },
  },
  {
    tool: 'spotify_set_playlist_cover',
    success: [
      {
        does: 'sets a picture, made to fit',
        args: (bed) => ({ playlist: 'Morning Coffee', path: cover(bed), confirm: true }),
        shows: () => ({ outcome: 'verified', playlist: { name: 'Morning Coffee' } }),
        then: (bed) => expect(own(bed).image?.subarray(0, 2).toString('hex')).toBe('ffd8'),
      },
    ],
    wrong: [
      { args: { playlist: 'Deep Work' }, says: /picture.*path.*url/s },
      {
        args: { playlist: 'Deep Work', path: '/a.png', url: 'https://example.org/b.png' },
        says: /path or url/,
      },
    ],
    notFound: { args: () => ({ playlist: 'Deep Work', path: '/home/ada/none.png' }), says: /does not exist/ },
    permission: { scope: 'ugc-image-upload', refused: 'PUT /playlists' },
    limit: {},
    partial: { never: 'it sends one picture' },
  },
];
