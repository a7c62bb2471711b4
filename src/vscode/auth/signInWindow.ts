import type { AppRegistration } from '../../core/spotify/credentials.ts';
import type { Disposable } from '../../protocol/api.ts';
import type { BrowserPlace } from './browserPlace.ts';

/** What is shown while the browser is away. */
export interface Waiting {
  /** Raised when the user cancels. */
  readonly cancelled: AbortSignal;
  /** The user wants to paste the address instead; may be called again. */
  readonly onPasteWanted: (listener: () => void) => Disposable;
}

/**
 * What a sign-in shows and asks in one window. The flow decides, the window only displays; so the flow needs no
 * editor. Every question answers `undefined` or `false` when the user turned away.
 */
export interface SignInWindow {
  readonly browser: BrowserPlace;
  /** Asks for the Client ID, with a way to the walkthrough. */
  askApp(redirectUri: string): Promise<AppRegistration | undefined>;
  /** Says why Spotify asks again, and whether to go on. */
  explain(why: string): Promise<boolean>;
  /** `false` if no browser opened, or the user did not let it. */
  openBrowser(url: string): Promise<boolean>;
  /** No browser opened: whether the user took the address to open it elsewhere. */
  offerAddress(url: string): Promise<boolean>;
  /** Shows that Spotify is waited for until the task has settled. */
  wait<T>(task: (waiting: Waiting) => Promise<T>): Promise<T>;
  /**
   * Asks for the address that the browser ended at, until a text is taken, the user turns away or the signal is
   * raised. `take` answers what is wrong with a text, or `undefined` once it is taken.
   */
  askAddress(take: (text: string) => Promise<string | undefined>, signal: AbortSignal): Promise<void>;
}
