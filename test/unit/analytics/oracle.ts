/**
 * The analyses once more: slow, over plain objects, with one question to Intl per play. It shares no code with
 * src/core/analytics, so that the two can check each other. Notes and cursors are not its concern.
 */
import type { By, Kind, Source, WindowParams } from '../../../src/protocol/history/window.ts';
import type { ListenFixture } from '../../fixtures/playColumns.ts';

export interface OracleGap {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export interface OracleInput {
  readonly listens: readonly ListenFixture[];
  readonly gaps?: readonly OracleGap[];
  readonly now: number;
  readonly timeZone: string;
  readonly minSeconds: number;
}

interface Listen {
  readonly at: number;
  readonly ms: number;
  readonly title: string;
  readonly artist: string;
  readonly album: string | undefined;
  readonly uri: string | undefined;
  readonly artistUri: string | undefined;
  readonly kind: Kind;
  readonly source: Source;
  readonly estimated: boolean;
  readonly duration: number | undefined;
}

interface Wall {
  /** 2025-03-01 */
  readonly date: string;
  readonly hour: number;
  /** Minutes. */
  readonly offset: number;
}

const minute = 60_000;
const quarter = 15 * minute;
const walls = new Map<string, Wall>();
const formats = new Map<string, Intl.DateTimeFormat>();

function wallAt(zone: string, at: number): Wall {
  const key = `${zone} ${Math.floor(at / minute)}`;
  let wall = walls.get(key);
  if (wall === undefined) walls.set(key, (wall = askIntl(zone, Math.floor(at / minute) * minute)));
  return wall;
}

function askIntl(zone: string, at: number): Wall {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  const shown = Date.parse(`${date}T${parts['hour']}:${parts['minute']}:00Z`);
  return { date, hour: Number(parts['hour']), offset: (shown - at) / minute };
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first quarter of an hour at which the zone shows this date or a later one. */
function midnight(zone: string, date: string): number {
  let at = Date.parse(`${date}T00:00:00Z`) - 30 * 60 * minute;
  while (wallAt(zone, at).date < date) at += quarter;
  return at;
}

function iso(zone: string, at: number): string {
  const { offset } = wallAt(zone, at);
  const text = new Date(at + offset * minute).toISOString().replace('.000Z', '').replace('Z', '');
  const size = Math.abs(offset);
  const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
  return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** numerator / denominator, half up. Exact, since the numbers of these tests are small. */
function decimals(numerator: number, denominator: number, digits: number): number {
  if (denominator === 0) return 0;
  const scale = 10 ** digits;
  return Math.floor((2 * numerator * scale + denominator) / (2 * denominator)) / scale;
}
const hours = (ms: number): number => decimals(ms, 3_600_000, 2);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const heard = (plays: readonly Listen[]): number => sum(plays.map(({ ms }) => (ms < 0 ? 0 : ms)));

interface Bounds {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

export class Oracle {
  readonly zone: string;
  /** `undefined` where the params contradict each other. */
  readonly bounds: Bounds | undefined;
  private readonly all: readonly Listen[];
  private readonly gaps: readonly OracleGap[];
  private readonly now: number;
  private readonly minSeconds: number;
  private readonly kind: Kind | 'all';

  constructor(input: OracleInput, params: WindowParams) {
    this.all = input.listens
      .map((listen) => ({
        at: new Date(listen.endedAt).getTime(),
        ms: listen.msPlayed ?? 180_000,
        title: listen.title,
        artist: listen.artist,
        album: listen.album,
        uri: listen.uri,
        artistUri: listen.artistUri,
        kind: listen.kind ?? 'music',
        source: listen.source ?? 'extended',
        estimated: listen.estimated === true,
        duration: listen.duration,
      }))
      .sort((a, b) => a.at - b.at);
    this.gaps = input.gaps ?? [];
    this.now = input.now;
    this.zone = params.timezone ?? input.timeZone;
    this.minSeconds = params.min_seconds ?? input.minSeconds;
    this.kind = params.kind ?? 'music';
    this.bounds = this.readBounds(params);
  }

  private instant(text: string): number {
    return text.length === 10 ? midnight(this.zone, text) : Date.parse(text);
  }

  private readBounds({ days, from, to }: WindowParams): Bounds | undefined {
    if (days !== undefined && from !== undefined) return undefined;
    const today = wallAt(this.zone, this.now).date;
    const end = to === undefined ? midnight(this.zone, addDays(today, 1)) : this.instant(to);
    const toIsDate = to === undefined || to.length === 10;
    if (from !== undefined) {
      const start = this.instant(from);
      return start < end ? { start, end, whole: toIsDate && from.length === 10 } : undefined;
    }
    const lastDate = wallAt(this.zone, end - 1).date;
    if (to !== undefined && days === undefined) {
      const first = this.all[0]?.at;
      if (first !== undefined && first < end) return { start: first, end, whole: false };
      return { start: midnight(this.zone, lastDate), end, whole: false };
    }
    return { start: midnight(this.zone, addDays(lastDate, 1 - (days ?? 90))), end, whole: toIsDate };
  }

  private counts(listen: Listen): boolean {
    if (this.kind !== 'all' && listen.kind !== this.kind) return false;
    return listen.estimated || this.minSeconds === 0 || listen.ms >= this.minSeconds * 1000;
  }

  private inside(bounds = this.window): Listen[] {
    return this.all.filter(
      (listen) => this.counts(listen) && listen.at >= bounds.start && listen.at < bounds.end,
    );
  }

  private get window(): Bounds {
    if (this.bounds === undefined) throw new Error('The params contradict each other.');
    return this.bounds;
  }

  private answer(): object {
    return {
      window_start: iso(this.zone, this.window.start),
      window_end: iso(this.zone, this.window.end),
      timezone: this.zone,
    };
  }

  topArtists(by: By, offset: number, limit: number): object {
    const plays = this.inside();
    const groups = rankArtists(plays, by);
    return {
      ...this.answer(),
      by,
      plays: plays.length,
      total: groups.length,
      top_artists: groups.slice(offset, offset + limit).map((g) => artistRow(g, by, plays)),
    };
  }

  topTracks(by: By, offset: number, limit: number, apart: boolean): object {
    const plays = this.inside();
    const rows = apart ? rankTracks(plays, by).map(trackRow) : this.recordingRows(plays, by);
    return {
      ...this.answer(),
      by,
      plays: plays.length,
      total: rows.length,
      top_tracks: rows.slice(offset, offset + limit),
    };
  }

  /** For each track the keys of all tracks that are the same recording. */
  private get recordings(): (play: Listen) => string {
    const tracks = new Map<string, Listen>();
    for (const listen of this.all) if (!tracks.has(trackKey(listen))) tracks.set(trackKey(listen), listen);
    const sameName = (a: Listen, b: Listen): boolean =>
      a.artist !== '' && a.artist === b.artist && a.title.toLowerCase() === b.title.toLowerCase();
    const isSong = ({ uri }: Listen): boolean => uri?.startsWith('spotify:episode:') !== true;
    const keys = new Map<string, string>();
    for (const [key, track] of tracks) {
      const like = [...tracks.values()].filter((other) => isSong(other) && sameName(track, other));
      const lengths = like.flatMap(({ duration }) => duration ?? []).sort((a, b) => a - b);
      const shortest: number[] = [];
      for (const length of lengths)
        if (!(length <= shortest[shortest.length - 1]! + 2000)) shortest.push(length);
      const group =
        track.duration === undefined
          ? shortest.length === 1
            ? shortest[0]
            : 'unknown'
          : shortest.filter((length) => length <= track.duration!).pop();
      keys.set(
        key,
        isSong(track) && track.artist !== '' ? `${track.title.toLowerCase()}|${track.artist}|${group}` : key,
      );
    }
    return (play) => keys.get(trackKey(play))!;
  }

  private recordingRows(plays: Listen[], by: By): object[] {
    const keyOf = this.recordings;
    const found = [...new Set(plays.map(keyOf))].map((key) => {
      const own = plays.filter((play) => keyOf(play) === key);
      const releases = rankTracks(own, 'plays');
      const [best] = [
        ...releases.filter(({ first }) => spotify(first.uri)),
        ...releases.filter(({ first }) => !spotify(first.uri)),
      ];
      return { group: { first: best!.first, plays: own.length, ms: heard(own) }, releases: releases.length };
    });
    const ranked = rank(
      found.map(({ group }) => group),
      by,
      trackLabels,
    );
    return ranked.map((g) => {
      const { releases } = found.find(({ group }) => group === g)!;
      return { ...trackRow(g), ...(releases > 1 && { releases }) };
    });
  }

  topAlbums(by: By, offset: number, limit: number): object {
    const plays = this.inside();
    const withAlbum = plays.filter(({ album }) => album !== undefined);
    const groups = rank(
      group(withAlbum, ({ album, artist }) => `${artist}|${album}`),
      by,
      ({ album, artist }) => [album ?? '', artist],
    );
    return {
      ...this.answer(),
      by,
      plays: plays.length,
      total: groups.length,
      plays_without_album: plays.length - withAlbum.length,
      top_albums: groups.slice(offset, offset + limit).map((g) => ({
        name: g.first.album,
        artists: names(g.first.artist),
        plays: g.plays,
        hours: hours(g.ms),
        share: by === 'time' ? decimals(g.ms, heard(plays), 4) : decimals(g.plays, plays.length, 4),
      })),
    };
  }

  private week(): { plays: number[][]; ms: number[][] } {
    const table = (): number[][] => Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
    const week = { plays: table(), ms: table() };
    const hours = new Map<string, { ms: number; at: number }>();
    for (const play of this.inside()) {
      const { date, hour } = wallAt(this.zone, play.at);
      week.plays[weekdayOf(date)]![hour]! += 1;
      // Clocks change at quarters of an hour only.
      for (let at = play.at - heard([play]); at < play.at;) {
        const next = Math.min(play.at, (Math.floor(at / quarter) + 1) * quarter);
        const key = hourKey(this.zone, at);
        hours.set(key, { at, ms: (hours.get(key)?.ms ?? 0) + next - at });
        at = next;
      }
    }
    for (const [key, { ms, at }] of hours) {
      const around = Array.from({ length: 17 }, (_, i) => (Math.floor(at / quarter) + i - 8) * quarter);
      const length = around.filter((other) => hourKey(this.zone, other) === key).length * quarter;
      const { date, hour } = wallAt(this.zone, at);
      week.ms[weekdayOf(date)]![hour]! += Math.min(ms, length);
    }
    return week;
  }

  private grid(): object {
    const { plays, ms } = this.week();
    return { plays, minutes: ms.map((day) => day.map((cell) => decimals(cell, minute, 1))) };
  }

  heatmap(): object {
    const plays = this.inside();
    const week = this.week();
    const cells = week.plays
      .flatMap((day, weekday) =>
        day.map((count, hour) => ({ count, ms: week.ms[weekday]![hour]!, weekday, hour })),
      )
      .sort((a, b) => b.count - a.count || b.ms - a.ms || a.weekday - b.weekday || a.hour - b.hour);
    const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const [top] = cells;
    return {
      ...this.answer(),
      plays: plays.length,
      hours: hours(heard(plays)),
      ...(plays.length > 0 && {
        busiest: { weekday: weekdays[top!.weekday], hour: top!.hour, plays: top!.count },
      }),
      heatmap: this.grid(),
    };
  }

  private repeats(): object {
    const plays = this.inside();
    const keyOf = this.recordings;
    const counts = group(plays, keyOf)
      .map((g) => g.plays)
      .sort((a, b) => a - b);
    const middle =
      counts.length % 2 === 1
        ? [counts[(counts.length - 1) / 2]!]
        : counts.slice(counts.length / 2 - 1).slice(0, 2);
    return {
      repeat_rate: decimals(plays.length, counts.length, 4),
      median_plays_per_track: middle.length === 0 ? 0 : sum(middle) / middle.length,
      consecutive_repeats: plays.filter((play, i) => i > 0 && keyOf(play) === keyOf(plays[i - 1]!)).length,
      top_10_share: decimals(sum(counts.reverse().slice(0, 10)), plays.length, 4),
    };
  }

  repeatRate(): object {
    const plays = this.inside();
    const keyOf = this.recordings;
    const earlier = this.all.filter((listen) => this.counts(listen));
    const known = plays.filter((play) => {
      const index = earlier.indexOf(play);
      return earlier.slice(0, index).some((other) => keyOf(other) === keyOf(play));
    });
    const runs: Listen[][] = [];
    for (const play of plays) {
      const run = runs[runs.length - 1];
      if (run !== undefined && keyOf(run[0]!) === keyOf(play)) run.push(play);
      else runs.push([play]);
    }
    const longest = Math.max(0, ...runs.map((run) => run.length));
    const [most] = runs.find((run) => run.length === longest) ?? [];
    return {
      ...this.answer(),
      plays: plays.length,
      unique_tracks: new Set(plays.map(keyOf)).size,
      ...this.repeats(),
      known_before_share: decimals(known.length, plays.length, 4),
      ...(longest > 1 && {
        most_repeated: { name: most!.title, artists: names(most!.artist), plays_in_a_row: longest },
      }),
    };
  }

  private covered(): object {
    const plays = this.inside();
    const { start, end } = this.window;
    const dates = new Set([wallAt(this.zone, end - 1).date]);
    for (let at = start; at < end; at += 180 * minute) dates.add(wallAt(this.zone, at).date);
    const last = this.all[this.all.length - 1]?.at;
    const known = Math.min(end, this.now);
    const hole = last !== undefined && known > last + 24 * 60 * minute;
    return {
      ...(plays.length > 0 && {
        first_play: iso(this.zone, plays[0]!.at),
        last_play: iso(this.zone, plays[plays.length - 1]!.at),
      }),
      days_with_plays: new Set(plays.map(({ at }) => wallAt(this.zone, at).date)).size,
      days_in_window: dates.size,
      sources: bySource(plays),
      gaps: [
        ...this.gaps
          .filter(({ from, to }) => from < end && to > start)
          .map(({ from, to, reason }) => ({ from: iso(this.zone, from), to: iso(this.zone, to), reason })),
        ...(hole
          ? [{ from: iso(this.zone, last), to: iso(this.zone, known), reason: 'after_last_listen' }]
          : []),
      ],
    };
  }

  coverage(superseded: number): object {
    const plays = this.inside();
    const { start, end } = this.window;
    const ofKind = this.all.filter(
      ({ at, kind }) => at >= start && at < end && (this.kind === 'all' || kind === this.kind),
    );
    const months = [...new Set(plays.map(({ at }) => wallAt(this.zone, at).date.slice(0, 7)))].sort();
    return {
      ...this.answer(),
      ...this.covered(),
      plays: plays.length,
      short_listens: ofKind.length - plays.length,
      with_uri_share: decimals(plays.filter(({ uri }) => spotify(uri)).length, plays.length, 4),
      with_time_share: decimals(
        plays.filter(({ ms, estimated }) => ms >= 0 && !estimated).length,
        plays.length,
        4,
      ),
      estimated_share: decimals(plays.filter(({ estimated }) => estimated).length, plays.length, 4),
      history: {
        ...(this.all.length > 0 && {
          first_listen: iso(this.zone, this.all[0]!.at),
          last_listen: iso(this.zone, this.all[this.all.length - 1]!.at),
        }),
        listens: this.all.length,
        superseded,
      },
      months: months.map((month) => {
        const own = plays.filter(({ at }) => wallAt(this.zone, at).date.startsWith(month));
        return { month, plays: own.length, hours: hours(heard(own)), sources: bySource(own) };
      }),
    };
  }

  tasteSummary(by: By, limit: number): object {
    const plays = this.inside();
    const artists = rankArtists(plays, by);
    const tracks = this.recordingRows(plays, by);
    return {
      ...this.answer(),
      plays: plays.length,
      unique_tracks: tracks.length,
      unique_artists: artists.length,
      hours: hours(heard(plays)),
      top_artists: artists.slice(0, limit).map((g) => artistRow(g, by, plays)),
      top_tracks: tracks.slice(0, limit),
      repeat_stats: this.repeats(),
      heatmap: this.grid(),
      coverage: this.covered(),
    };
  }

  searchPlays(
    matches: (play: Listen) => boolean,
    order: 'newest' | 'oldest',
    offset: number,
    limit: number,
  ): object {
    const found = this.inside().filter(matches);
    const everywhere = this.all.filter((listen) => this.counts(listen)).filter(matches);
    const sorted = order === 'oldest' ? found : [...found].reverse();
    return {
      ...this.answer(),
      total: found.length,
      hours: hours(heard(found)),
      total_outside: everywhere.length - found.length,
      plays: sorted.slice(offset, offset + limit).map((play) => ({
        played_at: iso(this.zone, play.at),
        name: play.title,
        artists: names(play.artist),
        ...(play.album !== undefined && { album: play.album }),
        ...(play.ms >= 0 && !play.estimated && { seconds: Math.floor(play.ms / 1000) }),
        ...(play.kind !== 'music' && { kind: play.kind }),
        ...(spotify(play.uri) && { uri: play.uri }),
      })),
    };
  }

  /** `undefined` where the other period has no length. */
  private otherBounds(compareFrom: string | undefined, compareTo: string | undefined): Bounds | undefined {
    const { start, end, whole } = this.window;
    if (compareFrom !== undefined && compareTo !== undefined) {
      const other = { start: this.instant(compareFrom), end: this.instant(compareTo), whole: false };
      return other.start < other.end ? other : undefined;
    }
    const days =
      (Date.parse(wallAt(this.zone, end).date) - Date.parse(wallAt(this.zone, start).date)) / 86_400_000;
    const shift = (at: number, isDate: boolean, direction: number): number =>
      whole && isDate
        ? midnight(this.zone, addDays(wallAt(this.zone, at).date, direction * days))
        : at + direction * (end - start);
    if (compareFrom !== undefined) {
      const from = this.instant(compareFrom);
      return { start: from, end: shift(from, compareFrom.length === 10, 1), whole: false };
    }
    const to = compareTo === undefined ? start : this.instant(compareTo);
    return {
      start: shift(to, compareTo === undefined ? whole : compareTo.length === 10, -1),
      end: to,
      whole: false,
    };
  }

  comparePeriods(by: By, limit: number, compareFrom?: string, compareTo?: string): object | undefined {
    const other = this.otherBounds(compareFrom, compareTo);
    if (other === undefined) return undefined;
    const current = this.inside();
    const previous = this.inside(other);
    const keyOf = this.recordings;
    const artistsOf = (plays: Listen[]): Group[] => rankArtists(plays, by);
    const totals = (
      plays: Listen[],
    ): Record<'plays' | 'hours' | 'unique_tracks' | 'unique_artists', number> => ({
      plays: plays.length,
      hours: hours(heard(plays)),
      unique_tracks: new Set(plays.map(keyOf)).size,
      unique_artists: artistsOf(plays).length,
    });
    const [a, b] = [artistsOf(current), artistsOf(previous)];
    const value = (g: Group | undefined): number => (g === undefined ? 0 : by === 'time' ? g.ms : g.plays);
    const otherValue = (g: Group | undefined): number =>
      g === undefined ? 0 : by === 'time' ? g.plays : g.ms;
    const moves = [...new Set([...a, ...b].map(({ first }) => first.artist))].map((name) => {
      const now = a.find(({ first }) => first.artist === name);
      const then = b.find(({ first }) => first.artist === name);
      return {
        change: value(now) - value(then),
        otherChange: otherValue(now) - otherValue(then),
        row: {
          name,
          plays: now?.plays ?? 0,
          previous_plays: then?.plays ?? 0,
          ...(now && { rank: 1 + a.filter((g) => value(g) > value(now)).length }),
          ...(then && { previous_rank: 1 + b.filter((g) => value(g) > value(then)).length }),
        },
      };
    });
    const sorted = (sign: number): object[] =>
      moves
        .filter(({ change }) => change * sign > 0)
        .sort(
          (x, y) =>
            (y.change - x.change) * sign ||
            (y.otherChange - x.otherChange) * sign ||
            (x.row.name < y.row.name ? -1 : 1),
        )
        .slice(0, limit)
        .map(({ row }) => row);
    const before = this.all.filter((listen) => this.counts(listen) && listen.at < this.window.start);
    const [t, u] = [totals(current), totals(previous)];
    return {
      ...this.answer(),
      previous_start: iso(this.zone, other.start),
      previous_end: iso(this.zone, other.end),
      current: t,
      previous: u,
      change: {
        plays: t.plays - u.plays,
        hours: Number((t.hours - u.hours).toFixed(2)),
        unique_tracks: t.unique_tracks - u.unique_tracks,
        unique_artists: t.unique_artists - u.unique_artists,
      },
      climbers: sorted(1),
      fallers: sorted(-1),
      new_artists: a
        .filter(({ first }) => !before.some(({ artist }) => artist === first.artist))
        .slice(0, limit)
        .map((g) => ({ name: g.first.artist, plays: g.plays })),
    };
  }
}

export type { Listen as OracleListen };

interface Group {
  readonly first: Listen;
  readonly plays: number;
  readonly ms: number;
}

function trackKey({ uri, title, artist, album }: Listen): string {
  return uri ?? `${title}|${artist}|${album}`;
}

function group(plays: readonly Listen[], keyOf: (play: Listen) => string): Group[] {
  const groups = new Map<string, Listen[]>();
  for (const play of plays) groups.set(keyOf(play), [...(groups.get(keyOf(play)) ?? []), play]);
  return [...groups.values()].map((own) => ({ first: own[0]!, plays: own.length, ms: heard(own) }));
}

/** By the value, the other value, then what a reader sees. */
function rank(groups: Group[], by: By, labelsOf: (play: Listen) => string[]): Group[] {
  return [...groups].sort((x, y) => {
    const values = by === 'time' ? [y.ms - x.ms, y.plays - x.plays] : [y.plays - x.plays, y.ms - x.ms];
    const other = labelsOf(y.first);
    const labels = labelsOf(x.first).map((text, i) => (text < other[i]! ? -1 : text > other[i]! ? 1 : 0));
    return [...values, ...labels].find((difference) => difference !== 0) ?? 0;
  });
}

function rankArtists(plays: readonly Listen[], by: By): Group[] {
  const named = plays.filter(({ artist }) => artist !== '');
  return rank(
    group(named, ({ artist }) => artist),
    by,
    ({ artist }) => [artist],
  );
}

function rankTracks(plays: readonly Listen[], by: By): Group[] {
  return rank(group(plays, trackKey), by, trackLabels);
}

function trackLabels({ title, artist, uri }: Listen): string[] {
  return [title, artist, uri ?? ''];
}

function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** One hour of the clock, each time that it is shown. */
function hourKey(zone: string, at: number): string {
  const { date, hour, offset } = wallAt(zone, at);
  return `${date} ${hour} ${offset}`;
}

function names(artist: string): string[] {
  return artist === '' ? [] : [artist];
}

function spotify(uri: string | undefined): boolean {
  return uri !== undefined && uri.startsWith('spotify:');
}

function artistRow(g: Group, by: By, plays: readonly Listen[]): object {
  return {
    name: g.first.artist,
    plays: g.plays,
    hours: hours(g.ms),
    share: by === 'time' ? decimals(g.ms, heard(plays), 4) : decimals(g.plays, plays.length, 4),
    ...(spotify(g.first.artistUri) && { uri: g.first.artistUri }),
  };
}

function trackRow(g: Group): object {
  return {
    name: g.first.title,
    artists: names(g.first.artist),
    plays: g.plays,
    hours: hours(g.ms),
    ...(spotify(g.first.uri) && { uri: g.first.uri }),
  };
}

function bySource(plays: readonly Listen[]): object[] {
  return (['extended', 'account', 'api'] as const)
    .map((source) => ({ source, plays: plays.filter((play) => play.source === source).length }))
    .filter(({ plays: count }) => count > 0);
}
