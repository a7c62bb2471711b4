import broadcast from '@vscode/codicons/src/icons/broadcast.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import computer from '@vscode/codicons/src/icons/vm.svg';
import mobile from '@vscode/codicons/src/icons/device-mobile.svg';
import speaker from '@vscode/codicons/src/icons/unmute.svg';
import type { Device } from '../../src/protocol/spotify/items.ts';
import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { keepPlace } from '../ui/keepPlace.ts';
import type { ExpectedState } from './playerState.ts';
import { deviceRefusal } from './refusals.ts';

interface DeviceMenu {
  readonly element: HTMLElement;
  show(state: ExpectedState): void;
}

const icons: Readonly<Record<string, string>> = {
  computer,
  smartphone: mobile,
  tablet: mobile,
  speaker,
};
let menus = 0;

/** Says where it plays, and opens the list of devices to choose another. Escape closes it. */
export function deviceMenu(onChoose: (device: string) => void, onOpen: (() => void) | undefined): DeviceMenu {
  const id = `player-devices-${(menus += 1)}`;
  const label = element('bdi', { class: 'player-clip' });
  const sign = element('span', { class: 'player-sign' });
  const toggle = element(
    'button',
    { type: 'button', class: 'player-device', 'aria-expanded': 'false', 'aria-controls': id },
    ...[sign, label],
  );
  const list = element('ul', { class: 'player-devices', id, hidden: '', 'aria-label': t('Devices') });
  const whole = element('div', { class: 'player-where' }, toggle, list);
  let shown = '';

  function open(isOpen: boolean): void {
    list.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) onOpen?.();
  }
  toggle.addEventListener('click', () => {
    open(list.hidden !== false);
  });
  whole.addEventListener('keydown', (event) => {
    if (list.hidden !== false) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      open(false);
      toggle.focus();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const stops = [toggle, ...list.querySelectorAll('button')];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  });

  function line(device: Device, at: number): HTMLElement {
    const refusal = deviceRefusal(device);
    const made = element(
      'button',
      {
        ...{
          type: 'button',
          class: 'player-device-choice',
          id: `${id}-${at}`,
          title: refusal ?? device.name,
        },
        ...(device.active && { 'aria-current': 'true' }),
        ...(refusal !== undefined && { 'aria-disabled': 'true' }),
      },
      icon(icons[device.kind.toLowerCase()] ?? broadcast),
      element('bdi', { class: 'player-clip' }, device.name),
      refusal === undefined ? undefined : element('span', { class: 'faint' }, t('takes no commands')),
      device.active ? icon(check) : undefined,
    );
    made.addEventListener('click', () => {
      if (refusal !== undefined) return;
      open(false);
      toggle.focus();
      if (!device.active && device.id !== undefined) onChoose(device.id);
    });
    return element('li', {}, made);
  }

  return {
    element: whole,
    show: ({ playback, devices: known }) => {
      const device = playback?.device;
      // The player is read more often than the list: where both speak, it knows better.
      const devices =
        device?.id === undefined ? known : known?.map((one) => ({ ...one, active: one.id === device.id }));
      const next = JSON.stringify([device?.name, device?.kind, devices]);
      if (next === shown) return;
      shown = next;
      label.textContent = device?.name ?? t('Choose a device');
      sign.replaceChildren(icon(icons[device?.kind.toLowerCase() ?? ''] ?? broadcast));
      const name =
        device === undefined
          ? t('Choose a device')
          : t('Plays on {device}. Choose another device', { device: device.name });
      toggle.setAttribute('aria-label', name);
      toggle.title = device?.name ?? name;
      keepPlace(list, () => {
        list.replaceChildren(
          ...(devices === undefined || devices.length === 0 ? [emptyLine(devices)] : devices.map(line)),
        );
      });
    },
  };
}

function emptyLine(devices: readonly Device[] | undefined): HTMLElement {
  return element(
    'li',
    { class: 'faint' },
    devices === undefined
      ? t('The devices are not known yet.')
      : t('No device is open. Open Spotify on a computer, phone or speaker.'),
  );
}
