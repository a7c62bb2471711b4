import { describe, expect, it } from 'vitest';
import * as player from '../../../../src/core/spotify/operations/player.ts';
import { accountsErrorBody, errorBody } from '../../../../src/core/spotify/schemas/errorBody.ts';
import { playbackState } from '../../../../src/core/spotify/schemas/playbackState.ts';
import * as bodies from './bodies.ts';

describe('the state of the player', () => {
  it('is read with device, context and what is refused now', () => {
    expect(playbackState.parse(bodies.playbackState)).toMatchObject({
      is_playing: true,
      item: { type: 'track', name: 'Salt' },
      currently_playing_type: 'track',
      progress_ms: 12_000,
      repeat_state: 'off',
      shuffle_state: true,
      context: { type: 'playlist', uri: 'spotify:playlist:list1' },
      device: { id: 'device1', name: 'Kitchen', volume_percent: 40 },
      disallows: ['resuming'],
    });
  });

  it('names an action as refused that came later, and those of the reference', () => {
    const refused = (actions: unknown) => playbackState.parse({ ...bodies.playbackState, actions }).disallows;
    expect(refused({ disallows: { humming: true } })).toEqual(['humming']);
    expect(refused({ pausing: true, seeking: false })).toEqual(['pausing']);
    expect(refused({ disallows: {} })).toEqual([]);
    expect(refused(null)).toEqual([]);
    expect(refused(undefined)).toEqual([]);
  });

  it.each([
    ['nothing', null, 'unknown', undefined],
    ['an episode', bodies.episode, 'episode', 'Ropes'],
    ['an advert', null, 'ad', undefined],
    [
      'a kind that came later',
      { type: 'hologram', uri: 'spotify:hologram:1', name: 'X' },
      'hologram',
      undefined,
    ],
    ['a track that says so by its URI only', { ...bodies.track, type: undefined }, undefined, 'Salt'],
    ['an episode that says so by its URI only', { ...bodies.episode, type: 'string' }, 'episode', 'Ropes'],
  ])('tells of %s', (_, item, currently_playing_type, name) => {
    const read = playbackState.parse({ ...bodies.playbackState, item, currently_playing_type });
    expect(read.item?.name).toBe(name);
    expect(read.currently_playing_type).toBe(currently_playing_type);
  });

  it('is read where Spotify sends next to nothing', () => {
    const nulls = {
      device: null,
      context: null,
      item: null,
      progress_ms: null,
      repeat_state: null,
      is_playing: false,
    };
    expect(playbackState.parse(nulls)).toEqual({ is_playing: false, disallows: [] });
    expect(playbackState.parse({})).toEqual({ is_playing: false, disallows: [] });
  });

  it('has no context without a URI', () => {
    const context = { type: 'collection', uri: null };
    expect(playbackState.parse({ ...bodies.playbackState, context }).context).toBeUndefined();
  });

  it.each([
    ['state', player.getPlaybackState],
    ['current item', player.getCurrentlyPlaying],
  ])('%s: no body means that nothing plays', (_, operation) => {
    expect(operation.response.parse(undefined)).toBeUndefined();
  });
});

describe('devices', () => {
  const parse = (devices: unknown) => player.getDevices.response.parse({ devices });

  it('are read in the order of Spotify', () => {
    expect(
      parse([bodies.device, { ...bodies.device, id: 'device2', name: 'Hall' }]).map(({ name }) => name),
    ).toEqual(['Kitchen', 'Hall']);
    expect(parse([])).toEqual([]);
  });

  it('may have neither id nor volume', () => {
    const [device] = parse([{ ...bodies.device, id: null, volume_percent: null, type: 'Fridge' }]);
    expect(device).toMatchObject({ name: 'Kitchen', type: 'Fridge' });
    expect([device?.id, device?.volume_percent]).toEqual([undefined, undefined]);
  });

  it('that say nothing of themselves are there', () => {
    expect(parse([{}])).toEqual([
      { name: '', type: 'Unknown', is_active: false, is_restricted: false, is_private_session: false },
    ]);
  });
});

describe('the queue', () => {
  const parse = (body: unknown) => player.getQueue.response.parse(body);

  it('is read with what plays', () => {
    const read = parse(bodies.queue);
    expect(read.currently_playing?.name).toBe('Salt');
    expect(read.queue.map(({ type }) => type)).toEqual(['episode', 'track']);
  });

  it('passes over what is neither track nor episode', () => {
    expect(
      parse({ currently_playing: null, queue: [null, bodies.track, { type: 'ad' }] }).queue,
    ).toHaveLength(1);
    expect(parse({ currently_playing: null, queue: [] })).toEqual({ queue: [] });
  });
});

describe('recent plays', () => {
  const parse = (body: unknown) => player.getRecentlyPlayed.response.parse(body);

  it('are read with their instants and marks', () => {
    const read = parse(bodies.recentPlays);
    expect(read.items).toMatchObject([
      {
        played_at: '2026-01-02T03:04:05.678Z',
        track: { name: 'Salt' },
        context: { uri: 'spotify:playlist:list1' },
      },
    ]);
    expect(read.cursors).toEqual({ after: '9', before: '1' });
    expect(read.next).toBeUndefined();
  });

  it('end with a page that has no marks', () => {
    expect(parse({ items: [], cursors: null, next: null })).toEqual({ items: [] });
  });

  it('pass over a play whose track is gone', () => {
    expect(parse(bodies.cursorPageOf([{ track: null, played_at: '2026-01-02T03:04:05Z' }])).items).toEqual(
      [],
    );
  });
});

describe('commands', () => {
  it.each([[undefined], [null], ['{"snapshot":'], [{ anything: 1 }]])(
    'do not care that the answer is %j',
    (body) => {
      expect(player.pausePlayback.response.safeParse(body)).toEqual({ success: true, data: undefined });
    },
  );
});

describe('bodies of errors', () => {
  it('are read with and without a reason', () => {
    expect(
      errorBody.parse({ error: { status: 404, message: 'No device', reason: 'NO_ACTIVE_DEVICE' } }).error,
    ).toEqual({
      message: 'No device',
      reason: 'NO_ACTIVE_DEVICE',
    });
    expect(errorBody.parse({ error: { status: 'odd', message: 'x' } }).error.reason).toBeUndefined();
    expect(errorBody.safeParse({ error: 'invalid_grant' }).success).toBe(false);
    expect(
      accountsErrorBody.parse({ error: 'invalid_grant', error_description: 'Refresh token revoked' }),
    ).toEqual({
      error: 'invalid_grant',
      error_description: 'Refresh token revoked',
    });
  });
});
