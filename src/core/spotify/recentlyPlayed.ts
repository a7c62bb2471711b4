import type { RecentlyPlayedParams, RecentlyPlayedResult } from '../../protocol/spotify/search.ts';
import { InputError } from '../errors.ts';
import { accountOf } from './accountOf.ts';
import { describeItem } from './describeItem.ts';
import { getRecentlyPlayed, maxRecentPlays } from './operations/player.ts';
import type { RecentPlay } from './schemas/recentPlay.ts';
import type { Feature, SpotifyContext } from './spotifyContext.ts';
import { upstreamText } from './upstreamText.ts';

const defaultLimit = 20;
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * Answers `spotify.recentlyPlayed`: the newest plays first, of tracks only.
 * @throws InputError for a `before` that is no instant
 */
export const recentlyPlayed: Feature<RecentlyPlayedParams, RecentlyPlayedResult> = async (
  context,
  params,
) => {
  const account = accountOf(context);
  const before = params.before === undefined ? undefined : readInstant(params.before);
  const { items, next } = await context.send(getRecentlyPlayed, {
    limit: params.limit ?? defaultLimit,
    before,
  });
  const plays = items.map((play) => describePlay(play, context));
  // A full page names a next one even where there is nothing on it.
  const isAll = before === undefined && items.length >= maxRecentPlays;
  return { account, plays, note: noteOf(plays, next !== undefined && !isAll) };
};

function readInstant(text: string): number {
  const instant = isoInstant.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instant) && instant >= 0) return instant;
  throw new InputError('before is no instant.', {
    hint: 'Pass before as in 2026-03-01T10:00:00Z, for example played_at of the last play of the answer before.',
  });
}

function describePlay(
  { track, played_at: playedAt, context }: RecentPlay,
  { localTime }: SpotifyContext,
): RecentlyPlayedResult['plays'][number] {
  const { name, by = [], album, uri, url } = describeItem(track);
  return {
    played_at: localTime(playedAt),
    name,
    artists: by,
    ...(album !== undefined && { album }),
    uri,
    url,
    ...(context !== undefined && { context: upstreamText(context.uri, 300) }),
  };
}

function noteOf(plays: RecentlyPlayedResult['plays'], goesOn: boolean): string {
  const last = plays.at(-1);
  const more = goesOn && last !== undefined ? `Pass before=${last.played_at} for the earlier ones. ` : '';
  return `${more}Spotify keeps the last ${maxRecentPlays} plays only; the history tools know longer times.`;
}
