import type { By } from '../../../../src/protocol/history/window.ts';
import { addDays } from '../insights/slowHistory.ts';
import { artistsField } from './items.ts';
import { trackRows } from './trueLists.ts';
import { heardIn, hoursOf, uriField, type History } from './truth.ts';

/** The years before, back to the first listen. */
export function onThisDay(
  history: History,
  { date, around, by, limit }: { date: string; around: number; by: By; limit: number },
): object {
  const { made, clock, now } = history;
  const { tracks } = made.catalogue;
  const first = made.listens[0]!.at;
  const years: object[] = [];
  let yearsWithPlays = 0;
  for (let year = Number(date.slice(0, 4)) - 1; year >= 2009; year--) {
    const isLeap = year % 4 === 0;
    const same = date.endsWith('02-29') && !isLeap ? `${year}-02-28` : `${year}${date.slice(4)}`;
    const window = history.stretch({
      start: clock.midnight(addDays(same, -around)),
      end: clock.midnight(addDays(same, around + 1)),
    });
    if (window.end <= first || window.start > now) continue;
    const { plays } = window;
    const opener = plays[0] && tracks[plays[0].track]!;
    if (plays.length > 0) yearsWithPlays++;
    years.push({
      year,
      date: same,
      plays: plays.length,
      hours: hoursOf(heardIn(plays)),
      ...(opener && {
        first_track: {
          name: opener.title,
          artists: artistsField(made, opener.artist),
          played_at: clock.iso(plays[0]!.at),
          ...uriField(opener.uri),
        },
      }),
      top_tracks: trackRows(window, by).slice(0, limit),
      ...(history.isUnknown(window) && { incomplete: true }),
    });
  }
  return {
    date,
    timezone: clock.zone,
    first_listen: clock.iso(first),
    years_with_plays: yearsWithPlays,
    years,
  };
}
