import { labelText } from '../../../core/spotify/statusBar/strangersText.ts';
import type { Device } from '../../../protocol/spotify/items.ts';
import type { Localizer } from '../../localizer.ts';

const icons: Readonly<Record<string, string>> = {
  computer: 'vm',
  smartphone: 'device-mobile',
  tablet: 'device-mobile',
  speaker: 'unmute',
};

/** A device as a line of a pick. */
export function deviceWords(
  { name, kind, active, volume, id, restricted }: Device,
  l10n: Localizer,
): { readonly label: string; readonly description: string } {
  const icon = icons[kind.toLowerCase()] ?? 'broadcast';
  const notes = [
    labelText(kind, 30),
    active ? l10n.t('active') : '',
    volume === undefined ? '' : `${volume} %`,
    id === undefined || restricted === true ? l10n.t('takes no commands') : '',
  ];
  return {
    label: `$(${icon}) ${labelText(name, 60) || l10n.t('Unnamed device')}`,
    description: notes.filter((note) => note !== '').join(' · '),
  };
}
