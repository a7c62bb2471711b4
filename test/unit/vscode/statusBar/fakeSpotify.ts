import type { Clock } from '../../../../src/core/ports.ts';
import type { Api } from '../../../../src/protocol/api.ts';
import { EventListeners } from '../../../../src/protocol/eventListeners.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import type { AccountsResult } from '../../../../src/protocol/spotify/accounts.ts';
import type { Playback } from '../../../../src/protocol/spotify/items.ts';
import type { PlaybackResult } from '../../../../src/protocol/spotify/player.ts';
import { handlersWith } from '../../../fixtures/handlers.ts';

/** Length of every track, ms. */
export const trackMs = 210_000;

const base62 = (n: number): string => String(n).padStart(22, '0');

/** The account that everything belongs to. */
export const signedIn: AccountsResult = {
  accounts: [
    {
      account: 'ada',
      display_name: 'Ada',
      state: 'ok',
      in_use: true,
      scopes: [],
      missing_scopes: [],
      authorized_at: '2026-08-01T00:00:00Z',
      sign_in_ends: '2027-02-01T00:00:00Z',
      days_left: 150,
    },
  ],
  has_client_id: true,
  closed: [],
};

/** The host behind the API: a player with a clock, one shared answer for all windows, and counts. */
export class FakeSpotify {
  readonly #clock: Clock;
  readonly #listeners = new EventListeners((error) => {
    throw error;
  });
  #since: number;
  #offset = 0;
  #last: PlaybackResult | undefined;
  mode: 'playing' | 'paused' | 'nothing' = 'playing';
  accounts = signedIn;
  /** Thrown by the next reads instead of an answer. */
  failure: Error | undefined;
  /** Requests that would have gone to Spotify. */
  readonly sent = { playback: 0, saved: 0, accounts: 0 };
  /** All calls of windows. */
  calls = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** The API as one window has it. */
  api(): Api {
    return createLocalApi(
      handlersWith({
        'accounts.list': () => {
          this.sent.accounts++;
          return this.accounts;
        },
        'spotify.playback': ({ max_age_ms: maxAge = 0 }) => {
          this.calls++;
          if (this.failure !== undefined) {
            this.sent.playback++;
            throw this.failure;
          }
          const last = this.#last;
          if (last !== undefined && this.#clock.now() - last.read_at <= maxAge) return last;
          return this.read();
        },
        'spotify.saved': ({ uris }) => {
          this.sent.saved++;
          return { saved: uris.map(() => true) };
        },
      }),
      this.#listeners,
    );
  }

  /** Reads the player as the host does, and tells everybody. */
  read(): PlaybackResult {
    this.sent.playback++;
    const playback = this.playback();
    const cover = playback === undefined ? {} : { cover: 'https://i.scdn.co/image/ab67' };
    const result = { account: 'ada', read_at: this.#clock.now(), ...(playback && { playback }), ...cover };
    this.#last = result;
    this.#listeners.emit('playback.changed', result);
    return result;
  }

  announceAccounts(accounts: AccountsResult): void {
    this.accounts = accounts;
    this.#listeners.emit('accounts.changed', accounts);
  }

  announce(result: PlaybackResult): void {
    this.#listeners.emit('playback.changed', result);
  }

  pause(): void {
    this.#offset = this.#position();
    this.mode = 'paused';
  }

  playback(): Playback | undefined {
    if (this.mode === 'nothing') return undefined;
    const position = this.#position();
    const index = Math.floor(position / trackMs);
    return {
      playing: this.mode === 'playing',
      item: {
        name: `Track ${index}`,
        type: 'track',
        by: ['Somebody'],
        album: 'Album',
        duration_ms: trackMs,
        uri: `spotify:track:${base62(index)}`,
        url: `https://open.spotify.com/track/${base62(index)}`,
      },
      progress_ms: position % trackMs,
      device: { name: 'Desk', id: 'd1', kind: 'Computer', active: true, volume: 40 },
    };
  }

  #position(): number {
    return this.mode === 'playing' ? this.#offset + this.#clock.now() - this.#since : this.#offset;
  }
}
