export interface TransportRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal | undefined;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Whole body; empty where there is none. */
  readonly text: string;
}

/**
 * Sends one HTTP request over pooled connections and reads the whole answer, whatever its status. Redirects are
 * not followed. Times out by itself (connecting 5 s, all of it 30 s) with `Unavailable` `timeout`; fails with
 * `Unavailable` `offline` where no answer comes, and with `CancelledError` when the signal is raised.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;
