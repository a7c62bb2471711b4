import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPlayer, Simulator } from '../../../spotify/simulator.ts';
import { askFor, read, startStill } from './asking.ts';
import type { Ask } from './asking.ts';

interface Playback {
  readonly is_playing: boolean;
  readonly progress_ms: number | null;
  readonly timestamp: number;
  readonly shuffle_state: boolean;
  readonly repeat_state: string;
  readonly currently_playing_type: string;
  readonly item: { readonly uri: string } | null;
  readonly context: { readonly uri: string } | null;
  readonly device: {
    readonly id: string;
    readonly name: string;
    readonly is_active: boolean;
    readonly volume_percent: number | null;
    readonly supports_volume: boolean;
  };
  readonly actions: { readonly disallows: Readonly<Record<string, boolean>> };
}
interface Item {
  readonly uri: string;
}

let simulator: Simulator;
let ask: Ask;
let player: SimulatedPlayer;
beforeEach(async () => {
  simulator = await startStill();
  ask = askFor(simulator);
  const [ada] = simulator.users;
  if (ada === undefined) throw new Error('There is no user.');
  player = ada.player;
});
afterEach(() => simulator.close());

const playback = (): Promise<Playback> => read<Playback>(ask, '/me/player');
const queue = async (): Promise<readonly string[]> =>
  (await read<{ queue: readonly Item[] }>(ask, '/me/player/queue')).queue.map(({ uri }) => uri);
const recent = async (query = ''): Promise<readonly { played_at: string; track: Item }[]> =>
  (
    await read<{ items: readonly { played_at: string; track: Item }[] }>(
      ask,
      `/me/player/recently-played${query}`,
    )
  ).items;
/** A record all of whose tracks can be played. */
function record() {
  const album = simulator.catalogue.albums.find(
    ({ tracks, artists }) =>
      tracks.length >= 7 && artists.length === 1 && tracks.every((track) => track.playable),
  );
  if (album === undefined) throw new Error('There is no such record.');
  return album;
}
const trackOf = (index: number) => {
  const track = record().tracks[index];
  if (track === undefined) throw new Error('The record is too short.');
  return track;
};
const other = () => {
  const track = simulator.catalogue.tracks.find(({ album, playable }) => album !== record() && playable);
  if (track === undefined) throw new Error('There is only one record.');
  return track;
};
const kitchen = () => player.devices[1]?.id ?? '';

describe('what is playing', () => {
  it('is at the start an album on the desk', async () => {
    const state = await playback();
    expect(state).toMatchObject({
      is_playing: true,
      currently_playing_type: 'track',
      shuffle_state: false,
      repeat_state: 'off',
      context: { uri: expect.stringMatching(/^spotify:album:/) as string },
      device: { name: 'Desk', is_active: true, volume_percent: 40, supports_volume: true },
    });
    const { devices } = await read<{ devices: readonly unknown[] }>(ask, '/me/player/devices');
    expect(devices).toMatchObject([
      { name: 'Desk', is_active: true },
      { name: 'Kitchen', is_active: false, supports_volume: false, volume_percent: null },
    ]);
  });

  it('moves with the clock, from track to track to the end of the record', async () => {
    player.play(record().uri);
    simulator.clock.advance(12_000);
    expect(await playback()).toMatchObject({ progress_ms: 12_000, item: { uri: trackOf(0).uri } });
    simulator.clock.advance(trackOf(0).durationMs);
    expect(await playback()).toMatchObject({ progress_ms: 12_000, item: { uri: trackOf(1).uri } });
    simulator.clock.advance(86_400_000);
    expect([player.isPlaying, player.progressMs, player.item?.uri]).toEqual([false, 0, trackOf(0).uri]);
  });

  it('stands still while paused, and says what is not allowed', async () => {
    expect((await ask('PUT /me/player/pause')).status).toBe(204);
    const { progress_ms: before, actions } = await playback();
    simulator.clock.advance(60_000);
    expect((await playback()).progress_ms).toBe(before);
    expect(actions.disallows).toMatchObject({ pausing: true });
    const again = await ask('PUT /me/player/pause');
    expect([again.status, again.json]).toEqual([
      403,
      { error: { status: 403, message: 'Player command failed: Restriction violated', reason: 'UNKNOWN' } },
    ]);
    expect((await ask('PUT /me/player/play')).status).toBe(204);
    expect((await playback()).actions.disallows).toMatchObject({ resuming: true });
    expect((await ask('PUT /me/player/play')).status).toBe(403);
  });

  it('is nothing (204) without an active device, and commands find none', async () => {
    player.activeDeviceId = undefined;
    for (const path of ['/me/player', '/me/player/currently-playing']) {
      const { status, text } = await ask(`GET ${path}`);
      expect([status, text]).toEqual([204, '']);
    }
    const refused = await ask('PUT /me/player/play');
    expect([refused.status, refused.json]).toEqual([
      404,
      {
        error: {
          status: 404,
          message: 'Player command failed: No active device found',
          reason: 'NO_ACTIVE_DEVICE',
        },
      },
    ]);
    expect((await ask(`PUT /me/player/play?device_id=${kitchen()}`)).status).toBe(204);
    expect(await playback()).toMatchObject({ is_playing: true, device: { name: 'Kitchen' } });
  });

  it('shows an episode only to who asks for episodes', async () => {
    const [episode] = simulator.catalogue.episodes;
    await ask('PUT /me/player/play', { body: { uris: [episode?.uri] } });
    expect(await playback()).toMatchObject({ item: null, currently_playing_type: 'episode' });
    const full = await read<Playback>(ask, '/me/player?additional_types=track,episode');
    expect(full.item).toMatchObject({ uri: episode?.uri, type: 'episode', show: { type: 'show' } });
  });
});

describe('starting', () => {
  it('takes a context with a place in it', async () => {
    const body = { context_uri: record().uri, offset: { position: 3 }, position_ms: 5000 };
    expect((await ask('PUT /me/player/play', { body })).status).toBe(204);
    expect(await playback()).toMatchObject({
      item: { uri: trackOf(3).uri },
      progress_ms: 5000,
      context: { uri: record().uri },
    });
    await ask('PUT /me/player/play', {
      body: { context_uri: record().uri, offset: { uri: trackOf(5).uri } },
    });
    expect((await playback()).item?.uri).toBe(trackOf(5).uri);
  });

  it('takes a list without a context, playlists of others, artists and shows', async () => {
    await ask('PUT /me/player/play', { body: { uris: [other().uri, trackOf(0).uri] } });
    expect(await playback()).toMatchObject({ item: { uri: other().uri }, context: null });
    expect(await queue()).toEqual([trackOf(0).uri]);
    const foreign = simulator.users[0]?.playlists.byName('Harbour Nights');
    const [artist] = simulator.catalogue.artists;
    const [show] = simulator.catalogue.shows;
    for (const uri of [foreign?.uri, artist?.uri, show?.uri]) {
      expect((await ask('PUT /me/player/play', { body: { context_uri: uri } })).status).toBe(204);
      expect((await playback()).context?.uri).toBe(uri);
    }
  });

  it.each([
    ['a context that is a track', 400, { context_uri: 'spotify:track:0000000000000000000000' }],
    ['a context that does not exist', 404, { context_uri: 'spotify:album:0000000000000000000000' }],
    ['a URI that is none', 400, { uris: ['kettle'] }],
    ['both', 400, { context_uri: 'spotify:album:0000000000000000000000', uris: [] }],
    ['a negative position', 400, { position_ms: -1 }],
  ])('refuses %s with %i', async (_, status, body) => {
    expect((await ask('PUT /me/player/play', { body })).status).toBe(status);
  });

  it('refuses a track that is not available, and a place in an artist', async () => {
    const gone = simulator.catalogue.tracks.find(({ playable }) => !playable);
    const [artist] = simulator.catalogue.artists;
    expect((await ask('PUT /me/player/play', { body: { uris: [gone?.uri] } })).status).toBe(403);
    const body = { context_uri: artist?.uri, offset: { position: 0 } };
    expect((await ask('PUT /me/player/play', { body })).status).toBe(400);
  });
});

describe('commands', () => {
  it('skip to the next and back, and not past the ends', async () => {
    player.play(record().uri);
    expect((await ask('POST /me/player/previous')).status).toBe(403);
    expect((await ask('POST /me/player/next')).status).toBe(204);
    expect((await playback()).item?.uri).toBe(trackOf(1).uri);
    expect((await ask('POST /me/player/previous')).status).toBe(204);
    expect((await playback()).item?.uri).toBe(trackOf(0).uri);
    player.play(record().uri, { index: record().tracks.length - 1 });
    expect((await playback()).actions.disallows).toMatchObject({ skipping_next: true });
    expect((await ask('POST /me/player/next')).status).toBe(403);
  });

  it('queue one item, which comes next and does not lose the place in the record', async () => {
    player.play(record().uri);
    expect((await ask(`POST /me/player/queue?uri=${other().uri}`)).status).toBe(204);
    expect((await queue()).slice(0, 2)).toEqual([other().uri, trackOf(1).uri]);
    await ask('POST /me/player/next');
    expect(await playback()).toMatchObject({ item: { uri: other().uri }, context: { uri: record().uri } });
    simulator.clock.advance(other().durationMs);
    expect((await playback()).item?.uri).toBe(trackOf(1).uri);
    expect((await ask('POST /me/player/queue?uri=spotify:album:x')).status).toBe(400);
  });

  it('seek; past the end the next track begins', async () => {
    player.play(record().uri);
    await ask('PUT /me/player/seek?position_ms=61000');
    expect((await playback()).progress_ms).toBe(61_000);
    await ask(`PUT /me/player/seek?position_ms=${trackOf(0).durationMs + 1}`);
    expect(await playback()).toMatchObject({ item: { uri: trackOf(1).uri }, progress_ms: 0 });
    expect((await ask('PUT /me/player/seek?position_ms=-1')).status).toBe(400);
    expect((await ask('PUT /me/player/seek')).status).toBe(400);
  });

  it('repeat the track or the record', async () => {
    player.play(record().uri);
    await ask('PUT /me/player/repeat?state=track');
    simulator.clock.advance(trackOf(0).durationMs + 1000);
    expect(await playback()).toMatchObject({
      repeat_state: 'track',
      item: { uri: trackOf(0).uri },
      progress_ms: 1000,
    });
    await ask('PUT /me/player/repeat?state=context');
    player.play(record().uri, { index: record().tracks.length - 1 });
    expect((await queue())[0]).toBe(trackOf(0).uri);
    await ask('POST /me/player/next');
    expect((await playback()).item?.uri).toBe(trackOf(0).uri);
    expect((await ask('PUT /me/player/repeat?state=forever')).status).toBe(400);
  });

  it('shuffle the rest and keep the current track; without shuffle the old order goes on', async () => {
    player.play(record().uri);
    await ask('POST /me/player/next');
    await ask('PUT /me/player/shuffle?state=true');
    const shuffled = await queue();
    expect((await playback()).item?.uri).toBe(trackOf(1).uri);
    const others = record().tracks.filter((_, index) => index !== 1);
    expect([...shuffled].sort()).toEqual(others.map(({ uri }) => uri).sort());
    await ask('PUT /me/player/shuffle?state=false');
    expect((await queue())[0]).toBe(trackOf(2).uri);
  });

  it('set the volume of a device that can, and of no other', async () => {
    expect((await ask('PUT /me/player/volume?volume_percent=73')).status).toBe(204);
    expect((await playback()).device.volume_percent).toBe(73);
    expect((await ask('PUT /me/player/volume?volume_percent=101')).status).toBe(400);
    player.activeDeviceId = kitchen();
    const refused = await ask('PUT /me/player/volume?volume_percent=10');
    expect([refused.status, refused.json]).toMatchObject([
      403,
      { error: { reason: 'VOLUME_CONTROL_DISALLOW' } },
    ]);
  });

  it('transfer to exactly one device, playing on or staying paused', async () => {
    await ask('PUT /me/player/pause');
    expect((await ask('PUT /me/player', { body: { device_ids: [kitchen()] } })).status).toBe(204);
    expect(await playback()).toMatchObject({ is_playing: false, device: { name: 'Kitchen' } });
    const desk = player.devices[0]?.id;
    await ask('PUT /me/player', { body: { device_ids: [desk], play: true } });
    expect(await playback()).toMatchObject({ is_playing: true, device: { name: 'Desk' } });
    expect((await ask('PUT /me/player', { body: { device_ids: [desk, kitchen()] } })).status).toBe(400);
    expect((await ask('PUT /me/player', { body: { device_ids: ['gone'] } })).status).toBe(404);
  });

  it('for a device that is not active or takes no commands are refused', async () => {
    expect((await ask(`PUT /me/player/pause?device_id=${kitchen()}`)).status).toBe(403);
    for (const device of player.devices) device.isRestricted = true;
    expect((await ask('PUT /me/player/pause')).status).toBe(403);
    expect((await ask('PUT /me/player', { body: { device_ids: [kitchen()] } })).status).toBe(403);
  });

  it('need Premium, which reading does not', async () => {
    simulator.addUser({ id: 'bea', premium: false });
    const token = simulator.signIn('bea').accessToken;
    expect((await ask('GET /me/player', { token })).status).toBe(200);
    const refused = await ask('PUT /me/player/pause', { token });
    expect([refused.status, refused.json]).toMatchObject([403, { error: { reason: 'PREMIUM_REQUIRED' } }]);
  });
});

describe('recent plays', () => {
  it('gain a play when a track ends by the clock, and none for a short listen', async () => {
    player.play(record().uri);
    const start = simulator.clock.now();
    simulator.clock.advance(trackOf(0).durationMs + 10_000);
    const [newest] = await recent();
    expect(newest?.track.uri).toBe(trackOf(0).uri);
    expect(Date.parse(newest?.played_at ?? '')).toBe(start + trackOf(0).durationMs);
    await ask('POST /me/player/next');
    expect((await recent())[0]?.track.uri).toBe(trackOf(0).uri);
    simulator.clock.advance(31_000);
    await ask('POST /me/player/next');
    expect((await recent())[0]?.track.uri).toBe(trackOf(2).uri);
  });

  it('are fifty at most; paging back by the cursor ends there', async () => {
    interface Page {
      readonly items: readonly { readonly played_at: string }[];
      readonly next: string | null;
      readonly cursors: { readonly before: string; readonly after: string } | null;
    }
    const seen: string[] = [];
    let path: string | undefined = '/me/player/recently-played?limit=20';
    while (path !== undefined) {
      const page: Page = await read<Page>(ask, path);
      seen.push(...page.items.map((item) => item.played_at));
      path = page.next?.slice(simulator.apiUrl.length);
    }
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(50);
    expect(seen).toEqual([...seen].sort().reverse());
    const after = Date.parse(seen[10] ?? '');
    expect(await recent(`?limit=50&after=${after}`)).toHaveLength(10);
    const empty = await read<Page>(ask, `/me/player/recently-played?before=1`);
    expect(empty).toMatchObject({ items: [], next: null, cursors: null });
    expect((await ask('GET /me/player/recently-played?before=1&after=1')).status).toBe(400);
    expect((await ask('GET /me/player/recently-played?limit=51')).status).toBe(400);
  });
});
