import type { Clock, Logger, RandomBytes } from '../../core/ports.ts';
import { registeredRedirectUri } from '../../core/spotify/auth/redirectUri.ts';
import { startSignIn, type SignIn } from '../../core/spotify/auth/signIn.ts';
import type { AppRegistration, Credentials } from '../../core/spotify/credentials.ts';
import type { Scope } from '../../core/spotify/scopes.ts';
import type { Transport } from '../../core/spotify/transport.ts';
import { openCallbackListener } from './callbackListener.ts';

export interface SignInParts {
  readonly app: AppRegistration;
  readonly scopes: readonly Scope[];
  /** 0 = any free port. */
  readonly redirectPort: number;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly accountsUrl: string;
  readonly apiUrl: string;
}

export interface BrowserSignInOptions extends SignInParts {
  readonly logger: Logger;
  /** Shows the address to the user; a failure ends the sign-in. */
  readonly show: (signIn: SignIn) => Promise<void>;
  readonly signal?: AbortSignal;
  /** How long to wait for the user, ms; default five minutes. */
  readonly patienceMs?: number;
}

/**
 * One sign-in by the browser of this machine: listens only while it runs. Nothing is stored here.
 * @throws AuthError `portTaken`, `badClient`, `badRedirect`, `timedOut`, `denied`, `badCode`; ForbiddenError;
 * CancelledError; RateLimited; QuotaExceeded; Unavailable; SchemaError
 */
export async function signInWithBrowser(options: BrowserSignInOptions): Promise<Credentials> {
  const { redirectPort, logger, signal, patienceMs } = options;
  const listener = await openCallbackListener(redirectPort, logger);
  const stop = new AbortController();
  try {
    const registeredUri = registeredRedirectUri(redirectPort);
    const signIn = startSignIn({ ...options, redirectUri: listener.redirectUri, registeredUri });
    await signIn.check(signal);
    const received = listener.receive((callback) => signIn.finish(callback, signal), {
      registeredUri,
      signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    const shown = options.show(signIn).catch((error: unknown) => {
      stop.abort();
      throw error;
    });
    // Where showing fails, the waiting ends, and the reason of the failure is the one to tell.
    return await Promise.race([received, shown.then(() => received)]);
  } finally {
    listener.dispose();
  }
}

/**
 * A sign-in whose browser cannot reach this machine: the user copies the address that it ends at. The redirect
 * URI is the registered one itself.
 */
export function startPastedSignIn(parts: SignInParts): SignIn {
  const registeredUri = registeredRedirectUri(parts.redirectPort);
  return startSignIn({ ...parts, redirectUri: registeredUri, registeredUri });
}
