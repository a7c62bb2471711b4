export type TokenTrouble =
  'invalid_client' | '500' | 'slow' | { readonly kind: '429'; readonly retryAfterSeconds: number };

/** Troubles of the token endpoint, each used up by one request. */
export interface TokenTroubles {
  /** How long a slow answer takes, in ms of real time. */
  slowMs: number;
  once(trouble: TokenTrouble): void;
  clear(): void;
}

export class TokenTroublePlan implements TokenTroubles {
  slowMs = 2000;
  #planned: TokenTrouble[] = [];

  once(trouble: TokenTrouble): void {
    this.#planned.push(trouble);
  }

  clear(): void {
    this.#planned = [];
  }

  take(): TokenTrouble | undefined {
    return this.#planned.shift();
  }
}
