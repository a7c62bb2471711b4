import type { By } from '../../../../src/protocol/history/window.ts';
import { decimals } from '../insights/slowHistory.ts';
import { artistsField, countItems, standings, trackLabels, trueItems } from './items.ts';
import type { MadeListen } from './listener.ts';
import { kept } from './kept.ts';
import { answered, heardIn, hoursOf, rankedBy, uriField, type Count, type Window } from './truth.ts';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export function topArtists(window: Window, by: By, page: Page): object {
  const rows = artistRows(window, by);
  return { ...answered(window), ...listed(window, by, rows.length), top_artists: cut(rows, page) };
}

export function topTracks(window: Window, by: By, page: Page): object {
  const rows = trackRows(window, by);
  return { ...answered(window), ...listed(window, by, rows.length), top_tracks: cut(rows, page) };
}

/** Every release for itself. */
export function topReleases(window: Window, by: By, page: Page): object {
  const { made } = window.history;
  const { tracks } = made.catalogue;
  const counts = countItems(made, 'releases', window.plays).values();
  const rows = rankedBy(counts, by, (id) => trackLabels(made, id)).map(({ id, plays, ms }) => ({
    name: tracks[id]!.title,
    artists: artistsField(made, tracks[id]!.artist),
    plays,
    hours: hoursOf(ms),
    ...uriField(tracks[id]!.uri),
  }));
  return { ...answered(window), ...listed(window, by, rows.length), top_tracks: cut(rows, page) };
}

export function topAlbums(window: Window, by: By, page: Page): object {
  const { made } = window.history;
  const items = trueItems(made, 'albums', []);
  const share = shareOf(window.plays, by);
  const inAlbums = window.plays.filter((play) => items.idOf(play) >= 0);
  const rows = rankedBy(countItems(made, 'albums', window.plays).values(), by, items.labels).map((count) => ({
    artists: [],
    ...items.name(count.id),
    plays: count.plays,
    hours: hoursOf(count.ms),
    share: share(count),
  }));
  return {
    ...answered(window),
    ...listed(window, by, rows.length),
    plays_without_album: window.plays.length - inAlbums.length,
    top_albums: cut(rows, page),
  };
}

export function artistRows({ history, plays }: Window, by: By): object[] {
  const items = trueItems(history.made, 'artists', []);
  const share = shareOf(plays, by);
  return rankedBy(countItems(history.made, 'artists', plays).values(), by, items.labels).map((count) => ({
    ...items.name(count.id),
    plays: count.plays,
    hours: hoursOf(count.ms),
    share: share(count),
    ...items.uri(count.id),
  }));
}

/** Recordings, as every list of tracks names them. */
export function trackRows({ history: { made }, plays }: Pick<Window, 'history' | 'plays'>, by: By): object[] {
  const { tracks } = made.catalogue;
  const standing = kept(plays, 'standings', () => standings(made, countItems(made, 'releases', plays)));
  const counts = countItems(made, 'tracks', plays).values();
  return rankedBy(counts, by, (id) => trackLabels(made, standing.get(id)!.track)).map((count) => {
    const { track, releases } = standing.get(count.id)!;
    return {
      name: tracks[track]!.title,
      artists: artistsField(made, tracks[track]!.artist),
      plays: count.plays,
      hours: hoursOf(count.ms),
      ...uriField(tracks[track]!.uri),
      ...(releases > 1 && { releases }),
    };
  });
}

export function totals(
  window: Window,
): Record<'plays' | 'hours' | 'unique_tracks' | 'unique_artists', number> {
  const { made } = window.history;
  return {
    plays: window.plays.length,
    hours: hoursOf(heardIn(window.plays)),
    unique_tracks: countItems(made, 'tracks', window.plays).size,
    unique_artists: countItems(made, 'artists', window.plays).size,
  };
}

/** Part of some plays, or of their time, that went to one thing. */
export function shareOf(all: readonly MadeListen[], by: By): (count: Count) => number {
  const time = heardIn(all);
  return ({ plays, ms }) => (by === 'plays' ? decimals(plays, all.length, 4) : decimals(ms, time, 4));
}

function listed({ plays }: Window, by: By, total: number): object {
  return { by, plays: plays.length, total };
}

function cut<T>(rows: readonly T[], { offset, limit }: Page): T[] {
  return rows.slice(offset, offset + limit);
}
