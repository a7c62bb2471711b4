import { defaultBurnInDays } from '../../../../src/protocol/history/insights/discoveries.ts';
import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { By } from '../../../../src/protocol/history/window.ts';
import { artistsField, countItems, trueItems } from './items.ts';
import type { MadeListen } from './listener.ts';
import { movers, movesOf } from './trueCompare.ts';
import { daysWithPlays, lengthOf, placesIn, runsOf, trueDays } from './trueDays.ts';
import { afterBurnIn, fastest, firstHeard, newIn, unitOf } from './trueDiscoveries.ts';
import { totals } from './trueLists.ts';
import { topShare } from './trueRepeats.ts';
import { begunIn, sessionsOf } from './trueSessions.ts';
import { periodOf } from './trueTimeline.ts';
import { answered, heardIn, hoursOf, ranked, rankedBy, uriField, type Window } from './truth.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function yearInReview(
  window: Window,
  previous: Window,
  { by, limit }: { by: By; limit: number },
): object {
  const { history, plays, first: before } = window;
  const { made, clock } = history;
  const { tracks } = made.catalogue;
  const days = daysWithPlays(window);
  const top = (of: ItemType): object[] => {
    const items = trueItems(made, of, plays);
    return rankedBy(countItems(made, of, plays).values(), by, items.labels)
      .slice(0, limit)
      .map(({ id, plays: count, ms }) => ({
        ...items.name(id),
        plays: count,
        hours: hoursOf(ms),
        ...items.uri(id),
      }));
  };
  const recording = ({ track }: MadeListen): number => tracks[track]!.recording;
  const counts = [...countItems(made, 'tracks', plays).values()]
    .map((one) => one.plays)
    .sort((a, b) => a - b);
  const counted = afterBurnIn(window, defaultBurnInDays);
  const artists = trueItems(made, 'artists', []);
  const everTracks = trueItems(made, 'tracks', history.plays);
  const newTracks = newIn(counted, firstHeard(history, everTracks), recording);
  const unit = unitOf(history, plays);
  const periods = new Map<string, MadeListen[]>();
  for (const { date, first, end } of days) {
    const { name } = periodOf(date, unit);
    if (!periods.has(name)) periods.set(name, []);
    periods.get(name)!.push(...plays.slice(first, end));
  }
  const clockHours = new Array<number>(24).fill(0);
  const weekdayPlays = new Array<number>(7).fill(0);
  for (const play of plays) {
    clockHours[history.hourOf(play) % 24]!++;
    weekdayPlays[(history.dayOf(play) + 3) % 7]!++;
  }
  const { plays: count, hours, unique_tracks, unique_artists } = totals(window);
  return {
    ...answered(window),
    by,
    ...{ plays: count, hours, unique_tracks, unique_artists },
    days_with_plays: days.length,
    top_artists: top('artists'),
    top_tracks: top('tracks'),
    top_albums: top('albums'),
    top_10_share: topShare(counts, plays.length),
    tracks_played_once: counts.filter((one) => one === 1).length,
    new_artists: newIn(counted, firstHeard(history, artists), artists.idOf).length,
    new_tracks: newTracks.length,
    highlights: [
      { what: 'first_play', ...trackOf(plays[0]!), from: clock.iso(plays[0]!.at), ...uriOf(plays[0]!) },
      lastPlay(),
      ...mostReplayed(),
      ...bestNewTrack(),
      ...busiestDay(),
      {
        what: 'top_weekday',
        name: weekdays[weekdayPlays.indexOf(Math.max(...weekdayPlays))],
        plays: Math.max(...weekdayPlays),
      },
      ...longestStreak(),
      ...longestSession(),
    ],
    per: unit,
    periods: Array.from(periods, ([period, own]) => ({
      period,
      plays: own.length,
      hours: hoursOf(heardIn(own)),
    })),
    clock: clockHours,
    previous_start: clock.iso(previous.start),
    previous_end: clock.iso(previous.end),
    previous_plays: previous.plays.length,
    previous_hours: hoursOf(heardIn(previous.plays)),
    climbers: movers(movesOf(artists, window, previous), 1, by, artists.labels)
      .slice(0, limit)
      .map(({ id, now, then }) => ({
        name: artists.name(id).name,
        plays: now.plays,
        previous_plays: then.plays,
      })),
  };

  function trackOf({ track }: MadeListen): object {
    const names = artistsField(made, tracks[track]!.artist);
    return { name: tracks[track]!.title, ...(names.length > 0 && { artists: names }) };
  }
  function uriOf({ track }: MadeListen): object {
    return uriField(tracks[track]!.uri);
  }

  function lastPlay(): object {
    const last = plays[plays.length - 1]!;
    return { what: 'last_play', ...trackOf(last), from: clock.iso(last.at), ...uriOf(last) };
  }

  function mostReplayed(): object[] {
    let best: MadeListen[] = [];
    let run: MadeListen[] = [];
    plays.forEach((play, k) => {
      const other = plays[k - 1];
      const goesOn =
        other !== undefined && recording(other) === recording(play) && !history.isCutBefore(before + k);
      if (goesOn) run.push(play);
      else run = [play];
      if (run.length > best.length) best = [...run];
    });
    if (best.length < 2) return [];
    return [
      {
        what: 'most_replayed',
        ...trackOf(best[0]!),
        from: clock.iso(best[0]!.at),
        to: clock.iso(best[best.length - 1]!.at),
        plays: best.length,
        ...uriOf(best[0]!),
      },
    ];
  }

  function bestNewTrack(): object[] {
    return fastest(newTracks, everTracks.labels)
      .slice(0, 1)
      .map(({ id, first, early }) => ({
        what: 'best_new_track',
        ...everTracks.name(id),
        from: clock.iso(first.at),
        plays: early,
        ...everTracks.uri(id),
      }));
  }

  function busiestDay(): object[] {
    const [best] = ranked(days, [({ first, end }) => end - first], ({ date }) => [date]);
    const own = plays.slice(best!.first, best!.end);
    return [{ what: 'busiest_day', from: best!.date, plays: own.length, hours: hoursOf(heardIn(own)) }];
  }

  /** The latest of equally long ones. */
  function longestStreak(): object[] {
    const all = trueDays(history);
    const [run] = ranked(
      runsOf(all, 'listened', placesIn(all, window)),
      [lengthOf, ({ first }) => first],
      () => [],
    );
    const beside = [all[run!.first - 1]?.state, all[run!.last + 1]?.state];
    return [
      {
        what: 'longest_streak',
        from: all[run!.first]!.date,
        to: all[run!.last]!.date,
        days: lengthOf(run!),
        ...(beside.includes('unknown') && { broken_by_gap: true }),
      },
    ];
  }

  function longestSession(): object[] {
    const [best] = ranked(
      begunIn(sessionsOf(history, 30), window),
      [({ start, end }) => end - start, ({ start }) => start],
      () => [],
    );
    if (best === undefined) return [];
    return [
      {
        what: 'longest_session',
        from: clock.iso(best.start),
        to: clock.iso(best.end),
        plays: best.plays.length,
        hours: hoursOf(best.end - best.start),
      },
    ];
  }
}
