import type { Device } from '../../../protocol/spotify/items.ts';
import type { Device as UpstreamDevice } from '../schemas/device.ts';
import { upstreamText } from '../upstreamText.ts';

const plainId = /^[\w.:-]{1,200}$/;

/**
 * A device as answers name it. An id that is no plain word reaches nobody, and the device takes no commands then:
 * cleaned, it would be another one.
 */
export function describeDevice(device: UpstreamDevice): Device {
  return {
    name: upstreamText(device.name) || '(no name)',
    ...(device.id !== undefined && plainId.test(device.id) && { id: device.id }),
    kind: upstreamText(device.type, 40),
    active: device.is_active,
    ...(device.volume_percent !== undefined && { volume: device.volume_percent }),
    ...(device.is_restricted && { restricted: true }),
    ...(device.supports_volume !== undefined && { supports_volume: device.supports_volume }),
  };
}
