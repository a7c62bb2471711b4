import { csvLine } from '../../spotify/playlistFiles/csvText.ts';
import { flagOf, type StoredListen } from './storedListens.ts';
import { remembered, type StoredLive, type StoredNames } from './storedNames.ts';

/** Makes the lines of a file of text. */
export interface ListenLines {
  /** What stands before the first line. */
  readonly head: string;
  /** With its line break. */
  line(account: string, listen: StoredListen): string;
}

const instant = (ms: number): string => new Date(ms).toISOString();

/** In the order of the columns. */
const flagNames = ['skipped', 'shuffle', 'offline', 'incognito'] as const;

/** A part of an object, with a comma in front; nothing for what is not known. */
const field = (name: string, value: string | number | boolean | undefined): string =>
  value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`;

/**
 * JSON Lines: one object a listen, what is not known left out. `ended_at` is repaired where the source reported it too
 * late, and `reported_at` then says what it reported.
 */
export function jsonLines(names: StoredNames): ListenLines {
  const track = remembered((id) => {
    const { kind, name, artist, artistUri, album, uri, resolvedUri, ...facts } = names.track(id);
    return [
      field('kind', kind) + field('track', name) + field('artist', artist) + field('album', album),
      field('uri', uri) + field('resolved_uri', resolvedUri) + field('artist_uri', artistUri),
      field('duration_ms', facts.durationMs) +
        field('release_date', facts.releaseDate) +
        field('isrc', facts.isrc),
    ].join('');
  });
  const word = remembered((id) => JSON.stringify(names.word(id)));
  const source = remembered((id) => JSON.stringify(names.source(id)));
  const worded = (name: string, id: number | undefined): string =>
    id === undefined ? '' : `,"${name}":${word(id)}`;
  const flags = remembered((bits) => flagNames.map((name) => field(name, flagOf(bits, name))).join(''));
  return {
    head: '',
    line: (account, one) =>
      `{"account":${JSON.stringify(account)},"ended_at":"${instant(one.repairedAt ?? one.endedAt)}"` +
      (one.repairedAt === undefined ? '' : `,"reported_at":"${instant(one.endedAt)}"`) +
      (one.msPlayed === undefined ? '' : `,"ms_played":${one.msPlayed}`) +
      track(one.track) +
      `,"source":${source(one.source)}` +
      flags(one.flags) +
      (worded('reason_start', one.reasonStart) + worded('reason_end', one.reasonEnd)) +
      (one.offlineAt === undefined ? '' : `,"offline_at":"${instant(one.offlineAt)}"`) +
      (worded('platform', one.platform) + worded('country', one.country)) +
      worded('context_uri', one.context) +
      (one.live === undefined ? '' : liveField(names.live(one.live))) +
      (one.spokenForBy === undefined ? '' : ',"spoken_for":true') +
      '}\n',
  };
}

function liveField(live: StoredLive | undefined): string {
  if (live === undefined) return '';
  const shown = {
    started_at: instant(live.startedAt),
    ended_at: instant(live.endedAt),
    heard_ms: live.heardMs,
    skipped: live.skipped,
    device: live.device,
    context_uri: live.contextUri,
  };
  return `,"live":${JSON.stringify(shown)}`;
}

/** Columns of the CSV, in their order; as in the JSON, an empty cell for what is not known. */
export const csvColumns = [
  ...['account', 'ended_at', 'reported_at', 'ms_played'],
  ...[
    'kind',
    'track',
    'artist',
    'album',
    'uri',
    'resolved_uri',
    'artist_uri',
    'duration_ms',
    'release_date',
    'isrc',
  ],
  ...['source', 'skipped', 'shuffle', 'offline', 'incognito', 'reason_start', 'reason_end', 'offline_at'],
  ...['platform', 'country', 'context_uri', 'live_heard_ms', 'spoken_for'],
] as const;

/** Spreadsheets take a CSV without this mark for another encoding than UTF-8. */
const byteOrderMark = '\uFEFF';

/** CSV (RFC 4180), no cell of which a spreadsheet takes for a formula. */
export function csvLines(names: StoredNames): ListenLines {
  const cells = (...values: readonly (string | number | undefined)[]): string =>
    csvLine(values.map((value) => String(value ?? '')));
  const track = remembered((id) => {
    const { kind, name, artist, album, uri, resolvedUri, artistUri, durationMs, releaseDate, isrc } =
      names.track(id);
    return cells(kind, name, artist, album, uri, resolvedUri, artistUri, durationMs, releaseDate, isrc);
  });
  const word = remembered((id) => cells(names.word(id)));
  const source = remembered((id) => cells(names.source(id)));
  const worded = (id: number | undefined): string => (id === undefined ? '' : word(id));
  const at = (ms: number | undefined): string => (ms === undefined ? '' : instant(ms));
  const flags = remembered((bits) => flagNames.map((name) => String(flagOf(bits, name) ?? '')).join(','));
  return {
    head: `${byteOrderMark}${csvColumns.join(',')}\r\n`,
    line: (account, one) => {
      const live = one.live === undefined ? undefined : names.live(one.live);
      const ended = at(one.repairedAt ?? one.endedAt);
      const reported = one.repairedAt === undefined ? '' : at(one.endedAt);
      return [
        ...[cells(account), ended, reported, one.msPlayed ?? '', track(one.track), source(one.source)],
        ...[flags(one.flags), worded(one.reasonStart), worded(one.reasonEnd), at(one.offlineAt)],
        ...[worded(one.platform), worded(one.country), worded(one.context)],
        `${live?.heardMs ?? ''},${one.spokenForBy === undefined ? '' : 'true'}\r\n`,
      ].join(',');
    },
  };
}
