import type { Disposable } from '../../../protocol/api.ts';
import type { AppError } from '../../errors.ts';
import type { Logger, SpotifyPorts } from '../../ports.ts';
import { Sequence } from '../../sequence.ts';
import type { AppRegistration, Credentials, LentVault } from '../credentials.ts';
import { AuthError } from '../spotifyErrors.ts';
import { ChangeListeners } from './changeListeners.ts';
import type { KnownAccount } from './knownAccount.ts';
import { UnsavedTokens } from './unsavedTokens.ts';

export type AccountBookPorts = Pick<SpotifyPorts, 'logger' | 'vaults' | 'onVaultsChanged'>;

/**
 * All signed-in accounts of all vaults as one list. It is read at the first use and after every change. A vault
 * that fails for a moment keeps answering with what it said last, and is asked again at the next question; tokens
 * that a vault would not store are held here until it does, or until the process ends.
 */
export class AccountBook implements Disposable {
  readonly #ports: AccountBookPorts;
  readonly #logger: Logger;
  readonly #subscription: Disposable;
  readonly #changed: ChangeListeners;
  readonly #trouble: ChangeListeners<AppError>;
  /** Of each vault, what it said when it last answered. */
  readonly #lastRead = new WeakMap<LentVault, readonly Credentials[]>();
  readonly #failing = new WeakSet<LentVault>();
  readonly #unsaved = new UnsavedTokens();
  /** What looks at a vault before it writes goes one after the other: nothing signed out is put back. */
  readonly #writes = new Sequence();
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
    if (this.#list !== undefined) return this.#list;
    const list = this.#read(() => {
      if (this.#list === list) this.#list = undefined;
    });
    this.#list = list;
    return list;
  }

  /** The same, asked of the vaults now: another process may have written meanwhile. */
  freshList(): Promise<readonly KnownAccount[]> {
    this.#list = undefined;
    return this.list();
  }

  /**
   * The app that the user registered; of several one that has its secret, for it can do more.
   * @throws AuthError `secretsUnavailable`
   */
  async app(): Promise<AppRegistration | undefined> {
    let failure: unknown;
    let first: AppRegistration | undefined;
    for (const vault of this.#ports.vaults()) {
      try {
        const app = await vault.app();
        if (app?.clientSecret !== undefined) return app;
        first ??= app;
      } catch (error) {
        this.#logger.warn('a vault cannot be read', { error });
        failure = error;
      }
    }
    if (first === undefined && failure !== undefined) throw secretsUnavailable(failure);
    return first;
  }

  /**
   * Stores newer credentials of an account where the old ones are; where that vault left meanwhile, in another one
   * that holds the same sign-in, as windows share theirs. A vault that refuses is told to the user once an account,
   * and this process goes on with the new ones.
   * @param before as it was read when the change began
   * @returns what holds now: a sign-in that came meanwhile goes before, and `undefined` = signed out meanwhile
   */
  store(before: KnownAccount, credentials: Credentials): Promise<KnownAccount | undefined> {
    return this.#writes.run(async () => {
      const { account } = credentials;
      const others = this.#ports.vaults().filter((vault) => vault !== before.vault);
      let trouble: AppError | undefined;
      for (const vault of [before.vault, ...others]) {
        try {
          const held = await this.#replace(vault, before, credentials);
          if (held === 'elsewhere') continue;
          this.#unsaved.forget(account);
          this.#forget();
          return held && { vault, credentials: held };
        } catch (error) {
          this.#logger.warn('tokens could not be stored', { account, error });
          if (this.#isLent(before.vault)) trouble = unsavedTokens(error);
        }
        if (trouble !== undefined) break;
      }
      const told = this.#unsaved.trouble(account);
      this.#unsaved.keep(credentials, told ?? trouble);
      if (trouble !== undefined && told === undefined) this.#trouble.emit(trouble);
      this.#forget();
      return { vault: before.vault, credentials };
    });
  }

  /** Removes an account from every vault. @throws AuthError `secretsUnavailable` */
  remove(account: string): Promise<void> {
    return this.#writes.run(async () => {
      for (const vault of this.#ports.vaults()) {
        const held = await vault.list();
        if (held.some((credentials) => credentials.account === account)) await vault.remove(account);
      }
      this.#unsaved.forget(account);
      this.#forget();
    });
  }

  /** Why tokens of an account are not stored, as long as they are not. */
  trouble(): AppError | undefined {
    return this.#unsaved.trouble();
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

  #isLent(vault: LentVault): boolean {
    return this.#ports.vaults().includes(vault);
  }

  /** @returns what the vault holds now; `elsewhere` = this vault is not, or no longer, the one to store it in */
  async #replace(
    vault: LentVault,
    before: KnownAccount,
    credentials: Credentials,
  ): Promise<Credentials | undefined | 'elsewhere'> {
    const current = (await vault.list()).find(({ account }) => account === credentials.account);
    const isSame = current?.authorizedAt === before.credentials.authorizedAt;
    // One that left answers as if it were empty.
    if (!this.#isLent(vault) || (vault !== before.vault && !isSame)) return 'elsewhere';
    if (!isSame) return current;
    if (await vault.put(credentials, before.credentials.refreshToken)) return credentials;
    return this.#settle(vault, credentials);
  }

  /** Another process has stored tokens of the same sign-in meanwhile: the newer ones stay. */
  async #settle(vault: LentVault, credentials: Credentials): Promise<Credentials | undefined | 'elsewhere'> {
    for (;;) {
      const held = (await vault.list()).find(({ account }) => account === credentials.account);
      if (!this.#isLent(vault)) return 'elsewhere';
      const isOlder =
        held?.authorizedAt === credentials.authorizedAt &&
        held.accessTokenExpiresAt < credentials.accessTokenExpiresAt;
      if (held === undefined || !isOlder) return held;
      if (await vault.put(credentials, held.refreshToken)) return credentials;
    }
  }

  /** @param onFailure the list lacks what a vault would not tell, or has it from before */
  async #read(onFailure: () => void): Promise<readonly KnownAccount[]> {
    const vaults = this.#ports.vaults();
    const answers = await Promise.all(vaults.map((vault) => this.#readVault(vault)));
    const accounts = new Map<string, KnownAccount>();
    for (const { vault, held } of answers) {
      for (const credentials of held) {
        const other = accounts.get(credentials.account);
        if (other === undefined || isBetter(credentials, other.credentials)) {
          accounts.set(credentials.account, { credentials, vault });
        }
      }
    }
    const failed = answers.find(({ error }) => error !== undefined);
    if (failed !== undefined) onFailure();
    else this.#unsaved.forgetRefused((account) => accounts.has(account));
    if (accounts.size === 0 && failed !== undefined) throw secretsUnavailable(failed.error);
    return [...accounts.values()].map(({ vault, credentials }) => ({
      vault,
      credentials: this.#unsaved.newest(credentials),
    }));
  }

  async #readVault(vault: LentVault): Promise<VaultAnswer> {
    try {
      const held = await vault.list();
      this.#lastRead.set(vault, held);
      this.#failing.delete(vault);
      return { vault, held };
    } catch (error) {
      if (!this.#failing.has(vault)) this.#logger.warn('a vault cannot be read', { error });
      this.#failing.add(vault);
      return { vault, held: this.#lastRead.get(vault) ?? [], error };
    }
  }
}

interface VaultAnswer {
  readonly vault: LentVault;
  readonly held: readonly Credentials[];
  readonly error?: unknown;
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
