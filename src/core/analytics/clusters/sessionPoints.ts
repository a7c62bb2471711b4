import { mapArtists, mapWidth } from './artistMap.ts';
import type { Points } from './kMeans.ts';
import type { SessionFigures } from './sampledSessions.ts';

/** Figures that are compared with what is usual for the user. */
export const traitNames = ['repeats', 'variety', 'known', 'length'] as const;
export type TraitName = (typeof traitNames)[number];

/** How far apart noon and midnight are, and a weekday and the weekend, when an unusual figure is about 1. */
const clockRadius = 1.4;
const weekendStep = 1.5;

/** Sessions as points: the clock, the weekend, the traits and the place of their artists. */
export function sessionPoints(sessions: readonly SessionFigures[]): Points {
  const traits = traitNames.map((name) => standardised(sessions.map((session) => traitOf(session, name))));
  const places = placesOf(sessions);
  const width = 3 + traits.length + places.length;
  const values = new Float64Array(sessions.length * width);
  for (const [at, { hour, weekend }] of sessions.entries()) {
    const angle = (hour / 24) * 2 * Math.PI;
    const clock = [clockRadius * Math.sin(angle), clockRadius * Math.cos(angle), weekend ? weekendStep : 0];
    values.set(
      [...clock, ...traits.map((trait) => trait[at]!), ...places.map((axis) => axis[at]!)],
      at * width,
    );
  }
  return { count: sessions.length, width, values };
}

export function traitOf({ plays, ...session }: SessionFigures, name: TraitName): number {
  return name === 'length' ? Math.log2(plays) : session[name];
}

/** Mean 0, standard deviation 1; all 0 where they do not differ. */
export function standardised(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation > 1e-9 ? (value - mean) / deviation : 0));
}

/** Per axis of the map of artists: the mean place of what each session played. */
function placesOf(sessions: readonly SessionFigures[]): readonly (readonly number[])[] {
  const map = mapArtists(sessions);
  const axes = Array.from({ length: mapWidth }, () => new Array<number>(sessions.length).fill(0));
  for (const [at, { artists }] of sessions.entries()) {
    let all = 0;
    for (const [artist, plays] of artists) {
      all += plays;
      const place = map.get(artist);
      if (place === undefined) continue;
      for (const [axis, values] of axes.entries()) values[at]! += plays * place[axis]!;
    }
    for (const values of axes) values[at]! /= Math.max(1, all);
  }
  return axes.map(standardised);
}
