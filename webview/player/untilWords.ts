import { language } from '../l10n.ts';

/**
 * When a limit ends: `13:05`, or `Sat 21 Nov, 10:30` where that is another day.
 * @param at Unix ms, as `now`
 * @param timeZone IANA name
 */
export function untilWords(at: number, now: number, timeZone: string): string {
  const locale = language() === 'en' ? 'en-GB' : language();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone });
  return new Intl.DateTimeFormat(locale, {
    ...(day.format(at) !== day.format(now) && { weekday: 'short', day: 'numeric', month: 'short' }),
    ...{ hour: '2-digit', minute: '2-digit', timeZone },
  }).format(at);
}
