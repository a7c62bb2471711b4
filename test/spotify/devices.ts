import type { SeededRandom } from '../fixtures/seededRandom.ts';

/** A place to listen; tests may change every field. */
export interface SimDevice {
  readonly id: string;
  name: string;
  type: string;
  /** 0-100; `undefined` for a device that does not tell. */
  volumePercent: number | undefined;
  supportsVolume: boolean;
  /** Accepts no command from the API. */
  isRestricted: boolean;
  isPrivateSession: boolean;
}

/** A computer whose volume can be set and a speaker whose volume cannot. */
export function defaultDevices(random: SeededRandom): SimDevice[] {
  const plain = { isRestricted: false, isPrivateSession: false };
  return [
    {
      ...plain,
      id: deviceId(random),
      name: 'Desk',
      type: 'Computer',
      volumePercent: 40,
      supportsVolume: true,
    },
    {
      ...plain,
      id: deviceId(random),
      name: 'Kitchen',
      type: 'Speaker',
      volumePercent: undefined,
      supportsVolume: false,
    },
  ];
}

/** 40 hexadecimal digits, as Spotify's device ids have them. */
function deviceId(random: SeededRandom): string {
  return Array.from({ length: 40 }, () => random.int(0, 15).toString(16)).join('');
}
