import type { Device, Item } from '../../../../src/protocol/spotify/items.ts';
import type { SpotifyStatus } from '../../../../src/protocol/spotify/player.ts';
import { hostileName } from './answers.ts';

const track = (name: string, by: string, durationMs: number): Item => ({
  name,
  type: 'track',
  by: [by],
  duration_ms: durationMs,
  uri: 'spotify:track:4iV5W9uYEdYUVa79Axb7Rh',
  url: 'https://open.spotify.com/track/4iV5W9uYEdYUVa79Axb7Rh',
});

export const lighthouse: Item = {
  ...track('Lighthouse Keeper’s Overtime', 'Tin Observatory', 201_000),
  album: 'Weather Maps',
};
export const lastTrain = track('終電のあとで', '夜行図書室', 236_000);
export const hostile = track(hostileName, hostileName, 61_000);

export const desk: Device = {
  name: 'Desk',
  id: 'd1',
  kind: 'Computer',
  active: true,
  volume: 40,
  supports_volume: true,
};
export const kitchen: Device = { name: 'Kitchen', kind: 'Speaker', active: false };

export const statusAnswer: SpotifyStatus = {
  account: 'ada-lovelace',
  state: 'playing',
  playback: {
    playing: true,
    item: lighthouse,
    progress_ms: 67_000,
    shuffle: true,
    repeat: 'context',
    device: desk,
  },
  devices: [desk, kitchen],
  queue: [lastTrain, hostile],
};
