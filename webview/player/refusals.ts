import type { Device, Playback } from '../../src/protocol/spotify/items.ts';
import { t } from '../l10n.ts';

export type Control = 'play' | 'next' | 'previous' | 'seek' | 'shuffle' | 'repeat' | 'volume' | 'like';
export type RepeatMode = NonNullable<Playback['repeat']>;
/** Why a control takes no input now, in words; a control that is absent takes it. */
export type Refusals = Partial<Record<Control, string>>;

const modes = ['off', 'context', 'track'] as const satisfies readonly RepeatMode[];

const commands: readonly Control[] = ['play', 'next', 'previous', 'seek', 'shuffle', 'repeat', 'volume'];

/** What the player would refuse, so that nobody has to try. */
export function refusalsOf(playback: Playback | undefined, isFree = false): Refusals {
  if (isFree) return refuseAll(t('Only with Spotify Premium.'));
  if (playback === undefined) return withoutPlayback();
  const device = deviceRefusal(playback.device);
  if (device !== undefined) return refuseAll(device);
  const { disallows = [], item, playing } = playback;
  const unless = (isAllowed: boolean): string | undefined =>
    isAllowed
      ? undefined
      : isAdvert(playback)
        ? t('Not during an advertisement.')
        : t('Spotify does not allow this now.');
  return present({
    play: unless(!disallows.includes(playing ? 'pausing' : 'resuming')),
    next: unless(!disallows.includes('skipping_next')),
    previous: unless(!disallows.includes('skipping_prev')),
    seek: unless(
      !disallows.includes('seeking') && item?.duration_ms !== undefined && playback.progress_ms !== undefined,
    ),
    shuffle: unless(!disallows.includes('toggling_shuffle') && playback.shuffle !== undefined),
    repeat: unless(nextRepeatMode(playback) !== undefined),
    volume: volumeRefusal(playback.device),
  });
}

/** The mode that the next click on 'repeat' chooses: off, context, track, leaving out what Spotify refuses. */
export function nextRepeatMode({ repeat, disallows = [] }: Playback): RepeatMode | undefined {
  if (repeat === undefined) return undefined;
  const allowed = modes.filter(
    (mode) => mode === repeat || mode === 'off' || !disallows.includes(`toggling_repeat_${mode}`),
  );
  const next = allowed[(allowed.indexOf(repeat) + 1) % allowed.length];
  return next === repeat ? undefined : next;
}

/** Why a device takes no commands; `undefined`: it does. */
export function deviceRefusal(device: Device | undefined): string | undefined {
  if (device === undefined || (device.restricted !== true && device.id !== undefined)) return undefined;
  return t('This device takes no commands from other apps.');
}

/** Whether what plays is an advertisement. */
export const isAdvert = ({ item, other }: Playback): boolean => item === undefined && other === 'ad';

/** Local files and what is neither track nor episode cannot be liked. */
export function canBeLiked({ item }: Playback): boolean {
  return item !== undefined && /^spotify:(?:track|episode):/.test(item.uri);
}

function volumeRefusal(device: Device | undefined): string | undefined {
  if (device?.supports_volume === false) return t('The volume of this device cannot be set from other apps.');
  return device?.volume === undefined ? t('This device does not tell its volume.') : undefined;
}

function refuseAll(reason: string): Refusals {
  return Object.fromEntries(commands.map((control) => [control, reason]));
}

/** Only 'play' is worth a try: it wakes the device that is open. */
function withoutPlayback(): Refusals {
  const nothing = t('Nothing is playing.');
  return Object.fromEntries(
    (['next', 'previous', 'seek', 'shuffle', 'repeat', 'volume'] as const).map((control) => [
      control,
      nothing,
    ]),
  );
}

function present(all: Record<Exclude<Control, 'like'>, string | undefined>): Refusals {
  return Object.fromEntries(Object.entries(all).filter(([, reason]) => reason !== undefined));
}
