import type { TopArtistsResult, TopTracksResult } from '../../../protocol/history/topLists.ts';
import {
  topRanges,
  type ListeningSummaryParams,
  type ListeningSummaryResult,
  type TopRange,
} from '../../../protocol/spotify/compositeListeningSummary.ts';
import { accountOf } from '../accountOf.ts';
import { maxPageLimit } from '../operations/commonParams.ts';
import { getRecentlyPlayed, maxRecentPlays } from '../operations/player.ts';
import { getTopArtists, getTopTracks } from '../operations/profile.ts';
import type { Artist } from '../schemas/artist.ts';
import type { Track } from '../schemas/track.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { compareTops, type RankedThing } from './compareTops.ts';
import { missingOf, partOf, type Part } from './optionalPart.ts';
import { summarizeRecent } from './summarizeRecent.ts';

const defaultLimit = 10;
/** Rows of the history's lists that are looked at, so that a place beyond the shown ones is known too. */
const ownRows = 100;

/** Days of the history that are about what Spotify means (Spotify Web API reference: "approximately"). */
const daysOf: Readonly<Record<TopRange, number>> = { short_term: 28, medium_term: 182, long_term: 365 };

const spotifyRule =
  "Spotify's lists are its own 'calculated affinity' over about 4 weeks (short_term), 6 months (medium_term) and 1 year (long_term); it does not tell how it calculates, and gives no play counts.";
const recentRule = `Spotify keeps the last ${maxRecentPlays} plays of tracks, no podcasts.`;

type ComparedList = ListeningSummaryResult['lists'][number];

/** One range as it could be read. */
interface RangeParts {
  readonly range: TopRange;
  readonly topArtists: Part<readonly Artist[]>;
  readonly topTracks: Part<readonly Track[]>;
  readonly ownArtists: Part<TopArtistsResult>;
  readonly ownTracks: Part<TopTracksResult>;
}

/**
 * Answers `spotify.listeningSummary`: Spotify's top lists beside the own history's of about the same time, and the
 * recent plays. Costs two requests a range and one for the recent plays; what cannot be read is named.
 * @throws AuthError where nobody is signed in; the first error where neither Spotify nor the history answers anything
 */
export const listeningSummary: Feature<ListeningSummaryParams, ListeningSummaryResult> = async (
  context,
  params,
) => {
  accountOf(context);
  const limit = params.limit ?? defaultLimit;
  const wanted = topRanges.filter((range) => params.ranges?.includes(range) ?? true);
  const [recent, end, ...ranges] = await Promise.all([
    partOf('recent plays', context.send(getRecentlyPlayed, { limit: maxRecentPlays })),
    partOf('history', historyEnd(context)),
    ...wanted.map((range) => readRange(context, range)),
  ]);
  const spotifyParts = ranges.flatMap(({ topArtists, topTracks }) => [topArtists, topTracks]);
  const all: readonly Part<unknown>[] = [recent, ...spotifyParts, end];
  if (all.every(({ failed }) => failed !== undefined) && recent.error !== undefined) throw recent.error;
  const own = ranges.flatMap(({ ownArtists }) => ownArtists.value ?? [])[0];
  const lists = ranges.flatMap((range) => describeRange(range, limit));
  const note = noteOf(end.value, lists, limit);
  return {
    lists,
    ...(recent.value !== undefined && { recent: summarizeRecent(recent.value.items, context.localTime) }),
    rules: {
      spotify: spotifyRule,
      ...(own !== undefined && { history: own.play_rule }),
      recent: recentRule,
    },
    ...missingOf(all),
    ...(note !== '' && { note }),
  };
};

async function readRange(context: SpotifyContext, range: TopRange): Promise<RangeParts> {
  const { send, history } = context;
  const asked = { timeRange: range, limit: maxPageLimit };
  const window = { days: daysOf[range], limit: ownRows };
  const [topArtists, topTracks, ownArtists, ownTracks] = await Promise.all([
    partOf(`Spotify's top artists, ${range}`, itemsOf(send(getTopArtists, asked))),
    partOf(`Spotify's top tracks, ${range}`, itemsOf(send(getTopTracks, asked))),
    partOf('history', history('history.topArtists', window)),
    partOf('history', history('history.topTracks', window)),
  ]);
  return { range, topArtists, topTracks, ownArtists, ownTracks };
}

async function itemsOf<T>(page: Promise<{ readonly items: readonly T[] }>): Promise<readonly T[]> {
  return (await page).items;
}

/** Where the history ends before now; `undefined` where it does not. */
async function historyEnd({ history }: SpotifyContext): Promise<string | undefined> {
  const { gaps } = await history('history.coverage', { days: daysOf.short_term });
  return gaps.find(({ reason }) => reason === 'after_last_listen')?.from;
}

function describeRange(parts: RangeParts, limit: number): readonly ComparedList[] {
  const { range, topArtists, topTracks, ownArtists, ownTracks } = parts;
  const ownTrackRows = ownTracks.value?.top_tracks.map((row): RankedThing => ({
    ...row,
    by: row.artists[0],
  }));
  const artists = compareTops(
    topArtists.value?.map(({ name, uri }) => ({ name, uri })),
    ownArtists.value?.top_artists,
    limit,
  );
  const tracks = compareTops(
    topTracks.value?.map(({ name, uri, artists: makers }) => ({ name, uri, by: makers[0]?.name })),
    ownTrackRows,
    limit,
  );
  const from = ownArtists.value === undefined ? {} : { own_from: ownArtists.value.window_start };
  return [
    { range, of: 'artists', ...from, ...artists },
    { range, of: 'tracks', ...from, ...tracks },
  ];
}

function noteOf(historyEnds: string | undefined, lists: readonly ComparedList[], limit: number): string {
  const agreement = lists.flatMap(({ in_both: both, of, range }) =>
    both === undefined ? [] : [`${both} ${of} of ${range}`],
  );
  const sentences = [
    agreement.length > 0 && `Among the first ${limit} of both: ${agreement.join(', ')}.`,
    historyEnds !== undefined &&
      `The own history ends at ${historyEnds}: Spotify's lists know later plays, so they differ for that reason too.`,
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}
