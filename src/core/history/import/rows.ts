import type { FileFormat, LeftOutReason } from '../../../protocol/history/importReport.ts';
import type { Observation } from '../observation.ts';
import { accountItem } from './accountRow.ts';
import { parseExportTime } from './exportTime.ts';
import { ItemCache } from './itemCache.ts';
import { isPlaceholder } from './placeholder.ts';
import { platformFamily } from './platformFamily.ts';
import { countryOf, durationOf, flagOf, offlineInstant, type Row } from './rowFields.ts';
import { WordCache } from './wordCache.ts';

/** Before this, Spotify did not exist. */
const earliest = Date.UTC(2006, 0, 1);

/** What reading a row depends on beside the row. */
export interface RowOptions {
  /** Unix ms; a row after it lies in the future. */
  readonly latest: number;
  /** Keep the family of the player and the country. */
  readonly keepOptionalFields: boolean;
}

/**
 * The schema of an entry of a list, by its keys alone; `unknown` if it is no row of a listening history. `endsong`
 * is the first generation of extended rows, told by the user agent that only it has.
 */
export function formatOf(entry: unknown): FileFormat {
  if (!isRow(entry)) return 'unknown';
  if (entry.ts !== undefined) return entry.user_agent_decrypted === undefined ? 'extended' : 'endsong';
  return entry.endTime === undefined ? 'unknown' : 'account';
}

/**
 * Turns entries of lists into observations. It remembers the names of recent tracks, which most rows repeat: those
 * of one track then share their texts.
 */
export class RowReader {
  readonly #options: RowOptions;
  readonly #items = new ItemCache();
  readonly #reasons = new WordCache();

  constructor(options: RowOptions) {
    this.#options = options;
  }

  /** An entry as an observation, or why it is none. Sensitive fields are never looked at. */
  read(entry: unknown): Observation | LeftOutReason {
    if (!isRow(entry)) return 'not_a_row';
    if (entry.ts !== undefined) return this.#extended(entry);
    if (entry.endTime !== undefined) return this.#account(entry);
    return looksLikeAListen(entry) ? 'no_time' : 'not_a_row';
  }

  #extended(row: Row): Observation | LeftOutReason {
    const endedAt = this.#timeOf(row.ts);
    if (typeof endedAt === 'string') return endedAt;
    const msPlayed = durationOf(row.ms_played);
    if (msPlayed === 'bad') return 'bad_duration';
    const { kind, uri, title, artist, album } = this.#items.itemOf(row);
    if (title === '') return 'no_title';
    if (uri === undefined && isPlaceholder(title, artist, album)) return 'placeholder';
    const { keepOptionalFields } = this.#options;
    return {
      source: 'extended',
      kind,
      endedAt,
      msPlayed,
      uri,
      title,
      artist,
      album,
      reasonStart: this.#reasons.wordOf(row.reason_start),
      reasonEnd: this.#reasons.wordOf(row.reason_end),
      shuffle: flagOf(row.shuffle),
      skipped: flagOf(row.skipped),
      offline: flagOf(row.offline),
      incognito: flagOf(row.incognito_mode),
      offlineAt: offlineInstant(row.offline_timestamp),
      platform: keepOptionalFields ? platformFamily(row.platform) : undefined,
      country: keepOptionalFields ? countryOf(row.conn_country) : undefined,
    };
  }

  #account(row: Row): Observation | LeftOutReason {
    const endedAt = this.#timeOf(row.endTime);
    if (typeof endedAt === 'string') return endedAt;
    const msPlayed = durationOf(row.msPlayed);
    if (msPlayed === 'bad') return 'bad_duration';
    const { kind, title, artist, album } = accountItem(row);
    if (title === '') return 'no_title';
    if (isPlaceholder(title, artist, album)) return 'placeholder';
    return {
      source: 'account',
      kind,
      endedAt,
      msPlayed,
      uri: undefined,
      title,
      artist,
      album,
      reasonStart: undefined,
      reasonEnd: undefined,
      shuffle: undefined,
      skipped: undefined,
      offline: undefined,
      incognito: undefined,
      offlineAt: undefined,
      platform: undefined,
      country: undefined,
    };
  }

  #timeOf(value: unknown): number | 'no_time' | 'implausible_time' {
    const time = typeof value === 'string' ? parseExportTime(value) : undefined;
    if (time === undefined) return 'no_time';
    return time < earliest || time > this.#options.latest ? 'implausible_time' : time;
  }
}

function isRow(entry: unknown): entry is Row {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry);
}

function looksLikeAListen(row: Row): boolean {
  return (
    row.ms_played !== undefined || row.msPlayed !== undefined || row.master_metadata_track_name !== undefined
  );
}
