/** What a request is sent with. */
export interface Access {
  /** Account whose answers these are; caches and queues go by it. `undefined`: the app itself, no user. */
  readonly account: string | undefined;
  readonly clientId: string;
  readonly accessToken: string;
  /** `undefined` for the app itself, which has no scopes and reaches the public catalogue only. */
  readonly scopes: readonly string[] | undefined;
}

/** Access tokens on demand; `TokenKeeper` is the one behind it. */
export interface TokenSource {
  /**
   * A token that is good for at least the next minute, refreshed before if need be.
   * @param account `undefined` = the account in use
   * @throws AuthError `signedOut`, `noClientId`, `expired`, `revoked`, `unknownAccount`; Unavailable
   */
  access(account: string | undefined, signal?: AbortSignal): Promise<Access>;
  /** After a 401: a newer token than the refused one, from one refresh however many ask. Throws as `access`. */
  renew(refused: Access, signal?: AbortSignal): Promise<Access>;
}
