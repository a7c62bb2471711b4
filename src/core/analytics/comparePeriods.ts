import type {
  ComparePeriodsParams,
  ComparePeriodsResult,
  MovedItem,
  PeriodTotals,
} from '../../protocol/history/comparePeriods.ts';
import type { By } from '../../protocol/history/window.ts';
import type { AnalysisContext, Catalogue } from './columns.ts';
import { formatInstant, toHours } from './format.ts';
import {
  compareAlbums,
  compareArtists,
  compareTracks,
  titleAndArtist,
  type CompareLabels,
} from './labels.ts';
import { windowAnswer } from './notes.ts';
import { otherPeriod, reachNote } from './otherPeriod.ts';
import { readPage, type Page } from './page.ts';
import { rankIds } from './ranking.ts';
import { tallyRecordings, type RecordingTally } from './recordings.ts';
import { countPlayed, tallyAlbums, tallyArtists, totalOf, type Tally } from './tally.ts';
import { tallyTracks } from './trackTally.ts';
import { moveWindow, resolveWindow, type PlayWindow } from './window.ts';

interface Period {
  readonly tracks: Tally;
  readonly recordings: RecordingTally;
  readonly artists: Tally;
  readonly totals: PeriodTotals;
}

/**
 * The window against another period: totals, artists (tracks, albums) that gained and lost most, artists never played
 * before. Ranks are shared: 1 + the number of those with more plays (with more time with by=time).
 *
 * @throws InputError for periods that cannot be
 */
export function comparePeriods(context: AnalysisContext, params: ComparePeriodsParams): ComparePeriodsResult {
  const window = resolveWindow(context, params);
  const before = moveWindow(window, otherPeriod(window, params));
  const page = readPage({ limit: params.limit });
  const by = params.by ?? 'plays';
  const { catalogue } = context.columns;
  const current = summarise(window);
  const previous = summarise(before);
  const newIds = newArtists(window, current.artists);
  const moves = findMoves(
    itemsOf(params.of ?? 'artists', catalogue, current, previous),
    current,
    previous,
    by,
    page,
  );
  const newest = rankIds(newIds, ...valuesBy(current.artists, by), compareArtists(catalogue), page);
  return {
    ...windowAnswer(window, reachNote(context.columns, before), newArtistsNote(newIds.length, page)),
    previous_start: formatInstant(before.startMs, window.zone),
    previous_end: formatInstant(before.endMs, window.zone),
    current: current.totals,
    previous: previous.totals,
    change: difference(current.totals, previous.totals),
    ...moves,
    new_artists: Array.from(newest.ids, (id) => ({
      name: catalogue.artistName[id]!,
      plays: current.artists.plays[id]!,
    })),
  };
}

function summarise(window: PlayWindow): Period {
  const tracks = tallyTracks(window);
  const artists = tallyArtists(window.columns.catalogue, tracks);
  const recordings = tallyRecordings(window.columns.catalogue, tracks);
  const { plays, ms } = totalOf(tracks);
  return {
    tracks,
    recordings,
    artists,
    totals: {
      plays,
      hours: toHours(ms),
      unique_tracks: countPlayed(recordings),
      unique_artists: countPlayed(artists),
    },
  };
}

/** Of the rounded numbers, so that a reader who subtracts gets the same. */
function difference(current: PeriodTotals, previous: PeriodTotals): PeriodTotals {
  return {
    plays: current.plays - previous.plays,
    hours: Math.round((current.hours - previous.hours) * 100) / 100 + 0,
    unique_tracks: current.unique_tracks - previous.unique_tracks,
    unique_artists: current.unique_artists - previous.unique_artists,
  };
}

/** What is compared: how it is counted, named and ordered. */
interface Items {
  tallyOf(this: void, period: Period): Tally;
  nameOf(this: void, id: number): string;
  readonly compare: CompareLabels;
}

function itemsOf(
  of: NonNullable<ComparePeriodsParams['of']>,
  catalogue: Catalogue,
  current: Period,
  previous: Period,
): Items {
  const { artistName, trackName, trackArtist, albumName, albumArtist } = catalogue;
  switch (of) {
    case 'artists':
      return {
        tallyOf: ({ artists }) => artists,
        nameOf: (id) => artistName[id]!,
        compare: compareArtists(catalogue),
      };
    case 'tracks': {
      const compare = compareTracks(catalogue);
      const trackOf = (id: number): number => {
        const track = current.recordings.track[id]!;
        return track >= 0 ? track : previous.recordings.track[id]!;
      };
      return {
        tallyOf: ({ recordings }) => recordings,
        nameOf: (id) => titleAndArtist(trackName[trackOf(id)]!, artistName[trackArtist[trackOf(id)]!]),
        compare: (a, b) => compare(trackOf(a), trackOf(b)),
      };
    }
    case 'albums':
      return {
        tallyOf: ({ tracks }) => tallyAlbums(catalogue, tracks),
        nameOf: (id) => titleAndArtist(albumName[id]!, artistName[albumArtist[id]!]),
        compare: compareAlbums(catalogue),
      };
  }
}

function findMoves(
  { tallyOf, nameOf, compare }: Items,
  currentPeriod: Period,
  previousPeriod: Period,
  by: By,
  page: Page,
): { climbers: MovedItem[]; fallers: MovedItem[] } {
  const current = tallyOf(currentPeriod);
  const previous = tallyOf(previousPeriod);
  const gains = subtract(current, previous);
  const losses = subtract(previous, current);
  const rank = rankIn(valuesBy(current, by)[0]);
  const previousRank = rankIn(valuesBy(previous, by)[0]);
  const toRow = (id: number): MovedItem => ({
    name: nameOf(id),
    plays: current.plays[id]!,
    previous_plays: previous.plays[id]!,
    ...(current.plays[id]! > 0 && { rank: rank(id) }),
    ...(previous.plays[id]! > 0 && { previous_rank: previousRank(id) }),
  });
  const most = (change: Tally): MovedItem[] => {
    const [value, other] = valuesBy(change, by);
    const ids = idsWhere(value.length, (id) => value[id]! > 0);
    return Array.from(rankIds(ids, value, other, compare, page).ids, toRow);
  };
  return { climbers: most(gains), fallers: most(losses) };
}

type Values = Int32Array | Float64Array;

/** What is ranked by, and what decides between equals. */
function valuesBy({ plays, ms }: Tally, by: By): [value: Values, other: Values] {
  return by === 'time' ? [ms, plays] : [plays, ms];
}

function subtract(a: Tally, b: Tally): Tally {
  const plays = a.plays.slice();
  const ms = a.ms.slice();
  for (let id = 0; id < plays.length; id++) {
    plays[id]! -= b.plays[id]!;
    ms[id]! -= b.ms[id]!;
  }
  return { plays, ms };
}

function idsWhere(length: number, isWanted: (id: number) => boolean): Int32Array {
  const ids = new Int32Array(length);
  let count = 0;
  for (let id = 0; id < length; id++) if (isWanted(id)) ids[count++] = id;
  return ids.subarray(0, count);
}

/** 1 + how many have more. */
function rankIn(value: Values): (id: number) => number {
  const sorted = value.slice().sort();
  return (id) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! > value[id]!) high = middle;
      else low = middle + 1;
    }
    return sorted.length - low + 1;
  };
}

/** Artists of the window without a play before it, by the same rule. */
function newArtists({ columns, history, firstPlay }: PlayWindow, current: Tally): Int32Array {
  const { trackArtist } = columns.catalogue;
  const known = new Uint8Array(current.plays.length);
  for (let id = 0; id < trackArtist.length; id++) {
    if (history.firstPlay[id]! < firstPlay) known[trackArtist[id]!] = 1;
  }
  return idsWhere(current.plays.length, (id) => current.plays[id]! > 0 && known[id] === 0);
}

function newArtistsNote(total: number, { limit }: Page): string | undefined {
  return total > limit ? `${limit} of ${total} new artists are listed; limit goes up to 100.` : undefined;
}
