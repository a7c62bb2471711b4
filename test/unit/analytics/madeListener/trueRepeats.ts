import { decimals } from '../insights/slowHistory.ts';
import { artistsField, countItems } from './items.ts';
import type { MadeListen } from './listener.ts';
import { answered, type Window } from './truth.ts';

export function repeatStats({ history, plays }: Pick<Window, 'history' | 'plays'>): object {
  const { tracks } = history.made.catalogue;
  const recording = ({ track }: MadeListen): number => tracks[track]!.recording;
  const counts = [...countItems(history.made, 'tracks', plays).values()]
    .map((one) => one.plays)
    .sort((a, b) => a - b);
  const middle = [counts[(counts.length - 1) >> 1] ?? 0, counts[counts.length >> 1] ?? 0];
  return {
    repeat_rate: decimals(plays.length, counts.length, 4),
    median_plays_per_track: (middle[0]! + middle[1]!) / 2,
    consecutive_repeats: plays.filter((play, k) => k > 0 && recording(play) === recording(plays[k - 1]!))
      .length,
    top_10_share: topShare(counts, plays.length),
  };
}

/** @param counts ascending */
export function topShare(counts: readonly number[], all: number): number {
  return decimals(
    counts.slice(-10).reduce((sum, count) => sum + count, 0),
    all,
    4,
  );
}

export function repeatRate(window: Window): object {
  const { history, first, plays } = window;
  const { made } = history;
  const { tracks } = made.catalogue;
  const recording = ({ track }: MadeListen): number => tracks[track]!.recording;
  const known = new Set(history.plays.slice(0, first).map(recording));
  let knownPlays = 0;
  let best: { play: MadeListen; length: number } | undefined;
  let run: { play: MadeListen; length: number } | undefined;
  for (const play of plays) {
    if (known.has(recording(play))) knownPlays++;
    known.add(recording(play));
    run =
      run !== undefined && recording(run.play) === recording(play)
        ? { play: run.play, length: run.length + 1 }
        : { play, length: 1 };
    if (best === undefined || run.length > best.length) best = run;
  }
  return {
    ...answered(window),
    plays: plays.length,
    unique_tracks: new Set(plays.map(recording)).size,
    ...repeatStats(window),
    known_before_share: decimals(knownPlays, plays.length, 4),
    ...(best !== undefined &&
      best.length > 1 && {
        most_repeated: {
          name: tracks[best.play.track]!.title,
          artists: artistsField(made, tracks[best.play.track]!.artist),
          plays_in_a_row: best.length,
        },
      }),
  };
}
