const minute = 60_000;
const hour = 60 * minute;
const two = (value: number): string => String(value).padStart(2, '0');

/** A length as players show it: `3:07`, `1:02:03`. */
export function playTime(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/**
 * An instant as somebody in the zone would say it now: `14:35`, `tomorrow, 09:00`, `23 Nov, 14:35`. Seconds are
 * rounded up: what is to come at the time that is said has come then.
 */
export function localTime(exact: number, now: number, timeZone: string): string {
  const instant = Math.ceil(exact / minute) * minute;
  const time = inZone(instant, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = localDay(instant, timeZone);
  if (day === localDay(now, timeZone)) return time;
  const dayAfter = nextDay(now, timeZone);
  const words = day === dayAfter ? 'tomorrow' : inZone(instant, timeZone, { day: 'numeric', month: 'short' });
  return `${words}, ${time}`;
}

const localDay = (instant: number, timeZone: string): string =>
  inZone(instant, timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });

/** The first other local day within the next 26 hours: days have 23 to 25 hours. */
function nextDay(now: number, timeZone: string): string {
  const today = localDay(now, timeZone);
  for (let ahead = hour; ahead <= 26 * hour; ahead += hour) {
    const day = localDay(now + ahead, timeZone);
    if (day !== today) return day;
  }
  return today;
}

function inZone(instant: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(instant);
}
