import { startSimulator } from '../../../spotify/simulator.ts';
import type { Simulator } from '../../../spotify/simulator.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed when it is looked at. */
  readonly json: unknown;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export type Ask = (operation: string, options?: AskOptions) => Promise<Answered>;

/** A fixed moment, so that only the test moves the time. */
export const startOfTest = Date.UTC(2026, 10, 21, 9);

export function startStill(): Promise<Simulator> {
  return startSimulator({ now: () => startOfTest });
}

/** Calls as `GET /me/player`, with Ada's token unless another is given. */
export function askFor(simulator: Simulator, scopes?: readonly string[]): Ask {
  const { accessToken } = simulator.signIn('ada-lovelace', scopes === undefined ? {} : { scopes });
  return async (operation, { body, token = accessToken, headers = {}, signal } = {}) => {
    const [method = 'GET', path = ''] = operation.split(' ');
    const response = await fetch(simulator.apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json(): unknown {
        return JSON.parse(text) as unknown;
      },
    };
  };
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly next: string | null;
}

/** An answer that must be 200, as a test wants to read it. */
export async function read<T>(ask: Ask, path: string): Promise<T> {
  const { status, text, json } = await ask(`GET ${path}`);
  if (status !== 200) throw new Error(`GET ${path} answered ${status} ${text}`);
  return json as T;
}
