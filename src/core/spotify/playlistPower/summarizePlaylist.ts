import type {
  SummarizePlaylistParams,
  SummarizePlaylistResult,
} from '../../../protocol/spotify/playlistPower/summarizePlaylist.ts';
import { toHours, toRatio } from '../../analytics/format.ts';
import { dayMs } from '../../analytics/timeZone.ts';
import { describePlaylist } from '../playlists/findPlaylist.ts';
import { spoken } from '../search/matchScore.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { shortText } from './describeThing.ts';
import { releaseYear } from './groupThings.ts';
import { ownListening } from './ownListening.ts';
import { readWhole } from './readWhole.ts';
import { sameThings } from './sameThings.ts';
import { thingsOf, type Thing } from './things.ts';

const defaultTop = 10;
const maxMonths = 24;
/** Years of release in an answer. */
const maxYears = 60;

/**
 * Answers `spotify.summarizePlaylist` from the playlist alone and, where there is one, the own history.
 * @throws what `readWhole` throws
 */
export const summarizePlaylist: Feature<SummarizePlaylistParams, SummarizePlaylistResult> = async (
  context,
  { playlist: argument, top = defaultTop },
) => {
  const { playlist, entries } = await readWhole(context, argument, { fresh: false });
  const things = thingsOf(entries);
  const music = things.filter(({ kind }) => kind !== 'episode');
  const listening = await ownListening(context, things);
  const firsts = sameThings(things, 'recording');
  const artists = artistsOf(music);
  return {
    playlist: describePlaylist(playlist),
    items: entries.length,
    hours: toHours(things.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)),
    artists: artists.length,
    albums: tally(music, ({ albumKey }) => albumKey).length,
    top_artists: artists.slice(0, top).map(({ name, items }) => ({ name: shortText(name), items })),
    release_years: byValue(tally(music, releaseYear)).slice(-maxYears).reverse().map(told),
    added_by_month: byValue(tally(things, ({ addedAt }) => monthOf(context, addedAt)))
      .slice(-maxMonths)
      .map(told),
    ...freshness(context, things),
    explicit: things.filter(({ explicit }) => explicit).length,
    podcasts: things.length - music.length,
    local: things.filter(({ kind }) => kind === 'local').length,
    unavailable: entries.length - things.length + things.filter(({ playable }) => !playable).length,
    duplicates: firsts.filter((first, at) => first !== at).length,
    ...(typeof listening === 'string' ? { note: listening } : { listening }),
  };
};

/** All artists, guests too, each of whom counts once an item; the most frequent first. */
function artistsOf(things: readonly Thing[]): readonly { readonly name: string; readonly items: number }[] {
  const artists = new Map<string, { readonly name: string; items: number }>();
  for (const { makers } of things) {
    for (const [key, name] of new Map(makers.map((maker) => [spoken(maker), maker]))) {
      const known = artists.get(key);
      if (known === undefined) artists.set(key, { name, items: 1 });
      else known.items += 1;
    }
  }
  return [...artists.values()].sort((one, other) => other.items - one.items);
}

/** Things by a property, the most frequent value first; those without it are left out. */
function tally<K extends string | number>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => K | undefined,
): readonly (readonly [K, readonly Thing[]])[] {
  const groups = new Map<K, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

/** `2019: 12`. */
function told([value, things]: readonly [string | number, readonly Thing[]]): string {
  return `${value}: ${things.length}`;
}

function byValue<K extends string | number, V>(
  pairs: readonly (readonly [K, V])[],
): readonly (readonly [K, V])[] {
  return [...pairs].sort(([one], [other]) => (one < other ? -1 : 1));
}

function monthOf({ localTime }: SpotifyContext, addedAt: number | undefined): string | undefined {
  return addedAt === undefined ? undefined : localTime(new Date(addedAt).toISOString()).slice(0, 7);
}

type Freshness = Pick<
  SummarizePlaylistResult,
  'added_last_30_days' | 'added_last_90_days' | 'newest' | 'oldest'
>;

function freshness({ clock, localTime }: SpotifyContext, things: readonly Thing[]): Freshness {
  const times = things.flatMap(({ addedAt }) => addedAt ?? []).sort((a, b) => a - b);
  const shareSince = (days: number): number => {
    const since = clock.now() - days * dayMs;
    return toRatio(times.filter((time) => time >= since).length, things.length);
  };
  const [oldest, newest] = [times[0], times.at(-1)].map(
    (time) => time && localTime(new Date(time).toISOString()),
  );
  return {
    added_last_30_days: shareSince(30),
    added_last_90_days: shareSince(90),
    ...(typeof newest === 'string' && { newest }),
    ...(typeof oldest === 'string' && { oldest }),
  };
}
