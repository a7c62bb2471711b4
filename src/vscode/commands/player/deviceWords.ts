import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import type { Device } from '../../../protocol/spotify/items.ts';

const icons: Readonly<Record<string, string>> = {
  computer: 'vm',
  smartphone: 'device-mobile',
  tablet: 'device-mobile',
  speaker: 'unmute',
};

/** A device as a line of a pick. */
export function deviceWords({ name, kind, active, volume, id, restricted }: Device): {
  readonly label: string;
  readonly description: string;
} {
  const icon = icons[kind.toLowerCase()] ?? 'broadcast';
  const notes = [
    labelText(kind, 30),
    active ? 'active' : '',
    volume === undefined ? '' : `${volume} %`,
    id === undefined || restricted === true ? 'takes no commands' : '',
  ];
  return {
    label: `$(${icon}) ${labelText(name, 60) || 'Unnamed device'}`,
    description: notes.filter((note) => note !== '').join(' · '),
  };
}
