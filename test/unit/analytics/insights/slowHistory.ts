/**
 * A history for the slow analyses that the fast ones are checked against: plain objects, one question to Intl for a
 * play or a quarter of an hour. It shares no code with src/core/analytics.
 */
import type { Kind, Source, WindowParams } from '../../../../src/protocol/history/window.ts';
import type { KnownGap } from '../../../../src/core/analytics/columns.ts';
import type { ListenFixture } from '../../../fixtures/playColumns.ts';

export interface SlowListen {
  readonly at: number;
  readonly ms: number;
  readonly title: string;
  readonly artist: string;
  readonly album: string | undefined;
  readonly uri: string | undefined;
  readonly kind: Kind;
  readonly source: Source;
  readonly estimated: boolean;
}

/** Unix ms, the end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const minute = 60_000;
const dayLength = 24 * 60 * minute;

export class Wall {
  readonly zone: string;
  private readonly format: Intl.DateTimeFormat;
  private readonly dates = new Map<number, { date: string; hour: number; offset: number }>();
  private readonly midnights = new Map<string, number>();

  constructor(zone: string) {
    this.zone = zone;
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  /** What the clock on the wall shows; the offset in minutes. */
  at(instant: number): { date: string; hour: number; offset: number } {
    const whole = Math.floor(instant / minute) * minute;
    let shown = this.dates.get(whole);
    if (shown === undefined) {
      const parts = Object.fromEntries(
        this.format.formatToParts(whole).map(({ type, value }) => [type, value]),
      );
      const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
      const local = Date.parse(`${date}T${parts['hour']}:${parts['minute']}:00Z`);
      shown = { date, hour: Number(parts['hour']), offset: (local - whole) / minute };
      this.dates.set(whole, shown);
    }
    return shown;
  }

  date(instant: number): string {
    return this.at(instant).date;
  }

  /** The first quarter of an hour at which it shows this date or a later one. */
  midnight(date: string): number {
    let at = this.midnights.get(date);
    if (at === undefined) {
      at = Date.parse(`${date}T00:00:00Z`) - 15 * 60 * minute;
      while (this.date(at) < date) at += 15 * minute;
      this.midnights.set(date, at);
    }
    return at;
  }

  /** Whether the calendar of the zone has a date. */
  has(date: string): boolean {
    return this.date(this.midnight(date)) === date;
  }

  iso(instant: number): string {
    const { offset } = this.at(instant);
    const text = new Date(instant + offset * minute).toISOString().replace('.000Z', '').replace('Z', '');
    const size = Math.abs(offset);
    const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
    return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  }
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** numerator / denominator, half up. */
export function decimals(numerator: number, denominator: number, digits: number): number {
  if (denominator === 0) return 0;
  const scale = 10 ** digits;
  return Math.floor((2 * numerator * scale + denominator) / (2 * denominator)) / scale;
}

export const hoursOf = (plays: readonly SlowListen[]): number => decimals(heardOf(plays), 60 * minute, 2);
export const heardOf = (plays: readonly SlowListen[]): number =>
  plays.reduce((sum, { ms }) => sum + (ms < 0 ? 0 : ms), 0);

const walls = new Map<string, Wall>();

export class SlowHistory {
  readonly wall: Wall;
  readonly now: number;
  /** Of any kind and length. */
  readonly listens: readonly SlowListen[];
  /** Those that the rule of the params counts. */
  readonly plays: readonly SlowListen[];
  readonly unknown: readonly Stretch[];
  readonly gaps: readonly KnownGap[];

  constructor(
    fixtures: readonly ListenFixture[],
    gaps: readonly KnownGap[],
    now: number,
    params: WindowParams & { timezone: string },
  ) {
    let wall = walls.get(params.timezone);
    if (wall === undefined) walls.set(params.timezone, (wall = new Wall(params.timezone)));
    this.wall = wall;
    this.now = now;
    this.gaps = gaps;
    this.listens = fixtures
      .map((listen) => ({
        at: new Date(listen.endedAt).getTime(),
        ms: listen.msPlayed ?? 180_000,
        title: listen.title,
        artist: listen.artist,
        album: listen.album,
        uri: listen.uri,
        kind: listen.kind ?? 'music',
        source: listen.source ?? 'extended',
        estimated: listen.estimated ?? false,
      }))
      .sort((a, b) => a.at - b.at);
    const { kind = 'music', min_seconds: seconds = 30 } = params;
    this.plays = this.listens.filter(
      (listen) =>
        (kind === 'all' || listen.kind === kind) &&
        (listen.estimated || seconds === 0 || listen.ms >= seconds * 1000),
    );
    const first = this.listens[0];
    const last = this.listens[this.listens.length - 1];
    this.unknown = gaps.map(({ from, to }) => ({ start: from, end: to }));
    if (first !== undefined && first.source !== 'extended') {
      this.unknown = [{ start: -Infinity, end: first.at }, ...this.unknown];
    }
    if (last !== undefined && now > last.at + dayLength) {
      this.unknown = [...this.unknown, { start: last.at, end: now }];
    }
  }

  /** The window of `days`, of `from` and `to`, or the default one. */
  window({ days, from, to }: WindowParams): Stretch {
    const { wall } = this;
    const instant = (text: string): number => (text.length === 10 ? wall.midnight(text) : Date.parse(text));
    const end = to === undefined ? wall.midnight(addDays(wall.date(this.now), 1)) : instant(to);
    if (from !== undefined) return { start: instant(from), end };
    return { start: wall.midnight(addDays(wall.date(end - 1), 1 - (days ?? 90))), end };
  }

  isUnknown({ start, end }: Stretch): boolean {
    return start < end && this.unknown.some((other) => other.start < end && other.end > start);
  }

  inside({ start, end }: Stretch): SlowListen[] {
    return this.plays.filter(({ at }) => at >= start && at < end);
  }

  answer({ start, end }: Stretch): object {
    return {
      window_start: this.wall.iso(start),
      window_end: this.wall.iso(end),
      timezone: this.wall.zone,
    };
  }
}

/** `uri` as answers have it. */
export function uriOf(uri: string | undefined): { uri?: string } {
  return uri?.startsWith('spotify:') === true ? { uri } : {};
}

export function artistsOf(artist: string): string[] {
  return artist === '' ? [] : [artist];
}

/** Groups in order of appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const trackKey = ({ uri, title, artist, album }: SlowListen): string =>
  uri ?? `${title}|${artist}|${album ?? ''}`;

/** The recording: releases of one title of an artist are one, since these fixtures know no lengths of tracks. */
export const recordingKey = (play: SlowListen): string =>
  play.artist === '' ? trackKey(play) : `${play.title}|${play.artist}`;

/** The release that stands for the plays of one recording, and how many releases there are. */
export function releasesOf(plays: readonly SlowListen[]): { main: SlowListen; releases: number } {
  const releases = groupBy(plays, trackKey).sort((a, b) => {
    const [has, had] = [a, b].map(([one]) => Number('uri' in uriOf(one!.uri)));
    const more = had! - has! || b.length - a.length || heardOf(b) - heardOf(a);
    return more || ((a[0]!.uri ?? '') < (b[0]!.uri ?? '') ? -1 : 1);
  });
  return { main: releases[0]![0]!, releases: releases.length };
}
