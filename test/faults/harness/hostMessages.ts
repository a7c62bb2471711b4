import type { Credentials } from '../../../src/core/spotify/credentials.ts';
import type { StoreLimits } from '../../../src/core/history/storeLimits.ts';

/** What a host process is started with, as JSON in its first argument. */
export interface HostStart {
  readonly dataDir: string;
  readonly bundles: string;
  readonly limits: Partial<StoreLimits>;
  /** Of the program; default 0.0.0. */
  readonly version?: string;
  /** Default: nobody is signed in, nothing is collected, and there is no network. */
  readonly spotify?: {
    readonly apiUrl: string;
    readonly accountsUrl: string;
    readonly credentials: Credentials;
  };
}

/** A line to the process: a request of the protocol, or to end in order. */
export type HostCommand =
  { readonly n: number; readonly method: string; readonly params: unknown } | { readonly close: true };

/**
 * A line of the process. `began`: from now on the request may change something; `done`: it is acknowledged; `failed`:
 * it was answered with an error; `isUnknown`: whether it was done nobody knows, since the host went away.
 */
export type HostLine =
  | { readonly opened: true }
  | { readonly began: number }
  | { readonly done: number; readonly result: unknown }
  | { readonly failed: number; readonly message: string; readonly isUnknown: boolean };
