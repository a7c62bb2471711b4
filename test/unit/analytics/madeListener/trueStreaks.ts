import { artistsField, artistOf } from './items.ts';
import type { MadeListen } from './listener.ts';
import { lengthOf, placesIn, runsOf, trueDays, type TrueDay, type TrueRun } from './trueDays.ts';
import { answered, type Window } from './truth.ts';

export function streaks(window: Window, limit: number): object {
  const { history, plays } = window;
  const { made, clock } = history;
  const { tracks, artists, albums } = made.catalogue;
  const days = trueDays(history);
  const range = placesIn(days, window);
  const listened = runsOf(days, 'listened', range);
  const silences = runsOf(days, 'silent', range);
  const longestFirst = (runs: readonly TrueRun[]): TrueRun[] =>
    [...runs].sort((a, b) => lengthOf(b) - lengthOf(a) || b.first - a.first);
  const count = (state: TrueDay['state']): number =>
    days.slice(range.first, range.last + 1).filter((day) => day.state === state).length;
  const describe = (run: TrueRun): object => describeRun(days, run);
  const streak = (run: TrueRun): object => ({
    ...describe(run),
    plays: days.slice(run.first, run.last + 1).reduce((sum, day) => sum + day.plays, 0),
  });
  const current = currentStreak();
  const [silence] = longestFirst(silences);
  const at = (play: MadeListen): string => clock.iso(play.at);
  const inARow = (
    idOf: (play: MadeListen) => number,
    nameOf: (play: MadeListen) => object,
  ): object | undefined => {
    const run = longestRun(window, idOf);
    if (run === undefined) return undefined;
    const [first, last] = [plays[run.first]!, plays[run.last]!];
    const { first: before } = window;
    const atGap = history.isCutBefore(before + run.first) || history.isCutBefore(before + run.last + 1);
    return {
      ...nameOf(first),
      plays: lengthOf(run),
      from: at(first),
      to: at(last),
      ...(atGap && { broken_by_gap: true }),
    };
  };
  const rows = {
    track: inARow(
      ({ track }) => tracks[track]!.recording,
      ({ track }) => ({
        name: tracks[track]!.title,
        artists: artistsField(made, tracks[track]!.artist),
      }),
    ),
    artist: inARow(artistOf(made), ({ track }) => ({ name: artists[tracks[track]!.artist]!.name })),
    album: inARow(
      ({ track }) => tracks[track]!.album,
      ({ track }) => ({
        name: albums[tracks[track]!.album]!.name,
        artists: artistsField(made, albums[tracks[track]!.album]!.artist),
      }),
    ),
  };
  return {
    ...answered(window),
    days_with_plays: count('listened'),
    days_without_plays: count('silent'),
    days_unknown: count('unknown'),
    ...(current && { current }),
    longest_streaks: longestFirst(listened).slice(0, limit).map(streak),
    ...(silence && { longest_silence: describe(silence) }),
    in_a_row: Object.fromEntries(Object.entries(rows).filter(([, row]) => row !== undefined)),
  };

  /** The one that may still go on: not before yesterday, and what is not known does not end it. */
  function currentStreak(): object | undefined {
    const today = days.findIndex(({ date }) => date === clock.dateAt(history.now));
    if (range.last < today) return undefined;
    let place = days[today]!.state === 'listened' ? today : today - 1;
    let unknown = 0;
    for (; days[place]!.state === 'unknown'; place--) unknown++;
    if (place < range.first) return undefined;
    const run = listened.find(({ first, last }) => first <= place && place <= last);
    if (run !== undefined) return streak(run);
    return { days: 0, plays: 0, ...(unknown > 0 && { broken_by_gap: true, up_to_days: unknown }) };
  }
}

function describeRun(days: readonly TrueDay[], run: TrueRun): object {
  const [before, after] = [days[run.first - 1]?.state, days[run.last + 1]?.state];
  const { state } = days[run.first]!;
  const isBroken = before === 'unknown' || after === 'unknown';
  const mayBe = (place: number): boolean => ['unknown', state].includes(days[place]?.state ?? 'open');
  let { first, last } = run;
  while (mayBe(first - 1)) first--;
  while (mayBe(last + 1)) last++;
  return {
    days: lengthOf(run),
    from: days[run.first]!.date,
    to: days[run.last]!.date,
    ...(isBroken && { broken_by_gap: true, up_to_days: lengthOf({ first, last }) }),
    ...((before === state || after === state) && { cut_by_window: true }),
  };
}

/** The earliest of the longest, from two; a gap ends one. */
function longestRun(
  { history, plays, first }: Window,
  idOf: (play: MadeListen) => number,
): TrueRun | undefined {
  let best: TrueRun | undefined;
  let start = 0;
  for (let place = 0; place < plays.length; place++) {
    const id = idOf(plays[place]!);
    const goesOn =
      place > 0 && id >= 0 && id === idOf(plays[place - 1]!) && !history.isCutBefore(first + place);
    if (!goesOn) start = place;
    if (place > start && (best === undefined || place - start > best.last - best.first)) {
      best = { first: start, last: place };
    }
  }
  return best;
}
