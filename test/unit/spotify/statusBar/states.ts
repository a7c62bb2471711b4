import type { LoadedState, NowPlayingFacts } from '../../../../src/core/spotify/statusBar/nowPlaying.ts';
import type { Account, AccountsResult } from '../../../../src/protocol/spotify/accounts.ts';
import type { Playback } from '../../../../src/protocol/spotify/items.ts';
import type { PlaybackResult } from '../../../../src/protocol/spotify/player.ts';

export const noon = Date.UTC(2026, 8, 1, 12);

/** Something that plays, read at noon. */
export function playing(change: Partial<LoadedState> = {}): LoadedState {
  return {
    kind: 'playing',
    title: 'Song',
    by: ['Ann', 'Ben'],
    album: 'Record',
    durationMs: 200_000,
    progressMs: 50_000,
    readAt: noon,
    device: 'Desk',
    url: 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
    cover: 'https://i.scdn.co/image/ab67616d00001e02',
    saved: false,
    ...change,
  };
}

export const playback: Playback = {
  playing: true,
  item: {
    name: 'Song',
    type: 'track',
    by: ['Ann', 'Ben'],
    album: 'Record',
    duration_ms: 200_000,
    uri: 'spotify:track:4uLU6hMCjMI75M1A2tKUQC',
    url: 'https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC',
  },
  progress_ms: 50_000,
  device: { name: 'Desk', kind: 'Computer', active: true },
};

export const read = (change: Partial<Playback> = {}): PlaybackResult => ({
  account: 'ada',
  read_at: noon,
  playback: { ...playback, ...change },
  cover: 'https://i.scdn.co/image/ab67616d00001e02',
});

export const ada: Account = {
  account: 'ada',
  display_name: 'Ada',
  state: 'ok',
  in_use: true,
  scopes: [],
  missing_scopes: [],
  authorized_at: '2026-08-01T00:00:00Z',
  sign_in_ends: '2027-02-01T00:00:00Z',
  days_left: 150,
};
export const accounts = (change: Partial<AccountsResult> = {}): AccountsResult => ({
  accounts: [ada],
  has_client_id: true,
  closed: [],
  ...change,
});

/** Facts of a window in which all is well. */
export const facts = (change: Partial<NowPlayingFacts> = {}): NowPlayingFacts => ({
  neverSignedIn: false,
  accounts: accounts(),
  result: read(),
  error: undefined,
  noDeviceAt: undefined,
  saved: undefined,
  expected: undefined,
  ...change,
});
