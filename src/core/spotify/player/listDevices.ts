import type * as z from 'zod';
import type { Device } from '../../../protocol/spotify/items.ts';
import type { devicesParams, devicesResult } from '../../../protocol/spotify/player.ts';
import { getDevices } from '../operations/player.ts';
import type { SendOptions } from '../operation.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { describeDevice } from './describeDevice.ts';

/** The devices that Spotify knows of now; some models never appear among them. */
export async function readDevices(
  { send }: SpotifyContext,
  options: SendOptions = {},
): Promise<readonly Device[]> {
  return (await send(getDevices, {}, options)).map(describeDevice);
}

/** Answers `spotify.devices`. */
export const listDevices: Feature<z.output<typeof devicesParams>, z.output<typeof devicesResult>> = async (
  context,
) => ({ devices: [...(await readDevices(context))] });
