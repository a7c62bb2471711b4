import { describe, expect, it } from 'vitest';
import { playlist } from '../../../../src/core/spotify/schemas/playlist.ts';
import { playlistPage } from '../../../../src/core/spotify/schemas/playlistEntry.ts';
import { snapshot } from '../../../../src/core/spotify/schemas/snapshot.ts';
import * as bodies from './bodies.ts';

/** The same in the names of before February 2026. */
function older(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll('"item":', '"track":');
  const { items, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return { ...rest, tracks: items };
}

const spellings = [
  ['the present', bodies.playlist],
  ['the older', older(bodies.playlist)],
] as const;

describe.each(spellings)('a playlist in %s spelling', (_, body) => {
  it('is read with its entries, each at its position', () => {
    const { items, ...rest } = playlist.parse(body);
    expect(rest).toMatchObject({
      id: 'list1',
      name: 'Evening',
      snapshot_id: 's1',
      images: [],
      owner: { id: 'someone' },
    });
    expect(items?.total).toBe(300);
    expect(
      items?.items?.map(({ position, item, is_local }) => [position, item?.type, item?.name, is_local]),
    ).toEqual([
      [100, 'track', 'Salt', false],
      [101, undefined, undefined, false],
      [102, 'track', 'Demo', true],
      [103, 'episode', 'Ropes', false],
    ]);
  });
});

describe('a playlist', () => {
  it.each([
    ['present', { items: { href: 'x', total: 3 } }],
    ['older', { items: undefined, tracks: { href: 'x', total: 3 } }],
  ])('in a list tells how many entries it has and no more, in the %s spelling', (_, names) => {
    const { items } = playlist.parse({ ...bodies.simplePlaylist, ...names });
    expect(items?.total).toBe(3);
    expect(items?.items).toBeUndefined();
  });

  it('of somebody else has no contents, which is not the same as being empty', () => {
    const { items: _, ...others } = bodies.simplePlaylist;
    expect(playlist.parse(others).items).toBeUndefined();
    expect(playlist.parse({ ...bodies.playlist, items: bodies.pageOf([]) }).items?.items).toEqual([]);
  });

  it('sent in both spellings is read in the present one', () => {
    const both = { ...bodies.simplePlaylist, items: { total: 3 }, tracks: { total: 9 } };
    expect(playlist.parse(both).items?.total).toBe(3);
    expect(playlist.parse({ ...both, items: null }).items?.total).toBe(9);
  });
});

describe('entries', () => {
  it('keep their positions when whole entries or their things are gone', () => {
    const read = playlistPage.parse(
      bodies.pageOf(
        [
          null,
          { item: null, track: bodies.track },
          { item: { type: 'hologram', uri: 'spotify:hologram:1' } },
        ],
        7,
      ),
    );
    expect(read.items.map(({ position, item }) => [position, item?.name])).toEqual([
      [7, undefined],
      [8, 'Salt'],
      [9, undefined],
    ]);
  });

  it('are local by their URI too', () => {
    const read = playlistPage.parse(bodies.pageOf([{ item: bodies.localTrack }]));
    expect(read.items[0]).toMatchObject({ is_local: true, item: { name: 'Demo' } });
  });

  it('of very old playlists tell neither who nor when', () => {
    const [entry] = playlistPage.parse(
      bodies.pageOf([{ added_at: null, added_by: null, item: bodies.track }]),
    ).items;
    expect([entry?.added_at, entry?.added_by]).toEqual([undefined, undefined]);
  });

  it('that are broken are told, not passed over', () => {
    const nameless = { item: { ...bodies.track, uri: 5 } };
    expect(playlistPage.safeParse(bodies.pageOf([nameless])).success).toBe(false);
  });
});

describe('the version after a change', () => {
  it('is read where it is told', () => {
    expect(snapshot.parse({ snapshot_id: 's2' }).snapshot_id).toBe('s2');
  });

  it.each([[undefined], [null], [''], [{}], [{ snapshot_id: null }], [{ snapshot_id: 3 }]])(
    'is absent from %j, and the change is still made',
    (body) => {
      expect(snapshot.parse(body).snapshot_id).toBeUndefined();
    },
  );
});
