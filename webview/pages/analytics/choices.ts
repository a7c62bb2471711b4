import { longestOnlyName, type OnlyParam } from '../../../src/protocol/history/only.ts';
import type { WindowParams } from '../../../src/protocol/history/window.ts';
import { t } from '../../l10n.ts';
import { dayOf, dayWords } from '../../ui/dates.ts';

export const windowIds = ['7', '30', '90', 'year', 'all', 'own'] as const;
export type WindowId = (typeof windowIds)[number];
export const kindIds = ['music', 'podcast', 'audiobook', 'all'] as const;
export type KindId = (typeof kindIds)[number];
export const itemKinds = ['tracks', 'artists', 'albums'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** One thing that the page is about instead of everything. */
export interface Only {
  readonly artist: string;
  /** Title, where it is a track of that artist. */
  readonly track?: string;
  /** Title, where it is an album of that artist. */
  readonly album?: string;
  /** Of the artist or the track: tells it from others of that name. */
  readonly uri?: string;
}

/** What the page shows; it remembers all of it. */
export interface Choices {
  readonly window: WindowId;
  /** First and last local day of `own` dates, both in it: `2026-03-01`. */
  readonly from?: string;
  readonly to?: string;
  /** Absent: the account in use. */
  readonly account?: string;
  readonly kind: KindId;
  readonly by: 'plays' | 'time';
  readonly only?: Only;
  /** Of what the forgotten favourites are. Absent: tracks. */
  readonly forgotten?: ItemKind;
  readonly view: 'charts' | 'year';
  readonly year?: number;
  readonly slide?: number;
}

/** Some other choices; `undefined` takes one away. */
export type Change = { readonly [K in keyof Choices]?: Choices[K] | undefined };

export function changed(choices: Choices, change: Change): Choices {
  return Object.fromEntries(
    Object.entries({ ...choices, ...change }).filter(([, value]) => value !== undefined),
  ) as unknown as Choices;
}

const dayMs = 86_400_000;
const days: Partial<Record<WindowId, number>> = { '7': 7, '30': 30, '90': 90, year: 365 };

/** The choices that were kept; the default for whatever is none. */
export function keptChoices(state: unknown): Choices {
  const kept = typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
  const [from, to] = [keptDay(kept['from']), keptDay(kept['to'])];
  const window = windowIds.find((id) => id === kept['window']) ?? '90';
  const account = keptText(kept['account']);
  const only = keptOnly(kept['only']);
  const forgotten = itemKinds.find((id) => id === kept['forgotten']);
  return {
    window: window === 'own' && !isStretch(from, to) ? '90' : window,
    kind: kindIds.find((id) => id === kept['kind']) ?? 'music',
    by: kept['by'] === 'time' ? 'time' : 'plays',
    view: kept['view'] === 'year' ? 'year' : 'charts',
    ...(from !== undefined && to !== undefined && { from, to }),
    ...(account !== undefined && { account }),
    ...(only !== undefined && { only }),
    ...(forgotten !== undefined && { forgotten }),
    ...(isWhole(kept['year']) && { year: kept['year'] }),
    ...(isWhole(kept['slide']) && { slide: kept['slide'] }),
  };
}

/** The arguments of a question about the chosen window. An end alone begins with the first listen of the history. */
export function windowParams(choices: Choices, now: number): WindowParams {
  return { ...stretch(choices, now), ...whoseParams(choices) };
}

/** The arguments that say whose listens of what kind, without a window. */
export function whoseParams({ account, kind }: Choices): WindowParams {
  return { ...(kind !== 'music' && { kind }), ...(account !== undefined && { account }) };
}

/** The argument that leaves only the plays of what was chosen. */
export function onlyParams({ only }: Choices): { readonly only?: OnlyParam } {
  if (only === undefined) return {};
  const { artist, track, album, uri } = only;
  const cut = (name: string): string => name.slice(0, longestOnlyName);
  return {
    only: {
      artist: cut(artist),
      ...(track !== undefined && { track: cut(track) }),
      ...(album !== undefined && { album: cut(album) }),
      ...(uri?.startsWith('spotify:artist:') === true && { artist_uri: cut(uri) }),
    },
  };
}

function stretch({ window, from, to }: Choices, now: number): WindowParams {
  if (window === 'own' && from !== undefined && to !== undefined) return { from, to: dayAfter(to) };
  const length = days[window];
  return length === undefined ? { to: new Date(now).toISOString() } : { days: length };
}

/** Whether two days, as `<input type="date">` gives them, are a stretch of time. */
export function isStretch(from: string | undefined, to: string | undefined): boolean {
  return (
    from !== undefined &&
    to !== undefined &&
    dayOf(from) !== undefined &&
    dayOf(to) !== undefined &&
    from <= to
  );
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - dayMs).toISOString().slice(0, 10);
}

/** First and last day of a month, `2026-03`, or of a year, `2026`. */
export function daysOf(period: string): { readonly from: string; readonly to: string } {
  const [year = '', month] = period.split('-');
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString();
  return { from: `${period}-01`, to: last.slice(0, 10) };
}

/** The window inside a sentence. */
export function windowWords({ window, from, to }: Choices): string {
  switch (window) {
    case '7':
      return t('the last 7 days');
    case '30':
      return t('the last 30 days');
    case '90':
      return t('the last 90 days');
    case 'year':
      return t('the last 365 days');
    case 'all':
      return t('all time');
    case 'own':
      return t('{from} to {to}', { from: dayWords(from ?? ''), to: dayWords(to ?? '') });
  }
}

function keptDay(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

function keptText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 128 ? value : undefined;
}

function keptOnly(value: unknown): Only | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { artist, track, album, uri } = value as Record<string, unknown>;
  if (typeof artist !== 'string' || artist === '') return undefined;
  return {
    artist,
    ...(typeof track === 'string' && track !== '' && { track }),
    ...(typeof album === 'string' && album !== '' && { album }),
    ...(typeof uri === 'string' && { uri }),
  };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}
