import type { SkipsParams, SkipsResult } from '../../../protocol/history/insights/skips.ts';
import type { AnalysisContext, Catalogue } from '../columns.ts';
import { toRatio } from '../format.ts';
import { artistNames, compareArtists, uriField, type CompareLabels } from '../labels.ts';
import { localHours } from '../localHours.ts';
import { windowAnswer } from '../notes.ts';
import { onlyPlays } from '../onlyPlays.ts';
import { compareRecordings, tallyRecordings } from '../recordings.ts';
import { skippedTrustedFrom, skipReasons } from '../skipRule.ts';
import { tallyArtists } from '../tally.ts';
import { tallyTracks } from '../trackTally.ts';
import { resolveWindow, type PlayWindow } from '../window.ts';
import { bestFew } from './bestFew.ts';
import { countProfiles } from './profileCounts.ts';
import { skipWindows } from './skipSelections.ts';

const defaultLimit = 5;
/** Listens from which a skip share says something of a track or an artist (explorify takes 10 to 15). */
const defaultMinListens = 10;

const skipRule =
  'A listen is skipped when the user ended it before its track did, however much of it was heard: from ' +
  `${new Date(skippedTrustedFrom).toISOString().slice(0, 10)} on by what Spotify says, before that when its end has the reason ` +
  `${[...skipReasons].join(', ')}. Account exports and recently played tracks do not tell: they are not among the known ones.`;

/**
 * How often and when listens are skipped, who is skipped most and least, and who chose what was heard. About listens,
 * not plays: a skip after five seconds is no play.
 *
 * @throws InputError for a window that cannot be
 */
export function skips(context: AnalysisContext, params: SkipsParams): SkipsResult {
  const all = resolveWindow(context, { ...params, min_seconds: params.min_seconds ?? 0 });
  const window = onlyPlays(all, params.only);
  const { known, skipped } = skipWindows(window);
  const { limit = defaultLimit, min_listens: minListens = defaultMinListens } = params;
  const counts = countProfiles(window);
  return {
    ...windowAnswer(window, unknownNote(counts), listsNote(counts, minListens)),
    skip_rule: skipRule,
    ...counts,
    by_hour: byHour(known, skipped),
    ...rankSkipped(context.columns.catalogue, known, skipped, minListens, limit),
  };
}

function unknownNote({ listens, known }: Pick<SkipsResult, 'listens' | 'known'>): string | undefined {
  if (listens === 0 || known === listens) return undefined;
  if (known === 0) return 'No source of these listens tells of skips: import an extended export.';
  return `Of ${listens - known} of ${listens} listens it is not known whether they were skipped.`;
}

function listsNote({ known }: Pick<SkipsResult, 'known'>, minListens: number): string | undefined {
  if (known === 0) return undefined;
  return `The lists take tracks and artists with ${minListens} known listens or more.`;
}

function byHour(known: PlayWindow, skipped: PlayWindow): SkipsResult['by_hour'] {
  const listens = perHour(known);
  const skips = perHour(skipped);
  return { listens, skip_share: skips.map((count, hour) => toRatio(count, listens[hour]!)) };
}

/** Plays by the hour of the local clock in which they ended. */
function perHour(window: PlayWindow): number[] {
  const { hour, start } = localHours(window);
  const plays = new Array<number>(24).fill(0);
  for (let k = 0; k < hour.length; k++) plays[((hour[k]! % 24) + 24) % 24]! += start[k + 1]! - start[k]!;
  return plays;
}

type Lists = Pick<
  SkipsResult,
  'most_skipped_tracks' | 'least_skipped_tracks' | 'most_skipped_artists' | 'least_skipped_artists'
>;

function rankSkipped(
  catalogue: Catalogue,
  known: PlayWindow,
  skipped: PlayWindow,
  minListens: number,
  limit: number,
): Lists {
  const { trackName, trackArtist, trackUri, artistName } = catalogue;
  const [listens, skips] = [tallyTracks(known), tallyTracks(skipped)];
  const recordings = tallyRecordings(catalogue, listens);
  const tracks = rankBoth(
    recordings.plays,
    tallyRecordings(catalogue, skips).plays,
    minListens,
    limit,
    compareRecordings(catalogue, recordings),
  );
  const artists = rankBoth(
    tallyArtists(catalogue, listens).plays,
    tallyArtists(catalogue, skips).plays,
    minListens,
    limit,
    compareArtists(catalogue),
  );
  const trackRow = ({ id, ...counts }: Ranked): Lists['most_skipped_tracks'][number] => {
    const track = recordings.track[id]!;
    return {
      name: trackName[track]!,
      artists: artistNames(catalogue, trackArtist[track]!),
      ...counts,
      ...uriField(trackUri[track]),
    };
  };
  const artistRow = ({ id, ...counts }: Ranked): Lists['most_skipped_artists'][number] => ({
    name: artistName[id]!,
    ...counts,
  });
  return {
    most_skipped_tracks: tracks.most.map(trackRow),
    least_skipped_tracks: tracks.least.map(trackRow),
    most_skipped_artists: artists.most.map(artistRow),
    least_skipped_artists: artists.least.map(artistRow),
  };
}

interface Ranked {
  readonly id: number;
  readonly listens: number;
  readonly skip_share: number;
}

/** By share, then, among equals, those with the most skips and the most listens; what was never skipped is in no `most`. */
function rankBoth(
  listens: Int32Array,
  skips: Int32Array,
  minListens: number,
  limit: number,
  compareLabels: CompareLabels,
): { most: Ranked[]; least: Ranked[] } {
  const ids = new Int32Array(listens.length);
  let count = 0;
  for (let id = 0; id < listens.length; id++) if (listens[id]! >= minListens) ids[count++] = id;
  const enough = ids.subarray(0, count);
  const shareOf = (id: number): number => skips[id]! / listens[id]!;
  const toRow = (id: number): Ranked => ({
    id,
    listens: listens[id]!,
    skip_share: toRatio(skips[id]!, listens[id]!),
  });
  const byMost = (a: number, b: number): number =>
    shareOf(b) - shareOf(a) || skips[b]! - skips[a]! || compareLabels(a, b) || a - b;
  const byLeast = (a: number, b: number): number =>
    shareOf(a) - shareOf(b) || listens[b]! - listens[a]! || compareLabels(a, b) || a - b;
  return {
    most: bestFew(enough, byMost, limit)
      .filter((id) => skips[id]! > 0)
      .map(toRow),
    least: bestFew(enough, byLeast, limit).map(toRow),
  };
}
