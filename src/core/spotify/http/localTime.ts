import type { Clock } from '../../ports.ts';

/** An instant for a sentence, in the machine's zone: '2026-11-21 15:40 (Europe/Berlin)'; seconds are rounded up. */
export function localTime(instant: number, clock: Clock): string {
  const zone = clock.timeZone();
  const minute = Math.ceil(instant / 60_000) * 60_000;
  // Swedish writes dates as ISO 8601 does.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(minute);
  return `${text} (${zone})`;
}
