import { CancelledError, throwIfCancelled } from '../../core/errors.ts';
import { readPasted } from '../../core/spotify/auth/callback.ts';
import { registeredRedirectUri } from '../../core/spotify/auth/redirectUri.ts';
import { startSignIn, type SignIn } from '../../core/spotify/auth/signIn.ts';
import type { AppRegistration, Credentials } from '../../core/spotify/credentials.ts';
import type { Scope } from '../../core/spotify/scopes.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import { toUserMessage } from '../../core/toUserMessage.ts';
import { openCallbackListener } from '../../node/signIn/callbackListener.ts';
import type { AuthDependencies, SignedIn, SignInRequest } from './authRuntime.ts';
import type { SignInWindow, Waiting } from './signInWindow.ts';
import { wantedScopes } from './wantedScopes.ts';

/** Ends the sign-in with one code, whichever way brought it; the account is stored when it resolves. */
type End = (redeem: () => Promise<Credentials>) => Promise<Credentials>;

/** The sign-in that waits for the browser now. */
interface Turn {
  readonly stop: AbortController;
  readonly over: Promise<unknown>;
}

/**
 * Signs in: asks what is not known yet, opens the browser, and takes the code from the listener or from what the
 * user pastes, whichever comes first. Nothing that was stored before changes unless all of it succeeds.
 */
export class SignInFlow {
  readonly #dependencies: AuthDependencies;
  #turn: Turn | undefined;

  constructor(dependencies: AuthDependencies) {
    this.#dependencies = dependencies;
  }

  /** As `AuthRuntime.signIn`. */
  async signIn(request: SignInRequest, window: SignInWindow): Promise<SignedIn | undefined> {
    const { vault, settings } = this.#dependencies;
    // First, so that a place that cannot keep secrets is told before the user has agreed to anything.
    const stored = await vault.list();
    const scopes = wantedScopes(request, stored, settings().toolsets);
    const app = await this.#app(window);
    if (app === undefined) return undefined;
    if (request.why !== undefined && !(await window.explain(request.why))) return undefined;
    try {
      const { account, displayName } = await this.#inTurn((signal) =>
        window.wait((waiting) => this.#consent(app, scopes, request, window, waiting, signal)),
      );
      return { account, displayName };
    } catch (error) {
      if (CancelledError.is(error)) return undefined;
      throw error;
    }
  }

  async #app(window: SignInWindow): Promise<AppRegistration | undefined> {
    const { vault, settings } = this.#dependencies;
    const known = await vault.app();
    if (known !== undefined) return known;
    const entered = await window.askApp(registeredRedirectUri(settings()['spotify.redirectPort']));
    if (entered !== undefined) await vault.putApp(entered);
    return entered;
  }

  /** Ends the sign-in that still waits, so that its port is free for this one. */
  async #inTurn<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const earlier = this.#turn;
    earlier?.stop.abort();
    const stop = new AbortController();
    const running = (earlier?.over ?? Promise.resolve()).then(() => run(stop.signal));
    const over = running.catch(() => undefined); // its own caller hears of it
    this.#turn = { stop, over };
    return running;
  }

  async #consent(
    app: AppRegistration,
    scopes: readonly Scope[],
    request: SignInRequest,
    window: SignInWindow,
    { cancelled, onPasteWanted }: Waiting,
    replaced: AbortSignal,
  ): Promise<Credentials> {
    const { settings, logger } = this.#dependencies;
    const port = settings()['spotify.redirectPort'];
    const over = new AbortController();
    const signal = AbortSignal.any([cancelled, replaced, over.signal]);
    throwIfCancelled(signal);
    const listener = await openCallbackListener(port, logger);
    try {
      const registeredUri = registeredRedirectUri(port);
      const signIn = this.#start(app, scopes, listener.redirectUri, registeredUri);
      await signIn.check(signal);
      const end = this.#once(request, signal);
      const heard = listener.receive((callback) => end(() => signIn.finish(callback, signal)), {
        signal,
        registeredUri,
      });
      const pasting = pasteWay(window, signIn, end, signal);
      onPasteWanted(pasting.want);
      const opened = this.#open(addressOf(signIn, request), window, pasting.want);
      return await Promise.race([heard, pasting.taken, opened]);
    } finally {
      over.abort();
      listener.dispose();
    }
  }

  #start(app: AppRegistration, scopes: readonly Scope[], redirectUri: string, registeredUri: string): SignIn {
    const { settings, clock, random, transport } = this.#dependencies;
    const { 'spotify.accountsUrl': accountsUrl, 'spotify.apiUrl': apiUrl } = settings();
    return startSignIn({
      app,
      scopes,
      redirectUri,
      registeredUri,
      accountsUrl,
      apiUrl,
      clock,
      random,
      transport,
    });
  }

  /** Two ways may bring the same code, which is good once: the second one shares the outcome of the first. */
  #once(request: SignInRequest, signal: AbortSignal): End {
    let ending: Promise<Credentials> | undefined;
    const end = async (redeem: () => Promise<Credentials>): Promise<Credentials> => {
      const credentials = await redeem();
      await this.#assertWanted(request, credentials);
      throwIfCancelled(signal);
      await this.#dependencies.vault.put(credentials);
      return credentials;
    };
    return (redeem) => {
      ending ??= end(redeem).catch((error: unknown) => {
        if (AuthError.is(error, 'stateMismatch')) ending = undefined; // nothing was spent
        throw error;
      });
      return ending;
    };
  }

  async #assertWanted({ account }: SignInRequest, got: Credentials): Promise<void> {
    if (account === undefined || got.account === account) return;
    const stored = await this.#dependencies.vault.list();
    const name = stored.find((one) => one.account === account)?.displayName ?? account;
    throw new AuthError('unknownAccount', `Spotify signed in ${got.displayName} instead of ${name}.`, {
      hint: 'Sign in again and choose "Not you?" on the page of Spotify, or log out of Spotify in the browser first.',
    });
  }

  /** Opens the browser; settles only by a failure, for the code comes another way. */
  async #open(url: string, window: SignInWindow, wantPaste: () => void): Promise<never> {
    if (await this.#opens(url, window)) {
      if (window.browser === 'elsewhere') wantPaste();
    } else if (await window.offerAddress(url)) wantPaste();
    else throw new CancelledError();
    return new Promise<never>(() => undefined);
  }

  async #opens(url: string, window: SignInWindow): Promise<boolean> {
    try {
      return await window.openBrowser(url);
    } catch (error) {
      this.#dependencies.logger.warn('the browser could not be opened', { error });
      return false;
    }
  }
}

/** Spotify skips its page for a user whom the browser knows, unless it is told to show it. */
function addressOf({ url }: SignIn, { account, chooseAccount }: SignInRequest): string {
  return account !== undefined || chooseAccount === true ? `${url}&show_dialog=true` : url;
}

interface PasteWay {
  /** Shows the box, unless it is there. */
  readonly want: () => void;
  readonly taken: Promise<Credentials>;
}

function pasteWay(window: SignInWindow, signIn: SignIn, end: End, signal: AbortSignal): PasteWay {
  let shown = false;
  let settle: { resolve(credentials: Credentials): void; reject(error: unknown): void } | undefined;
  const taken = new Promise<Credentials>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const take = async (text: string): Promise<string | undefined> => {
    try {
      readPasted(text); // a text without a code spends none: the user may paste another one
    } catch (error) {
      return toUserMessage(error);
    }
    try {
      settle?.resolve(await end(() => signIn.finishPasted(text, signal)));
    } catch (error) {
      if (AuthError.is(error, 'stateMismatch')) return toUserMessage(error);
      settle?.reject(error);
    }
    return undefined;
  };
  const want = (): void => {
    if (shown) return;
    shown = true;
    window
      .askAddress(take, signal)
      .catch((error: unknown) => settle?.reject(error))
      .finally(() => {
        shown = false;
      });
  };
  return { want, taken };
}
