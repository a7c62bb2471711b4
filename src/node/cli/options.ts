import { InvalidArgumentError } from 'commander';
import { toolsets } from '../../protocol/settings.ts';

/** Parses a whole number of 0 or more. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Parses a TCP port. */
export function port(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_535) throw new InvalidArgumentError('A port is at most 65535.');
  return value;
}

/** Checks names of toolsets, comma-separated, and leaves them as they are. */
export function toolsetList(text: string): string {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => toolsets.some((one) => one === name))) return text;
  throw new InvalidArgumentError(`Known ones: ${toolsets.join(', ')}.`);
}
