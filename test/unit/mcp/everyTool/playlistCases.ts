import { expect } from 'vitest';
import type { Trouble } from '../../../spotify/simulator.ts';
import { readListening } from './listening.ts';
import type { Args, ToolCases } from './toolCases.ts';
import { album, artist, foreign, nobodysId, own, track, trackUris, unsaved, urisIn } from './world.ts';

const gone = (): Args => ({ playlist: `spotify:playlist:${nobodysId}` });
const noPlaylist = /no such playlist|No playlist of the account/;
const wrongPlaylist = {
  args: { playlist: `spotify:album:${nobodysId}` },
  says: /^playlist: .*album.*playlist/s,
};
const change = 'playlist-modify-public';
const serverFails: Trouble = { kind: '403', reason: 'plainText' };
const someWhy = (why: RegExp): unknown =>
  expect.arrayContaining([{ item: expect.any(String) as string, why: expect.stringMatching(why) as string }]);
const oneRequest = { never: 'it changes one thing with one request' } as const;

export const playlistCases: readonly ToolCases[] = [
  {
    tool: 'spotify_list_playlists',
    success: [
      {
        does: 'lists own and followed playlists with cleaned names',
        args: () => ({}),
        shows: ({ user }) => ({ total: user.playlists.list().length }),
        then: ({ user }, { playlists }) => {
          const listed = playlists as { name: string; uri: string }[];
          expect(listed.map(({ uri }) => uri)).toEqual(user.playlists.list().map(({ uri }) => uri));
          expect(listed.map(({ name }) => name)).toContain('<h1>Loud</h1> yltcaxe "mix"');
        },
      },
      {
        does: 'finds one by a part of its name',
        args: () => ({ search: 'coffee' }),
        shows: (bed) => ({ playlists: [{ name: 'Morning Coffee', uri: own(bed).uri, own: true }] }),
      },
    ],
    wrong: [
      { args: { filter: 'mine' }, says: /^filter: .*own/ },
      { args: { limit: 0 }, says: /^limit: / },
      { args: { cursor: 'made up' }, says: /cursor/ },
    ],
    notFound: { args: () => ({ search: 'there is none like it' }), shows: { playlists: [] } },
    permission: { scope: 'playlist-read-private', refused: 'GET /me/playlists' },
    limit: {},
    partial: { never: 'it reads one list' },
  },
  {
    tool: 'spotify_get_playlist',
    success: [
      {
        does: 'shows what an own playlist holds',
        args: () => ({ playlist: 'Morning Coffee' }),
        shows: (bed) => ({
          name: 'Morning Coffee',
          own: true,
          snapshot_id: own(bed).snapshotId,
          entries: urisIn(own(bed)).map((uri, position) => ({ position, uri })),
        }),
      },
      {
        does: 'names local files and what is gone',
        args: () => ({ playlist: 'Odds and Ends' }),
        shows: () => ({ items: 11 }),
        then: (_, { entries }) =>
          expect((entries as { kind?: string }[]).flatMap(({ kind }) => kind ?? [])).toEqual([
            'episode',
            'local',
            'unavailable',
          ]),
      },
      {
        does: 'says that Spotify hides what those of others hold',
        args: (bed) => ({ playlist: foreign(bed).uri }),
        shows: () => ({ name: 'Harbour Nights', own: false, contents: 'hidden', entries: [] }),
      },
      {
        does: 'goes on page by page',
        args: () => ({ playlist: 'Deep Work', limit: 60 }),
        shows: () => ({ items: 130, note: expect.stringContaining('60 of 130') as string }),
        then: (_, { next_cursor: cursor }) => expect(cursor).toBeTruthy(),
      },
    ],
    wrong: [
      wrongPlaylist,
      { args: {}, says: /^playlist: / },
      { args: { playlist: '' }, says: /^playlist: / },
    ],
    notFound: { args: gone, says: noPlaylist },
    permission: {
      args: (bed) => ({ playlist: own(bed, 'Deep Work').uri, limit: 100 }),
      scope: 'playlist-read-private',
      refused: 'GET /playlists/{playlist_id}/items',
    },
    limit: {},
    partial: { never: 'one page is one read' },
  },
  {
    tool: 'spotify_create_playlist',
    success: [
      {
        does: 'makes a private playlist with its items',
        args: (bed) => ({ name: 'Rain', uris: trackUris(bed, 0, 3) }),
        shows: () => ({ outcome: 'verified', playlist: { name: 'Rain', items: 3 } }),
        then: (bed) => {
          expect(own(bed, 'Rain').public).toBe(false);
          expect(urisIn(own(bed, 'Rain'))).toEqual(trackUris(bed, 0, 3));
        },
      },
      {
        does: 'fills it from a search',
        args: (bed) => ({ name: 'Found', query: { artist: artist(bed).name }, count: 5 }),
        shows: () => ({ outcome: 'verified', playlist: { items: 5 } }),
      },
      {
        does: "fills it from the user's own history",
        prepare: readListening,
        args: () => ({ name: 'Mine', history_days: 365, count: 4 }),
        shows: () => ({ outcome: 'verified', playlist: { items: 4 } }),
      },
      {
        does: 'only says what it would do',
        args: (bed) => ({ name: 'Not yet', uris: trackUris(bed, 0, 3), dry_run: true }),
        shows: () => ({ outcome: 'planned' }),
        then: ({ user }) => expect(user.playlists.byName('Not yet')).toBeUndefined(),
      },
    ],
    wrong: [
      { args: { name: ' ' }, says: /^name: / },
      { args: { name: 'x'.repeat(101) }, says: /^name: .*100/ },
      { args: (bed) => ({ name: 'A', uris: [artist(bed).uri] }), says: /uris.*artist/ },
      { args: { name: 'A', uris: [] }, says: /^uris: / },
      { args: (bed) => ({ name: 'A', uris: trackUris(bed, 0, 1), history_days: 3 }), says: /uris|history/ },
    ],
    notFound: { args: () => ({ name: 'A', query: { text: 'qqqqzzzzxxxxy' } }), says: /found|nothing/i },
    permission: { scope: 'playlist-modify-private' },
    limit: {},
    partial: {
      args: (bed) => ({ name: 'Half', uris: trackUris(bed, 0, 250) }),
      trouble: { kind: { kind: '400', message: 'Too fast' }, match: 'POST /playlists' },
      shows: {
        outcome: 'partial',
        playlist: { name: 'Half' },
        failed: someWhy(/./),
      },
    },
  },
  {
    tool: 'spotify_update_playlist',
    success: [
      {
        does: 'renames and describes a playlist',
        args: (bed) => ({ playlist: own(bed).uri, name: 'Evening Tea', description: 'Slow end' }),
        shows: (bed) => ({
          outcome: 'verified',
          playlist: { name: 'Evening Tea', uri: own(bed, 'Evening Tea').uri },
        }),
        then: (bed) => expect(own(bed, 'Evening Tea').description).toBe('Slow end'),
      },
    ],
    wrong: [
      { args: { playlist: 'Morning Coffee', name: '\u202egnp.exe' }, says: /^name: / },
      { args: { playlist: 'Morning Coffee' }, says: /name|nothing/i },
      { ...wrongPlaylist, args: { ...wrongPlaylist.args, name: 'A' } },
    ],
    notFound: { args: () => ({ ...gone(), name: 'A' }), says: noPlaylist },
    permission: { scope: change, refused: 'PUT /playlists' },
    limit: {},
    partial: oneRequest,
  },
  {
    tool: 'spotify_add_playlist_items',
    success: [
      {
        does: 'adds at the end, without what is there',
        args: (bed) => ({
          playlist: 'Morning Coffee',
          uris: [urisIn(own(bed))[0], ...unsaved(bed, 2)],
        }),
        shows: () => ({
          outcome: 'verified',
          playlist: { items: 14 },
          undo_id: expect.any(String) as string,
        }),
        then: (bed) => expect(urisIn(own(bed)).slice(12)).toEqual(unsaved(bed, 2)),
      },
    ],
    wrong: [
      { args: (bed) => ({ playlist: 'Deep Work', uris: [album(bed).uri] }), says: /uris.*album/ },
      { args: { playlist: 'Deep Work', uris: [] }, says: /^uris: / },
      { args: (bed) => ({ playlist: own(bed).uri, uris: ['spotify:track:../x'] }), says: /uris.*URI/ },
      { args: (bed) => ({ ...wrongPlaylist.args, uris: [track(bed).uri] }), says: wrongPlaylist.says },
    ],
    notFound: { args: (bed) => ({ ...gone(), uris: [track(bed).uri] }), says: noPlaylist },
    permission: { scope: change, refused: 'POST /playlists' },
    limit: {},
    partial: {
      args: (bed) => ({ playlist: 'Empty for now', uris: trackUris(bed, 0, 250) }),
      prepare: ({ simulator }) => {
        const match = 'POST /playlists';
        simulator.troubles.once({ kind: 'slow', ms: 1 }, { match });
        simulator.troubles.once({ kind: '400', message: 'Too fast' }, { match });
      },
      shows: { outcome: 'partial', failed: someWhy(/Too fast/) },
    },
  },
  {
    tool: 'spotify_remove_playlist_items',
    success: [
      {
        does: 'removes by URI, and keeps what was there',
        args: (bed) => ({ playlist: 'Morning Coffee', uris: urisIn(own(bed)).slice(0, 2), confirm: true }),
        shows: () => ({
          outcome: 'verified',
          playlist: { items: 10 },
          undo_id: expect.any(String) as string,
        }),
        then: (bed) => expect(own(bed).entries).toHaveLength(10),
      },
      {
        does: 'removes one of several by its position',
        args: (bed) => ({
          ...{ playlist: 'Odds and Ends', positions: [0], confirm: true },
          snapshot_id: own(bed, 'Odds and Ends').snapshotId,
        }),
        shows: () => ({ outcome: 'verified' }),
        then: (bed) => expect(own(bed, 'Odds and Ends').entries).toHaveLength(10),
      },
    ],
    wrong: [
      { args: { playlist: 'Deep Work' }, says: /uris|positions/ },
      { args: { playlist: 'Deep Work', positions: [-1] }, says: /^positions\.0: / },
      { args: (bed) => ({ playlist: 'Deep Work', uris: [artist(bed).uri] }), says: /uris.*artist/ },
    ],
    notFound: { args: (bed) => ({ ...gone(), uris: [track(bed).uri] }), says: noPlaylist },
    permission: { scope: change, refused: 'DELETE /playlists' },
    limit: {},
    partial: {
      args: (bed) => ({ playlist: 'Deep Work', uris: urisIn(own(bed, 'Deep Work')), confirm: true }),
      prepare: ({ simulator }) => {
        const match = 'DELETE /playlists';
        simulator.troubles.once({ kind: 'slow', ms: 1 }, { match });
        simulator.troubles.once(serverFails, { match });
      },
      shows: { outcome: 'partial', failed: someWhy(/./) },
    },
  },
  {
    tool: 'spotify_reorder_playlist_items',
    success: [
      {
        does: 'moves one to the top',
        args: (bed) => ({ playlist: 'Morning Coffee', uri: urisIn(own(bed)).at(-1), to_position: 0 }),
        shows: () => ({ outcome: 'verified', undo_id: expect.any(String) as string }),
        then: (bed, { playlist }) => expect(playlist).toMatchObject({ uri: own(bed).uri, items: 12 }),
      },
    ],
    wrong: [
      { args: { playlist: 'Deep Work', to_position: 0 }, says: /range_start|uri/ },
      { args: { playlist: 'Deep Work', range_start: 1 }, says: /insert_before|to_position/ },
      { args: { playlist: 'Deep Work', range_start: 1.5, to_position: 0 }, says: /^range_start: / },
    ],
    notFound: { args: () => ({ ...gone(), range_start: 0, to_position: 1 }), says: noPlaylist },
    permission: { scope: change, refused: 'PUT /playlists' },
    limit: {},
    partial: oneRequest,
  },
  {
    tool: 'spotify_replace_playlist_items',
    success: [
      {
        does: 'puts a new list in place of the old one, and keeps the old one',
        args: (bed) => ({ playlist: 'Morning Coffee', uris: trackUris(bed, 0, 4), confirm: true }),
        shows: () => ({ outcome: 'verified', playlist: { items: 4 }, undo_id: expect.any(String) as string }),
        then: (bed) => expect(urisIn(own(bed))).toEqual(trackUris(bed, 0, 4)),
      },
    ],
    wrong: [
      { args: { playlist: 'Deep Work', uris: [], confirm: true }, says: /uris|allow_empty/ },
      { args: (bed) => ({ playlist: 'Deep Work', uris: [album(bed).uri] }), says: /uris.*album/ },
      {
        args: (bed) => ({ playlist: 'Deep Work', uris: [track(bed).uri], confirm: 'yes' }),
        says: /^confirm: /,
      },
    ],
    notFound: { args: (bed) => ({ ...gone(), uris: [track(bed).uri] }), says: noPlaylist },
    permission: { scope: change, refused: 'PUT /playlists' },
    limit: {},
    partial: {
      args: (bed) => ({ playlist: 'Morning Coffee', uris: trackUris(bed, 0, 250), confirm: true }),
      trouble: { kind: { kind: '400', message: 'Too fast' }, match: 'POST /playlists' },
      shows: { outcome: 'partial', failed: someWhy(/Too fast/) },
    },
  },
];
