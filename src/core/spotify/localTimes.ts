import { formatInstant } from '../analytics/format.ts';
import { TimeZone } from '../analytics/timeZone.ts';
import type { SpotifyContext } from './spotifyContext.ts';
import { upstreamText } from './upstreamText.ts';

/** Longest instant that anybody writes, in characters. */
const longestInstant = 40;

/** The part of a context that tells times in one zone. What is no instant stays as it is, cleaned. */
export function localTimes(timeZone: string): Pick<SpotifyContext, 'timeZone' | 'localTime'> {
  let zone: TimeZone | undefined;
  return {
    timeZone,
    localTime: (instant) => {
      const ms = Date.parse(instant);
      if (Number.isNaN(ms)) return upstreamText(instant, longestInstant);
      zone ??= new TimeZone(timeZone);
      return formatInstant(ms, zone);
    },
  };
}
