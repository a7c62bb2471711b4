import type { PlaylistListening } from '../../../protocol/spotify/playlistPower/summarizePlaylist.ts';
import { toRatio } from '../../analytics/format.ts';
import { HistoryError } from '../../errors.ts';
import { spoken, withoutRelease } from '../search/matchScore.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import { upstreamText } from '../upstreamText.ts';
import { describeThing } from './describeThing.ts';
import { sameThings } from './sameThings.ts';
import type { Thing } from './things.ts';

/** The time that is looked at: habits change, and a song of ten years ago says little about today. */
const days = 365;
/** Tracks of the history, the most played ones first, that are compared: so many questions of 100 rows each. */
const maxQuestions = 10;
const rowsEach = 100;
const maxNamed = 5;

/**
 * How much of a playlist the user played in the last year: tracks are known again by their URI, or by title and first
 * artist where the listen was of another release.
 * @returns a sentence in place of it where there is no history
 */
export async function ownListening(
  { history }: SpotifyContext,
  things: readonly Thing[],
): Promise<PlaylistListening | string> {
  const firsts = sameThings(things, 'recording');
  const places = new Map<string, number>();
  things.forEach((thing, at) => {
    for (const key of [thing.uri, titleKey(thing.name, thing.makers)]) {
      if (key !== undefined && !places.has(key)) places.set(key, firsts[at] ?? at);
    }
  });
  const plays = new Map<number, number>();
  let all = 0;
  let cursor: string | undefined;
  try {
    for (let asked = 0; asked < maxQuestions && (asked === 0 || cursor !== undefined); asked += 1) {
      const page = await history('history.topTracks', {
        ...{ days, kind: 'all', by: 'plays', limit: rowsEach },
        ...(cursor !== undefined && { cursor }),
      });
      for (const row of page.top_tracks) {
        const at = places.get(row.uri ?? '') ?? places.get(titleKey(row.name, row.artists) ?? '');
        if (at !== undefined) plays.set(at, (plays.get(at) ?? 0) + row.plays);
      }
      all = page.plays;
      cursor = page.next_cursor;
    }
  } catch (error) {
    if (HistoryError.is(error, 'empty') || HistoryError.is(error, 'unknownAccount')) {
      return 'No history: how much of it is really played is not known.';
    }
    throw error;
  }
  const ranked = [...plays].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const heard = ranked.reduce((sum, [, count]) => sum + count, 0);
  return {
    ...{ days, played: ranked.length, plays: heard, share_of_plays: toRatio(heard, all) },
    ...(cursor !== undefined && { at_least: true }),
    most_played: ranked.slice(0, maxNamed).flatMap(([at, count]) => {
      const thing = things[at];
      return thing === undefined ? [] : [{ ...describeThing(thing), plays: count }];
    }),
  };
}

function titleKey(name: string, makers: readonly string[]): string | undefined {
  const [maker] = makers;
  const title = spoken(withoutRelease(upstreamText(name)));
  return maker === undefined || title === '' ? undefined : `${title}\u0000${spoken(upstreamText(maker))}`;
}
