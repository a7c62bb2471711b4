import type { ListeningSummaryResult } from '../../../protocol/spotify/compositeListeningSummary.ts';
import type { RecentPlay } from '../schemas/recentPlay.ts';
import { upstreamText } from '../upstreamText.ts';

const maxMostPlayed = 5;

/** Recent plays in numbers: how many, from when to when, and what came more than once. */
export function summarizeRecent(
  plays: readonly RecentPlay[],
  localTime: (instant: string) => string,
): NonNullable<ListeningSummaryResult['recent']> {
  const counts = new Map<string, { play: RecentPlay; plays: number }>();
  for (const play of plays) {
    const { uri } = play.track;
    counts.set(uri, { play, plays: (counts.get(uri)?.plays ?? 0) + 1 });
  }
  const [newest] = plays;
  const oldest = plays.at(-1);
  return {
    plays: plays.length,
    ...(oldest !== undefined && { from: localTime(oldest.played_at) }),
    ...(newest !== undefined && { to: localTime(newest.played_at) }),
    tracks: counts.size,
    most_played: [...counts.values()]
      .filter((one) => one.plays > 1)
      .sort((a, b) => b.plays - a.plays)
      .slice(0, maxMostPlayed)
      .map(({ play: { track }, plays: times }) => {
        const [artist] = track.artists;
        const by = artist === undefined ? '' : ` – ${upstreamText(artist.name)}`;
        return `${upstreamText(track.name)}${by} (${times} times)`;
      }),
  };
}
