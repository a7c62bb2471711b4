import { InputError } from '../../../core/errors.ts';
import type { Localizer } from '../../localizer.ts';

/** What a volume command is asked for: percent, or a change in percent. */
export type VolumeWish = { readonly volume: number } | { readonly volume_by: number };
/** Where to seek, as `spotify.control` takes it. */
export type SeekWish = { readonly position_ms: number } | { readonly seek_by_ms: number };

const defaultStep = 10;

/**
 * Volume from a key binding's argument or from what was typed: `30`, `'+5'`, `{ volume: 30 }`, `{ by: -5 }`.
 * `undefined` if there is no argument.
 * @throws InputError saying what would do
 */
export function volumeWish(argument: unknown, l10n: Localizer): VolumeWish | undefined {
  if (argument === undefined) return undefined;
  const { volume, by } = fields(argument);
  const change = numberIn(by) ?? relative(volume ?? argument);
  if (change !== undefined && Math.abs(change) <= 100) return { volume_by: Math.round(change) };
  const percent = numberIn(volume ?? argument);
  if (percent !== undefined && percent >= 0 && percent <= 100) return { volume: Math.round(percent) };
  throw new InputError(l10n.t('This volume cannot be set.'), {
    hint: l10n.t('Give a percentage from 0 to 100, or a change such as +5.'),
  });
}

/** Step of volume up and down in percent, from `{ step: 5 }` or `5`. */
export function volumeStep(argument: unknown, l10n: Localizer): number {
  const step = numberIn(fields(argument).step ?? argument) ?? defaultStep;
  if (step > 0 && step <= 100) return Math.round(step);
  throw new InputError(l10n.t('This step of the volume cannot be used.'), {
    hint: l10n.t('Give a percentage from 1 to 100.'),
  });
}

/**
 * Seek from a key binding's argument or from what was typed: `{ seconds: -10 }` goes back 10 s, `{ to: 90 }`,
 * `{ to: '1:30' }`, `'1:30'` and `'90'` go to that place, `'+10'` goes on 10 s. `undefined` without an argument.
 * @throws InputError saying what would do
 */
export function seekWish(argument: unknown, l10n: Localizer): SeekWish | undefined {
  if (argument === undefined) return undefined;
  const { seconds, to } = fields(argument);
  const change = numberIn(seconds) ?? relative(argument);
  if (change !== undefined) return { seek_by_ms: Math.round(change * 1000) };
  const place = secondsIn(to ?? argument);
  if (place !== undefined) return { position_ms: Math.round(place * 1000) };
  throw new InputError(l10n.t('This place in the track cannot be found.'), {
    hint: l10n.t('Give a time such as 1:30, or a change in seconds such as +10 or -10.'),
  });
}

/** A named field of an argument that should be an object; `undefined` for any other argument. */
export function field(argument: unknown, name: string): unknown {
  return fields(argument)[name];
}

function fields(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && argument !== null ? (argument as Record<string, unknown>) : {};
}

function numberIn(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\s*[+-]?\d{1,9}(\.\d+)?\s*%?\s*$/.test(value))
    return Number(value.replace('%', ''));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A typed number with a sign is a change. */
function relative(value: unknown): number | undefined {
  return typeof value === 'string' && /^\s*[+-]/.test(value) ? numberIn(value) : undefined;
}

/** `90`, `1:30`, `1:02:03`. */
function secondsIn(value: unknown): number | undefined {
  if (typeof value !== 'string' || !value.includes(':')) {
    const plain = numberIn(value);
    return plain !== undefined && plain >= 0 ? plain : undefined;
  }
  const parts = /^\s*(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)\s*$/.exec(value);
  if (parts === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
