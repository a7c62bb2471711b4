import type { AccountInUse, AccountsResult } from '../../protocol/spotify/accounts.ts';
import type { Logger } from '../ports.ts';
import { Sequence } from '../sequence.ts';
import { toUserMessage } from '../toUserMessage.ts';
import type { AccountBook } from './auth/accountBook.ts';
import type { Accounts } from './auth/accounts.ts';
import type { HostState } from './hostState.ts';
import type { SpotifyClient } from './http/spotifyClient.ts';

interface AccountAnnouncerOptions {
  readonly accounts: Accounts;
  readonly book: AccountBook;
  readonly client: Pick<SpotifyClient, 'closed'>;
  readonly hostState: HostState;
  readonly logger: Logger;
  readonly announce: (state: AccountsResult) => void;
  /** Told at once as it was last, and at every change. */
  readonly onAccountInUse: (inUse: AccountInUse) => void;
  /** An account that was served is signed in no more. */
  readonly onGone: (account: string) => void;
}

/** Says who is signed in, what limits them and whose the history is, whenever one of these changes. */
export class AccountAnnouncer {
  readonly #options: AccountAnnouncerOptions;
  /** Accounts of which something may be kept in memory. */
  readonly #served = new Set<string>();
  readonly #sequence = new Sequence();
  #waiting = false;
  #inUse: AccountInUse | undefined;

  constructor(options: AccountAnnouncerOptions) {
    this.#options = options;
    this.#inUse = options.hostState.accountInUse();
    if (this.#inUse !== undefined) options.onAccountInUse(this.#inUse);
  }

  /** @throws AuthError `secretsUnavailable` */
  async state(): Promise<AccountsResult> {
    const { accounts, book, client } = this.#options;
    const list = await accounts.list();
    const hasClientId = await accounts.hasClientId();
    const trouble = book.trouble();
    this.#note(list);
    return {
      accounts: list,
      has_client_id: hasClientId,
      closed: client.closed().map(({ family, reason, until }) => ({
        family,
        reason: reason === 'quota' ? 'quota' : 'rate_limit',
        until: new Date(until).toISOString(),
      })),
      ...(trouble === undefined ? {} : { trouble: toUserMessage(trouble) }),
    };
  }

  serves(account: string): void {
    this.#served.add(account);
    // The first answer for an account may be the first sign of it, where nothing changed since the host began.
    if (this.#inUse === undefined) this.announce();
  }

  /** One after the other, for vaults take their time: what is announced last is how things are. */
  announce(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    void this.#sequence.run(() => {
      this.#waiting = false;
      return this.#tell();
    });
  }

  async #tell(): Promise<void> {
    const { announce, logger, onGone } = this.#options;
    try {
      const now = await this.state();
      for (const gone of this.#served) {
        if (now.accounts.some(({ account }) => account === gone)) continue;
        onGone(gone);
        this.#served.delete(gone);
      }
      announce(now);
    } catch (error) {
      logger.warn('the accounts could not be read', { error });
    }
  }

  /** Who signed out stays the one in use: the history is still there, and still that account's. */
  #note(list: AccountsResult['accounts']): void {
    const { hostState, logger, onAccountInUse } = this.#options;
    const account = list.find(({ in_use }) => in_use)?.account;
    if (account === undefined) return;
    const inUse = { account, alone: list.length === 1 };
    if (this.#inUse?.account === account && this.#inUse.alone === inUse.alone) return;
    this.#inUse = inUse;
    onAccountInUse(inUse);
    try {
      hostState.setAccountInUse(inUse);
    } catch (error) {
      logger.warn('the account in use could not be noted', { error });
    }
  }
}
