import type { GapReason } from '../../protocol/history/window.ts';
import type { ZoneCache } from './timeZone.ts';

/** Names behind the numbers of {@link PlayColumns}. Index = id; ids have no meaning outside one snapshot. */
export interface Catalogue {
  readonly trackName: readonly string[];
  readonly trackUri: readonly (string | undefined)[];
  /** Index into artistName. */
  readonly trackArtist: Int32Array;
  /** Index into albumName, −1 where no album is known. */
  readonly trackAlbum: Int32Array;
  readonly artistName: readonly string[];
  readonly artistUri: readonly (string | undefined)[];
  readonly albumName: readonly string[];
  /** Index into artistName. */
  readonly albumArtist: Int32Array;
  /** Length of a track in ms, −1 where it is not known: exports do not tell. */
  readonly trackDuration: Int32Array;
  /** Year of release, 0 where it is not known. */
  readonly trackYear: Int16Array;
}

/** A hole in what is known, not closed by any import so far. */
export interface KnownGap {
  /** Unix ms: the last play before it and the first one after it. */
  readonly from: number;
  readonly to: number;
  readonly reason: Exclude<GapReason, 'after_last_listen'>;
}

/** What few analyses ask for, one entry a listen, as in {@link PlayColumns}. */
export interface PlayDetails {
  /** Two bits each for shuffle, skipped, offline, incognito, from the lowest: 1 = the source says so or not, 2 = yes. */
  readonly flags: Uint8Array;
  /** Index into `words`; 0 = the source does not say. */
  readonly reasonStart: Uint8Array;
  readonly reasonEnd: Uint8Array;
  /** `words[0]` is empty. */
  readonly words: readonly string[];
}

/**
 * All listens of one account as columns: one row a listen, of every kind and length, ascending by end.
 * Superseded observations are not among them. This is what analyses run over; the database is the record.
 */
export interface PlayColumns {
  readonly length: number;
  /** End of the listen, Unix ms; repaired where the source reported it too late. */
  readonly endedAt: Float64Array;
  /** Heard ms; an estimate where `estimated` says so; −1 where neither is known. */
  readonly msPlayed: Int32Array;
  /**
   * 1 = a finished play whose source does not tell how long it was heard (`api`): it counts as a play, and
   * `msPlayed` is the length of the track, at most the time since the listen before it.
   */
  readonly estimated: Uint8Array;
  /** Index into the catalogue's tracks. */
  readonly track: Int32Array;
  /** Index into `kinds` of src/protocol/history/window.ts. */
  readonly kind: Uint8Array;
  /** Index into `sources` of src/protocol/history/window.ts. */
  readonly source: Uint8Array;
  readonly catalogue: Catalogue;
  /** Observations that a richer source speaks for. */
  readonly superseded: number;
  /** Ascending, not overlapping. */
  readonly gaps: readonly KnownGap[];
  /** Read at the first question and kept. */
  details(): PlayDetails;
}

/** What an analysis gets beside its params. */
export interface AnalysisContext {
  readonly columns: PlayColumns;
  /** Unix ms. */
  readonly now: number;
  /** IANA zone used where the params name none. */
  readonly timeZone: string;
  /** Seconds heard from which a listen counts as a play, where the params say nothing. */
  readonly minSeconds: number;
  /** Zones read so far; one for the life of the process. */
  readonly zones: ZoneCache;
}
