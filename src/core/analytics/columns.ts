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
}

/**
 * All listens of one account as columns: one row a listen, of every kind and length, ascending by end.
 * Superseded observations are not among them. This is what analyses run over; the database is the record.
 */
export interface PlayColumns {
  readonly length: number;
  /** End of the listen, Unix ms. */
  readonly endedAt: Float64Array;
  /** Heard ms, −1 where the source does not say. */
  readonly msPlayed: Int32Array;
  /** Index into the catalogue's tracks. */
  readonly track: Int32Array;
  /** Index into `kinds` of src/protocol/history/window.ts. */
  readonly kind: Uint8Array;
  /** Index into `sources` of src/protocol/history/window.ts. */
  readonly source: Uint8Array;
  readonly catalogue: Catalogue;
  /** Observations that a richer source speaks for. */
  readonly superseded: number;
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
