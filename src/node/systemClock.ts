import type { Clock } from '../core/ports.ts';

/** The machine's clock and zone. */
export const systemClock: Clock = {
  now: () => Date.now(),
  timeZone: rememberedZone(),
};

/**
 * Asking for the zone takes longer than ranking a year of artists, and Node looks at the machine's zone once: later
 * only `TZ` changes it.
 */
function rememberedZone(): () => string {
  let known: { readonly variable: string | undefined; readonly zone: string } | undefined;
  return () => {
    const variable = process.env['TZ'];
    if (known === undefined || known.variable !== variable) {
      known = { variable, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    }
    return known.zone;
  };
}
