import { artistOf, countItems, trueItems } from './items.ts';
import { sessionsOf } from './trueSessions.ts';
import { answered, rankedBy, uriField, type Window } from './truth.ts';

/** An artist that was heard with another one more often than by chance. */
export interface TrueCompanion {
  readonly name: string;
  readonly plays: number;
  readonly sessions: number;
  readonly uri?: string;
  readonly together: number;
}

/** The top artists with all that were heard beside them, in no order: how close they are is no count. */
export function similarArtists(window: Window): {
  answer: object;
  artists: { asked: object; companions: TrueCompanion[] }[];
} {
  const { history, start, end, plays } = window;
  const { made } = history;
  const idOf = artistOf(made);
  const items = trueItems(made, 'artists', []);
  const counts = countItems(made, 'artists', plays);
  // A session belongs to the window in which its first play ended.
  const sessions = sessionsOf(history, 30)
    .filter((session) => session.plays[0]!.at >= start && session.plays[0]!.at < end)
    .map((session) => new Set(session.plays.map(idOf).filter((id) => id >= 0)))
    .filter((artists) => artists.size > 1);
  const heard = new Map<number, number>();
  for (const session of sessions) for (const id of session) heard.set(id, (heard.get(id) ?? 0) + 1);
  const describe = (id: number): Omit<TrueCompanion, 'together'> => ({
    name: items.name(id).name,
    plays: counts.get(id)?.plays ?? 0,
    sessions: heard.get(id) ?? 0,
    ...uriField(made.catalogue.artists[id]!.uri),
  });
  const top = rankedBy(counts.values(), 'plays', items.labels).slice(0, 5);
  return {
    answer: { ...answered(window), sessions: sessions.length },
    artists: top.map(({ id }) => {
      const together = new Map<number, number>();
      for (const session of sessions) {
        if (!session.has(id)) continue;
        for (const other of session) if (other !== id) together.set(other, (together.get(other) ?? 0) + 1);
      }
      const own = heard.get(id) ?? 0;
      const companions = [...together]
        .filter(([other, both]) => both >= 2 && both * sessions.length > own * heard.get(other)!)
        .map(([other, both]) => ({ ...describe(other), together: both }));
      return { asked: describe(id), companions };
    }),
  };
}
