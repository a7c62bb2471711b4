import type { SecretStorage } from 'vscode';
import * as z from 'zod';
import type { Logger } from '../../core/ports.ts';
import { Sequence } from '../../core/sequence.ts';
import type { AppRegistration, Credentials, CredentialVault } from '../../core/spotify/credentials.ts';
import { AuthError } from '../../core/spotify/spotifyErrors.ts';
import type { Disposable } from '../../protocol/api.ts';
import { credentials as credentialsSchema } from '../../protocol/spotify/vault.ts';
import { TurnLost } from '../../node/vault/turns.ts';
import type { Alone, SecretTexts } from './sharedSecrets.ts';
import { accountKey, isAccountsKey, vaultKeys } from './vaultKeys.ts';

/** What the vault uses of VS Code. */
export type Secrets = Pick<SecretStorage, 'get' | 'store' | 'delete' | 'keys' | 'onDidChange'>;

interface SecretVaultOptions {
  readonly secrets: Secrets;
  /** Whatever changes secrets runs in it. */
  readonly alone: Alone;
  readonly logger: Logger;
}

const indexSchema = z.array(z.string().min(1));
const appSchema = credentialsSchema.shape.app;

/** The index as it is stored; `damaged` is the text that could not be read. */
interface Index {
  readonly accounts: readonly string[];
  readonly damaged?: string;
}

/**
 * Credentials in VS Code's SecretStorage, which all windows share and none can lock: changes are made under a lock of
 * ours. Each account has a secret of its own; the index only adds their order. Where an index lacks an account all the
 * same, such as one of an older version, the next look at the accounts finds the secret by its key, or remembers it,
 * and completes the index.
 */
export class SecretVault implements CredentialVault {
  readonly #secrets: Secrets;
  readonly #alone: Alone;
  readonly #logger: Logger;
  readonly #sequence = new Sequence();
  readonly #plain: Pick<SecretTexts, 'get'>;
  /** Accounts that were stored here: known even where the editor cannot list keys. */
  readonly #added = new Set<string>();

  constructor({ secrets, alone, logger }: SecretVaultOptions) {
    this.#secrets = secrets;
    this.#alone = alone;
    this.#plain = { get: (key) => reach(async () => secrets.get(key)) };
    this.#logger = logger;
  }

  list(): Promise<readonly Credentials[]> {
    return this.#sequence.run(async () => {
      const index = await this.#index(this.#plain);
      const known = await this.#known(index);
      const stored = await Promise.all(known.map((account) => this.#plain.get(accountKey(account))));
      const unlisted = known.filter(
        (account, at) => stored[at] !== undefined && !index.accounts.includes(account),
      );
      // A damaged index is left as it is: only a change of the accounts replaces it.
      if (unlisted.length > 0 && index.damaged === undefined) await this.#addToIndex(unlisted);
      return known.flatMap((account, at) => this.#parseAccount(account, stored[at]));
    });
  }

  put(credentials: Credentials, replaces?: string): Promise<boolean> {
    const { account } = credentials;
    return this.#change(async (secrets) => {
      if (replaces !== undefined) {
        const [held] = this.#parseAccount(account, await secrets.get(accountKey(account)));
        if (held?.refreshToken !== replaces) return false;
      }
      await secrets.store(accountKey(account), JSON.stringify(credentials));
      this.#added.add(account);
      const index = await this.#index(secrets);
      if (index.accounts.includes(account)) return true;
      const known = await this.#known(index);
      await this.#storeIndex(secrets, index, [...known.filter((other) => other !== account), account]);
      return true;
    });
  }

  remove(account: string): Promise<void> {
    return this.#change(async (secrets) => {
      await secrets.delete(accountKey(account));
      this.#added.delete(account);
      const index = await this.#index(secrets);
      if (index.damaged === undefined && !index.accounts.includes(account)) return;
      const known = await this.#known(index);
      await this.#storeIndex(
        secrets,
        index,
        known.filter((other) => other !== account),
      );
    });
  }

  async app(): Promise<AppRegistration | undefined> {
    const text = await this.#plain.get(vaultKeys.app);
    return text === undefined ? undefined : this.#parse(vaultKeys.app, appSchema, text);
  }

  putApp(app: AppRegistration | undefined): Promise<void> {
    return this.#change((secrets) =>
      app === undefined ? secrets.delete(vaultKeys.app) : secrets.store(vaultKeys.app, JSON.stringify(app)),
    );
  }

  onChanged(listener: () => void): Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (isAccountsKey(key) || key === vaultKeys.app) listener();
    });
  }

  #change<T>(work: (secrets: SecretTexts) => Promise<T>): Promise<T> {
    return this.#sequence.run(() => this.#alone((secrets) => work(reached(secrets))));
  }

  /** What is in the index by now may be newer than what the account list was made of. */
  async #addToIndex(unlisted: readonly string[]): Promise<void> {
    await this.#alone(async (texts) => {
      const secrets = reached(texts);
      const index = await this.#index(secrets);
      const missing: string[] = [];
      for (const account of unlisted) {
        const isThere = (await secrets.get(accountKey(account))) !== undefined;
        if (isThere && !index.accounts.includes(account)) missing.push(account);
      }
      if (missing.length > 0 && index.damaged === undefined)
        await this.#storeIndex(secrets, index, [...index.accounts, ...missing]);
    });
  }

  async #index(secrets: Pick<SecretTexts, 'get'>): Promise<Index> {
    const text = await secrets.get(vaultKeys.index);
    if (text === undefined) return { accounts: [] };
    const accounts = this.#parse(vaultKeys.index, indexSchema, text);
    return accounts === undefined ? { accounts: [], damaged: text } : { accounts };
  }

  /** Every account that may have a secret, those of the index first. */
  async #known({ accounts }: Index): Promise<readonly string[]> {
    const byKey = (await this.#keys())
      .filter((key) => key.startsWith(vaultKeys.accountPrefix))
      .map((key) => key.slice(vaultKeys.accountPrefix.length))
      .sort();
    return [...new Set([...accounts, ...this.#added, ...byKey])];
  }

  async #storeIndex(secrets: SecretTexts, { damaged }: Index, accounts: readonly string[]): Promise<void> {
    if (damaged !== undefined) {
      this.#logger.warn('the damaged index of the accounts is replaced', { keptAs: vaultKeys.damagedIndex });
      await secrets.store(vaultKeys.damagedIndex, damaged);
    }
    await secrets.store(vaultKeys.index, JSON.stringify(accounts));
  }

  #parseAccount(account: string, text: string | undefined): readonly Credentials[] {
    if (text === undefined) return []; // the index still names it: another window is removing it
    const stored = this.#parse(accountKey(account), credentialsSchema, text);
    return stored === undefined ? [] : [stored];
  }

  /** `undefined` for a value that does not fit, which is left where it is. */
  #parse<T>(key: string, schema: z.ZodType<T>, text: string): T | undefined {
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      // Neither kind of message goes to the log: a parser's quotes the text.
      const problem =
        error instanceof z.ZodError ? error.issues.map(({ path }) => path.join('.')) : 'not JSON';
      this.#logger.warn('a stored secret cannot be read and counts as absent', { key, problem });
      return undefined;
    }
  }

  /** Some editors cannot list keys, and say so by an error; the index then stands alone. */
  async #keys(): Promise<readonly string[]> {
    try {
      return await this.#secrets.keys();
    } catch (error) {
      this.#logger.debug('this editor cannot list secrets', { error });
      return [];
    }
  }
}

/** The same secrets, whose failures are sentences for the user. */
function reached(secrets: SecretTexts): SecretTexts {
  return {
    get: (key) => reach(() => secrets.get(key)),
    store: (key, text) => reach(() => secrets.store(key, text)),
    delete: (key) => reach(() => secrets.delete(key)),
  };
}

async function reach<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (cause) {
    if (cause instanceof TurnLost) throw cause; // nothing is wrong: the work is done again
    throw new AuthError('secretsUnavailable', 'VS Code cannot read or store secrets on this machine.', {
      cause,
      hint: "Unlock the system's keyring, or install one, then reload the window and try again.",
    });
  }
}
