/** Largest page of most lists (Spotify Web API reference). */
export const maxPageLimit = 50;

/** Which part of a list. */
export interface PageParams {
  /** 1 to {@link maxPageLimit}; Spotify's default is 20. */
  readonly limit?: number | undefined;
  /** From 0. */
  readonly offset?: number | undefined;
}

/** For which country something is asked. */
export interface MarketParams {
  /** ISO 3166-1 alpha-2. The country of a signed-in account wins over it. */
  readonly market?: string | undefined;
}

/** One thing of the catalogue. */
export interface ItemParams extends MarketParams {
  readonly id: string;
}

/** A list below one thing of the catalogue. */
export interface ItemPageParams extends ItemParams, PageParams {}

/** For `additional_types`: a client that does not send it is taken for one that knows tracks only (reference). */
export const additionalTypes: readonly string[] = ['track', 'episode'];

/** Of an operation that takes none: `{}`. */
export type NoParams = Readonly<Record<string, never>>;
