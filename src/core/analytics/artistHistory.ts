import type { ArtistHistoryParams, ArtistHistoryResult } from '../../protocol/history/artistHistory.ts';
import { artistMarks } from './artistHistoryMarks.ts';
import { resolveLongWindow } from './artistHistoryWindow.ts';
import type { AnalysisContext, Catalogue } from './columns.ts';
import { formatInstant, toHours, toRatio } from './format.ts';
import { compareAlbums, compareTracks } from './labels.ts';
import { windowAnswer } from './notes.ts';
import { rankPlayed } from './ranking.ts';
import { countPlayed, tallyAlbums, tallyArtists, totalOf, type Tally, type Totals } from './tally.ts';
import { toTrackRows } from './topTracks.ts';
import { tallyTracks } from './trackTally.ts';
import { moveWindow, type PlayWindow } from './window.ts';

const defaultLimit = 5;
const recentDays = 90;

/**
 * What the user's plays tell of one artist: how much, since when, at which rank, which tracks and albums. Sources name
 * one artist a play, so where the artist is a guest nothing is counted.
 *
 * @throws InputError for a window that cannot be
 */
export function artistHistory(context: AnalysisContext, params: ArtistHistoryParams): ArtistHistoryResult {
  const window = resolveLongWindow(context, params);
  const { catalogue } = context.columns;
  const isArtist = artistMarks(catalogue, params);
  const all = tallyTracks(window);
  const artists = tallyArtists(catalogue, all);
  const own = onlyOf(all, catalogue, isArtist);
  const totals = totalOf(own);
  const page = { offset: 0, limit: params.limit ?? defaultLimit };
  const name = nameOf(catalogue, isArtist, artists);
  const albums = tallyAlbums(catalogue, own);
  return {
    ...windowAnswer(window),
    ...(name !== undefined && { artist: name }),
    plays: totals.plays,
    hours: toHours(totals.ms),
    share: toRatio(totals.plays, totalOf(all).plays),
    ...(totals.plays > 0 && rankOf(artists, isArtist, totals)),
    artists: countPlayed(artists),
    tracks: countPlayed(own),
    ...firstAndLast(window, isArtist),
    plays_last_90_days: totalOf(onlyOf(tallyTracks(lastDays(window)), catalogue, isArtist)).plays,
    top_tracks: toTrackRows(rankPlayed(own, 'plays', compareTracks(catalogue), page).ids, catalogue, own),
    top_albums: Array.from(rankPlayed(albums, 'plays', compareAlbums(catalogue), page).ids, (id) => ({
      name: catalogue.albumName[id]!,
      plays: albums.plays[id]!,
      hours: toHours(albums.ms[id]!),
    })),
  };
}

/** The tally without the tracks of other artists. */
function onlyOf({ plays, ms }: Tally, { trackArtist }: Catalogue, isArtist: Uint8Array): Tally {
  const own = { plays: new Int32Array(plays.length), ms: new Float64Array(ms.length) };
  for (let id = 0; id < plays.length; id++) {
    if (isArtist[trackArtist[id]!] !== 1) continue;
    own.plays[id] = plays[id]!;
    own.ms[id] = ms[id]!;
  }
  return own;
}

/** The spelling with the most plays. */
function nameOf({ artistName }: Catalogue, isArtist: Uint8Array, { plays }: Tally): string | undefined {
  let best = -1;
  for (let id = 0; id < isArtist.length; id++) {
    if (isArtist[id] === 1 && (best < 0 || plays[id]! > plays[best]!)) best = id;
  }
  return artistName[best];
}

function rankOf(
  { plays, ms }: Tally,
  isArtist: Uint8Array,
  own: Totals,
): { rank: number; rank_by_time: number } {
  let morePlays = 0;
  let moreTime = 0;
  for (let id = 0; id < plays.length; id++) {
    if (isArtist[id] === 1) continue;
    if (plays[id]! > own.plays) morePlays++;
    if (ms[id]! > own.ms) moreTime++;
  }
  return { rank: morePlays + 1, rank_by_time: moreTime + 1 };
}

function firstAndLast(
  { columns: { track, catalogue, endedAt }, rows, zone }: PlayWindow,
  isArtist: Uint8Array,
): { first_play?: string; last_play?: string } {
  const isOwn = (index: number): boolean => isArtist[catalogue.trackArtist[track[rows[index]!]!]!] === 1;
  let first = 0;
  while (first < rows.length && !isOwn(first)) first++;
  if (first === rows.length) return {};
  let last = rows.length - 1;
  while (!isOwn(last)) last--;
  return {
    first_play: formatInstant(endedAt[rows[first]!]!, zone),
    last_play: formatInstant(endedAt[rows[last]!]!, zone),
  };
}

function lastDays(window: PlayWindow): PlayWindow {
  const { zone, endMs } = window;
  const start = zone.startOfDay(zone.dayOf(endMs - 1) - recentDays + 1);
  return moveWindow(window, { startMs: Math.max(start, window.startMs), endMs, wholeDays: false });
}
