import type { Disposable } from '../../../protocol/api.ts';
import type { AppError } from '../../errors.ts';
import type { Logger, SpotifyPorts } from '../../ports.ts';
import type { AppRegistration, Credentials, LentVault } from '../credentials.ts';
import { AuthError } from '../spotifyErrors.ts';
import { ChangeListeners } from './changeListeners.ts';
import type { KnownAccount } from './knownAccount.ts';

export type AccountBookPorts = Pick<SpotifyPorts, 'logger' | 'vaults' | 'onVaultsChanged'>;

/**
 * All signed-in accounts of all vaults as one list. It is read at the first use and after every change. A vault
 * that fails for a moment keeps answering with what it said last; tokens that a vault would not store are held
 * here until it does, or until the process ends.
 */
export class AccountBook implements Disposable {
  readonly #ports: AccountBookPorts;
  readonly #logger: Logger;
  readonly #subscription: Disposable;
  readonly #changed: ChangeListeners;
  readonly #trouble: ChangeListeners<AppError>;
  /** Of each vault, what it said when it last answered. */
  readonly #lastRead = new WeakMap<LentVault, readonly Credentials[]>();
  /** By account: newer than what its vault holds. */
  readonly #unsaved = new Map<string, Credentials>();
  #list: Promise<readonly KnownAccount[]> | undefined;

  constructor(ports: AccountBookPorts) {
    this.#ports = ports;
    this.#logger = ports.logger;
    this.#changed = new ChangeListeners(ports.logger);
    this.#trouble = new ChangeListeners(ports.logger);
    this.#subscription = ports.onVaultsChanged(() => {
      this.#forget();
    });
  }

  /**
   * Every account once, in the order in which they were added; of several sign-ins of one account the newest
   * that still works.
   * @throws AuthError `secretsUnavailable` if no vault with accounts can be read
   */
  list(): Promise<readonly KnownAccount[]> {
    this.#list ??= this.#read().catch((error: unknown) => {
      this.#list = undefined;
      throw error;
    });
    return this.#list;
  }

  /** The same, asked of the vaults now: another process may have written meanwhile. */
  freshList(): Promise<readonly KnownAccount[]> {
    this.#list = undefined;
    return this.list();
  }

  /** The app that the user registered. @throws AuthError `secretsUnavailable` */
  async app(): Promise<AppRegistration | undefined> {
    let failure: unknown;
    for (const vault of this.#ports.vaults()) {
      try {
        const app = await vault.app();
        if (app !== undefined) return app;
      } catch (error) {
        this.#logger.warn('a vault cannot be read', { error });
        failure = error;
      }
    }
    if (failure !== undefined) throw secretsUnavailable(failure);
    return undefined;
  }

  /**
   * Stores newer credentials of an account where the old ones are. A vault that refuses is told to the user
   * once an account, and this process goes on with the new ones.
   * @param before as it was read when the change began
   * @returns what holds now: a sign-in that came meanwhile goes before, and `undefined` = signed out meanwhile
   */
  async store(before: KnownAccount, credentials: Credentials): Promise<KnownAccount | undefined> {
    const { vault } = before;
    const { account } = credentials;
    const wasUnsaved = this.#unsaved.has(account);
    try {
      const current = (await vault.list()).find((held) => held.account === account);
      if (current === undefined || current.authorizedAt !== before.credentials.authorizedAt) {
        this.#unsaved.delete(account);
        this.#forget();
        return current === undefined ? undefined : { vault, credentials: current };
      }
      await vault.put(credentials);
      this.#unsaved.delete(account);
    } catch (error) {
      this.#logger.warn('tokens could not be stored', { account, error });
      this.#unsaved.set(account, credentials);
      if (!wasUnsaved) this.#trouble.emit(unsavedTokens(error));
    }
    this.#forget();
    return { vault, credentials };
  }

  /** Removes an account from every vault. @throws AuthError `secretsUnavailable` */
  async remove(account: string): Promise<void> {
    for (const vault of this.#ports.vaults()) {
      const held = await vault.list();
      if (held.some((credentials) => credentials.account === account)) await vault.remove(account);
    }
    this.#unsaved.delete(account);
    this.#forget();
  }

  /** Tells the listeners about a change that no vault knows of, such as another account in use. */
  announce(): void {
    this.#changed.emit();
  }

  /** Accounts came, went or changed, or may have. */
  onChanged(listener: () => void): Disposable {
    return this.#changed.add(listener);
  }

  /** Something about the secrets that the user should know; the work goes on. */
  onTrouble(listener: (error: AppError) => void): Disposable {
    return this.#trouble.add(listener);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #forget(): void {
    this.#list = undefined;
    this.#changed.emit();
  }

  async #read(): Promise<readonly KnownAccount[]> {
    const accounts = new Map<string, KnownAccount>();
    let failure: unknown;
    for (const vault of this.#ports.vaults()) {
      const { held, error } = await this.#readVault(vault);
      failure ??= error;
      for (const credentials of held) {
        const other = accounts.get(credentials.account);
        if (other === undefined || isBetter(credentials, other.credentials)) {
          accounts.set(credentials.account, { credentials, vault });
        }
      }
    }
    if (accounts.size === 0 && failure !== undefined) throw secretsUnavailable(failure);
    return [...accounts.values()].map((account) => this.#withUnsaved(account));
  }

  async #readVault(
    vault: LentVault,
  ): Promise<{ readonly held: readonly Credentials[]; readonly error?: unknown }> {
    try {
      const held = await vault.list();
      this.#lastRead.set(vault, held);
      return { held };
    } catch (error) {
      this.#logger.warn('a vault cannot be read', { error });
      return { held: this.#lastRead.get(vault) ?? [], error };
    }
  }

  /** What this process holds goes before its vault's, unless the vault has a later sign-in or token by now. */
  #withUnsaved({ vault, credentials }: KnownAccount): KnownAccount {
    const held = this.#unsaved.get(credentials.account);
    if (held === undefined) return { vault, credentials };
    const isOurs =
      held.authorizedAt === credentials.authorizedAt &&
      (held.revoked === true || held.accessTokenExpiresAt >= credentials.accessTokenExpiresAt);
    if (isOurs) return { vault, credentials: held };
    this.#unsaved.delete(credentials.account);
    return { vault, credentials };
  }
}

function isBetter(one: Credentials, other: Credentials): boolean {
  if ((one.revoked === true) !== (other.revoked === true)) return other.revoked === true;
  if (one.authorizedAt !== other.authorizedAt) return one.authorizedAt > other.authorizedAt;
  return one.accessTokenExpiresAt > other.accessTokenExpiresAt;
}

function secretsUnavailable(cause: unknown): AuthError {
  if (AuthError.is(cause, 'secretsUnavailable')) return cause;
  return new AuthError('secretsUnavailable', 'The stored sign-ins cannot be read.', {
    cause,
    hint: 'Unlock the keyring of your system and try again; `backbeat doctor` shows where they are kept.',
  });
}

function unsavedTokens(cause: unknown): AuthError {
  return new AuthError('secretsUnavailable', 'New tokens of a Spotify account could not be stored.', {
    cause,
    hint: 'The account works until Backbeat ends; unlock the keyring of your system, or sign in again after a restart.',
  });
}
