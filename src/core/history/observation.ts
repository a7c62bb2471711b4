import type { Kind, Source } from '../../protocol/history/window.ts';

/**
 * One row that one source reports about one listen, in our words. Fields that no analysis needs (address,
 * user agent, user name, device ids) never get this far.
 */
export interface Observation {
  readonly source: Source;
  readonly kind: Kind;
  /** End of the listen, Unix ms UTC, exactly as reported: whole seconds (extended), minutes (account), ms (api). */
  readonly endedAt: number;
  /** Heard time in ms; `undefined` where the row has none. */
  readonly msPlayed: number | undefined;
  /** A valid `spotify:track|episode|chapter|…:<22 characters>`; `undefined` where the row has none. */
  readonly uri: string | undefined;
  /** Track, episode or chapter. */
  readonly title: string;
  /** Album artist, show or author. Empty where the row has none. */
  readonly artist: string;
  /** Album or audiobook. Empty where the row has none. */
  readonly album: string;
  readonly reasonStart: string | undefined;
  readonly reasonEnd: string | undefined;
  readonly shuffle: boolean | undefined;
  readonly skipped: boolean | undefined;
  readonly offline: boolean | undefined;
  readonly incognito: boolean | undefined;
  /** `offline_timestamp` brought to Unix ms; near the start of the listen. */
  readonly offlineAt: number | undefined;
  /** Family of the player (android, ios, windows …); only with the setting `import.keepOptionalFields`. */
  readonly platform: string | undefined;
  /** Two letters of the connection's country; only with the setting `import.keepOptionalFields`. */
  readonly country: string | undefined;
  /** URI of the playlist, album or the like that it was played from; sources other than `api` do not tell. */
  readonly context?: string | undefined;
}
