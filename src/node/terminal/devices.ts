import type { Device } from '../../protocol/spotify/items.ts';
import { cleanText } from './cleanText.ts';
import { styleOf } from './style.ts';
import { drawTable } from './table.ts';
import type { Terminal } from './terminal.ts';

/** The devices, one a row; the active one is marked. */
export function drawDevices(
  { devices }: { readonly devices: readonly Device[] },
  terminal: Terminal,
): string {
  if (devices.length === 0) {
    return 'Spotify sees no device. Open Spotify on a computer, phone or speaker and play something for a moment.';
  }
  return drawTable(
    [
      { header: '' },
      { header: 'device', shrinks: 'end' },
      { header: 'kind' },
      { header: 'volume', align: 'right' },
      { header: '', paint: styleOf(terminal).faint },
    ],
    devices.map((device) => [
      device.active ? '*' : '',
      cleanText(device.name),
      cleanText(device.kind),
      device.volume === undefined ? '' : `${device.volume}%`,
      device.restricted === true || device.id === undefined ? 'takes no commands' : '',
    ]),
    terminal,
  );
}
