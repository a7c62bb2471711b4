import type {
  AuthenticationProviderAuthenticationSessionsChangeEvent,
  AuthenticationProviderSessionOptions,
  AuthenticationSession,
  SecretStorage,
} from 'vscode';
import type { Logger } from '../../core/ports.ts';
import { Sequence } from '../../core/sequence.ts';
import type { Localizer } from '../localizer.ts';
import type { LoadedRuntime, SignInRequest } from './authRuntime.ts';
import { scopesInWords } from './scopeWords.ts';
import { grants, sessionsChange } from './sessions.ts';
import type { SignInWindow } from './signInWindow.ts';
import { mayNameAccounts, vaultKeys } from './vaultKeys.ts';

interface SessionProviderOptions {
  readonly secrets: Pick<SecretStorage, 'get'>;
  readonly runtime: () => Promise<Pick<LoadedRuntime, 'api' | 'auth'>>;
  readonly logger: Logger;
  /** The questions of a sign-in in this window. */
  readonly window: () => SignInWindow;
  readonly l10n: Localizer;
  /** Language of the editor. */
  readonly language: string;
  /** Tells VS Code what changed. */
  readonly fire: (change: AuthenticationProviderAuthenticationSessionsChangeEvent) => void;
}

/** The sign-ins of Backbeat as sessions of VS Code. While nobody is signed in, nothing heavy is loaded. */
export class SessionProvider {
  readonly #options: SessionProviderOptions;
  readonly #sequence = new Sequence();
  /** As VS Code was told last; `undefined` before it asked for the first time. */
  #told: readonly AuthenticationSession[] | undefined;

  constructor(options: SessionProviderOptions) {
    this.#options = options;
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: AuthenticationProviderSessionOptions = {},
  ): Promise<AuthenticationSession[]> {
    if (!(await this.#mayBeSignedIn())) {
      this.#told ??= [];
      return [];
    }
    const { auth } = await this.#options.runtime();
    const sessions = await auth.sessions();
    this.#told ??= sessions;
    return sessions.filter(
      (session) => grants(session, scopes) && (account === undefined || session.id === account.id),
    );
  }

  /**
   * Signs in; where the account is known and lacks a scope, the user is told which one before Spotify asks.
   * `undefined` if the user cancelled.
   */
  async createSession(
    scopes: readonly string[],
    { account }: AuthenticationProviderSessionOptions = {},
  ): Promise<AuthenticationSession | undefined> {
    const { auth } = await this.#options.runtime();
    const known = (await auth.storedSessions()).filter(
      ({ id }) => account === undefined || id === account.id,
    );
    const request: SignInRequest = { account: account?.id, scopes, why: this.#whyAgain(scopes, known) };
    const signedIn = await auth.signIn(request, this.#options.window());
    if (signedIn === undefined) return undefined;
    await this.vaultChanged();
    return (await auth.sessions()).find(({ id }) => id === signedIn.account);
  }

  /** Signs an account out; its history stays. */
  async removeSession(id: string): Promise<void> {
    const { api } = await this.#options.runtime();
    await api.call('accounts.signOut', { account: id });
    await this.vaultChanged();
  }

  /** Looks at the vault and tells VS Code the difference. To be called at every sign of a change. */
  vaultChanged(): Promise<void> {
    return this.#sequence.run(async () => {
      const nobody = !(await this.#mayBeSignedIn());
      const now = nobody ? [] : await (await this.#options.runtime()).auth.storedSessions();
      const change = sessionsChange(this.#told ?? [], now);
      this.#told = now;
      if (change === undefined) return;
      this.#options.logger.debug('the signed-in accounts changed', counts(change));
      this.#options.fire(change);
    });
  }

  #whyAgain(scopes: readonly string[], known: readonly AuthenticationSession[]): string | undefined {
    if (known.length === 0) return undefined;
    const missing = scopes.filter((scope) => !known.some((session) => session.scopes.includes(scope)));
    if (missing.length === 0) return undefined;
    const { l10n, language } = this.#options;
    return l10n.t('An extension needs what Spotify did not allow yet: {rights}. Spotify asks you to agree.', {
      rights: scopesInWords(missing, l10n, language),
    });
  }

  async #mayBeSignedIn(): Promise<boolean> {
    return mayNameAccounts(await this.#options.secrets.get(vaultKeys.index));
  }
}

const counts = (
  change: AuthenticationProviderAuthenticationSessionsChangeEvent,
): Readonly<Record<string, number>> => ({
  added: change.added?.length ?? 0,
  removed: change.removed?.length ?? 0,
  changed: change.changed?.length ?? 0,
});
