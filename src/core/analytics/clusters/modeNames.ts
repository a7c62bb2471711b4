import type { SessionFigures } from './sampledSessions.ts';
import type { TraitName } from './sessionPoints.ts';

/** What is unusual about the sessions of a mode: standard deviations from the user's mean. */
export type Traits = Readonly<Record<TraitName, number>>;

/** Standard deviations from which a trait is worth its words. */
const unusual = 0.5;
/** Length of the mean vector on the clock from which a mode has a time of day. */
const concentrated = 0.5;

const dayParts = [
  { until: 5, name: 'nights' },
  { until: 8, name: 'early mornings' },
  { until: 12, name: 'mornings' },
  { until: 17, name: 'afternoons' },
  { until: 21, name: 'evenings' },
  { until: 24, name: 'late evenings' },
] as const;

const traitWords: Readonly<Record<TraitName, readonly [more: string, less: string | undefined]>> = {
  repeats: ['songs on repeat', undefined],
  variety: ['many artists', 'few artists'],
  known: ['old favourites', 'new songs'],
  length: ['long sessions', 'short sessions'],
};

/** Names for a mode, the best first: `late evenings, few artists on repeat`. */
export function nameMode(sessions: readonly SessionFigures[], traits: Traits, artist: string): string[] {
  const time = timeOf(sessions);
  const words = wordsOf(traits);
  const [first] = words;
  return [
    first === undefined ? time : `${time}, ${first}`,
    ...words.slice(1).map((more) => `${time}, ${first} and ${more}`),
    `${time}${first === undefined ? '' : `, ${first}`}, with ${artist}`,
  ];
}

function timeOf(sessions: readonly SessionFigures[]): string {
  const weekend = sessions.filter((session) => session.weekend).length / sessions.length;
  const days = weekend >= 0.8 ? 'weekend' : weekend <= 0.05 ? 'weekday' : undefined;
  const part = dayPartOf(sessions);
  if (part === undefined) return days === undefined ? 'any time' : `${days}s`;
  return days === undefined ? part : `${days} ${part}`;
}

function dayPartOf(sessions: readonly SessionFigures[]): string | undefined {
  let x = 0;
  let y = 0;
  for (const { hour } of sessions) {
    x += Math.cos((hour / 24) * 2 * Math.PI) / sessions.length;
    y += Math.sin((hour / 24) * 2 * Math.PI) / sessions.length;
  }
  if (Math.hypot(x, y) < concentrated) return undefined;
  const hour = ((Math.atan2(y, x) / (2 * Math.PI)) * 24 + 24) % 24;
  return hour < 1 ? 'late evenings' : dayParts.find(({ until }) => hour < until)?.name;
}

/** The most unusual first. */
function wordsOf(traits: Traits): readonly string[] {
  const names = Object.keys(traits) as TraitName[];
  const words = names
    .filter((name) => Math.abs(traits[name]) >= unusual)
    .sort((a, b) => Math.abs(traits[b]) - Math.abs(traits[a]))
    .flatMap((name) => traitWords[name][traits[name] > 0 ? 0 : 1] ?? []);
  if (!words.includes('songs on repeat') || !words.includes('few artists')) return words;
  const rest = words.filter((word) => word !== 'songs on repeat' && word !== 'few artists');
  return ['few artists on repeat', ...rest];
}

/** The shortest stretch of the clock that most of the sessions lie in: `21:00–01:00`. */
export function typicalHours(sessions: readonly SessionFigures[]): string {
  const perHour = new Array<number>(24).fill(0);
  for (const { hour } of sessions) perHour[Math.floor(hour) % 24]!++;
  const most = 0.6 * sessions.length;
  for (let length = 1; length <= 12; length++) {
    let best = -1;
    let found = 0;
    for (let start = 0; start < 24; start++) {
      let sum = 0;
      for (let at = start; at < start + length; at++) sum += perHour[at % 24]!;
      if (sum >= most && sum > found) [best, found] = [start, sum];
    }
    if (best >= 0) return `${clock(best)}–${clock(best + length)}`;
  }
  return 'all day';
}

function clock(hour: number): string {
  return `${String(hour % 24).padStart(2, '0')}:00`;
}
