import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { PlayerWatch } from '../../../../src/node/mcp/playerWatch.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import type { PlaybackResult } from '../../../../src/protocol/spotify/player.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 1);
const trackMs = 4 * minute;

/** Ada's player, one track after the other since `start`; what is read of it, and who was told. */
let looks: number[];
let told: string[];
let isPlaying: boolean;
let isSignedIn: boolean;
let listeners: EventListeners;
let watch: PlayerWatch;

const reading = (account = 'ada'): PlaybackResult => {
  const now = Date.now();
  const number = isPlaying ? Math.floor((now - start) / trackMs) : 0;
  const uri = `spotify:track:${String(number).padStart(22, '0')}`;
  return {
    ...{ account, read_at: now },
    playback: {
      playing: isPlaying,
      item: { name: `Track ${number}`, type: 'track', uri, url: '', duration_ms: trackMs },
      ...(isPlaying && { progress_ms: (now - start) % trackMs }),
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: start });
  [looks, told, isPlaying, isSignedIn] = [[], [], true, true];
  listeners = new EventListeners(() => undefined);
  const api = createLocalApi(
    {
      'spotify.playback': () => {
        looks.push(Date.now() - start);
        if (!isSignedIn) throw new AuthError('needsUser', 'Nobody is signed in.', { hint: 'Sign in.' });
        return Promise.resolve(reading());
      },
    },
    listeners,
  );
  watch = new PlayerWatch(api, recordingLogger());
});
afterEach(() => {
  watch.dispose();
  vi.useRealTimers();
});

const follow = () => watch.follow((uri) => void told.push(uri));

describe('a player that is followed', () => {
  it('is looked at less often than a day of music has quota for', async () => {
    follow();
    await vi.advanceTimersByTimeAsync(180 * minute);
    expect(looks.length).toBeLessThan(250);
    expect(looks[1]).toBeLessThanOrEqual(15_000);
  });

  it('is looked at when a track should be over', async () => {
    follow();
    await vi.advanceTimersByTimeAsync(60 * minute);
    const late = Array.from({ length: 14 }, (_, at) => (at + 1) * trackMs).map(
      (end) => (looks.find((look) => look >= end) ?? Infinity) - end,
    );
    expect(Math.max(...late)).toBeLessThanOrEqual(1_000);
  });

  it('is hardly looked at while nothing plays', async () => {
    isPlaying = false;
    follow();
    await vi.advanceTimersByTimeAsync(24 * 60 * minute);
    expect(looks.length).toBeLessThan(200);
  });

  it('is hardly looked at while nobody is signed in, and at once when somebody is', async () => {
    isSignedIn = false;
    follow();
    await vi.advanceTimersByTimeAsync(24 * 60 * minute);
    expect(looks.length).toBeLessThan(200);
    isSignedIn = true;
    const before = looks.length;
    listeners.emit('accounts.changed', { accounts: [{ account: 'ada', in_use: true }] } as never);
    await vi.advanceTimersByTimeAsync(0);
    expect(looks.length).toBe(before + 1);
  });

  it('is not looked at while others do', async () => {
    follow();
    await vi.advanceTimersByTimeAsync(0);
    for (let at = 0; at < 20; at += 1) {
      await vi.advanceTimersByTimeAsync(5_000);
      listeners.emit('playback.changed', reading());
    }
    expect(looks).toEqual([0]);
  });

  it('is no longer looked at when the last one leaves, also during a look', async () => {
    follow().dispose();
    const [one, other] = [follow(), follow()];
    await vi.advanceTimersByTimeAsync(minute);
    one.dispose();
    other.dispose();
    const before = looks.length;
    await vi.advanceTimersByTimeAsync(24 * 60 * minute);
    expect(looks.length).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not mixed up with the player of another account', async () => {
    isPlaying = false;
    follow();
    await vi.advanceTimersByTimeAsync(0);
    listeners.emit('playback.changed', reading('grace'));
    listeners.emit('playback.changed', reading());
    expect(told).toEqual([]);
  });
});
