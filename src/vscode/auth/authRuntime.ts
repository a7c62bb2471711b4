import type { AuthenticationSession, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Clock, Logger, RandomBytes } from '../../core/ports.ts';
import type { AppRegistration, CredentialVault } from '../../core/spotify/credentials.ts';
import type { Transport } from '../../core/spotify/transport.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { SignInWindow } from './signInWindow.ts';

/** What the sign-in needs of the heavy bundle it is part of. */
export interface AuthDependencies {
  readonly vault: CredentialVault;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly logger: Logger;
  /**
   * A token that is good for at least the next minute. Asked for only when the stored one is not: the host is
   * the one that refreshes, whichever window it runs in. Throws as `TokenSource.access`.
   */
  readonly accessToken: (account: string) => Promise<string>;
}

/** One sign-in as it is asked for. */
export interface SignInRequest {
  /** Only this account will do; `undefined` = whoever agrees in the browser. */
  readonly account?: string | undefined;
  /** Needed beyond what the enabled toolsets need. */
  readonly scopes?: readonly string[];
  /** Why Spotify asks again: shown before the browser opens. */
  readonly why?: string | undefined;
  /** Spotify asks who signs in, even where the browser already knows somebody. */
  readonly chooseAccount?: boolean;
}

export interface SignedIn {
  readonly account: string;
  readonly displayName: string;
}

/** The heavy side of signing in. */
export interface AuthRuntime {
  app(): Promise<AppRegistration | undefined>;
  putApp(app: AppRegistration): Promise<void>;
  /** What the user registers in Spotify's dashboard, by the setting of the port. */
  redirectUri(): string;
  /** The working sign-ins as they are stored; a token may have run out. */
  storedSessions(): Promise<readonly AuthenticationSession[]>;
  /** The same with tokens that are good for another minute, where Spotify can be reached. */
  sessions(): Promise<readonly AuthenticationSession[]>;
  /**
   * Signs in and stores the account before anybody hears of it. One at a time: a new one ends the one before.
   * @returns `undefined` if the user cancelled
   * @throws as `SignIn.check` and `finish`; AuthError `portTaken`, `timedOut`, `noBrowser`, `unknownAccount`,
   * `secretsUnavailable`; InputError for a scope that Backbeat does not know. What was stored before stays.
   */
  signIn(request: SignInRequest, window: SignInWindow): Promise<SignedIn | undefined>;
}

/** What the light side of signing in needs of the runtime, once it is loaded. */
export interface LoadedRuntime {
  readonly api: Api;
  readonly auth: AuthRuntime;
  readonly toUserMessage: (error: unknown) => string;
}

/** What the light side needs of the window. */
export interface AuthEditor {
  readonly context: Pick<ExtensionContext, 'secrets' | 'globalState' | 'extension'>;
  readonly log: Pick<LogOutputChannel, 'show'>;
  readonly logger: Logger;
  readonly runtime: () => Promise<LoadedRuntime>;
  /** Calls once the runtime is loaded, at once if it is already, and never loads it. */
  readonly onRuntime: (listener: (runtime: LoadedRuntime) => void) => Disposable;
}
