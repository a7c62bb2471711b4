import type { IncomingHttpHeaders } from 'node:http';

/** One request as it came, and what it was answered. */
export interface RecordedRequest {
  readonly service: 'api' | 'accounts';
  readonly method: string;
  /** Below `/v1` for the API, the whole path for the accounts service. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** JSON as a value, everything else as text; `undefined` without a body. */
  readonly body: unknown;
  /** Whose token it carried. */
  user?: string;
  /** 0 while there is no answer, and for good if the connection was cut. */
  status: number;
  /** JSON as a value, everything else as text; `undefined` without a body. */
  response: unknown;
  /** Unix ms of the simulator's clock. */
  readonly at: number;
}

/** The text of a message as tests want to look at it. */
export function readable(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
