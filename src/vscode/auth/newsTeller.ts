import type { Memento } from 'vscode';
import type { Clock, Logger } from '../../core/ports.ts';
import type { Account } from '../../protocol/spotify/accounts.ts';
import { newsOf, remember, type News, type Told } from './accountNews.ts';

export type NewsAnswer = 'signIn' | 'later' | 'never';

interface NewsTellerOptions {
  /** Shared by all windows. */
  readonly state: Pick<Memento, 'get' | 'update'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** Whether this is the window that the user looks at. */
  readonly focused: () => boolean;
  readonly show: (news: News) => Promise<NewsAnswer>;
  readonly signInAgain: (account: Account) => Promise<void>;
}

export const toldKey = 'backbeat.toldSignInNews';
/** How long "later" is, ms. */
const dayMs = 86_400_000;

/** How long a telling counts as one with whatever else says the same, ms. */
const togetherMs = 5_000;

/** Whether the user was told a moment ago, in any window, that a sign-in has ended. */
export function toldJustNow(state: Pick<Memento, 'get'>, now: number): boolean {
  return Object.values(state.get<Told>(toldKey) ?? {}).some(
    ({ kind, quietUntil }) =>
      kind === 'ended' && quietUntil !== 'never' && now - (quietUntil - dayMs) <= togetherMs,
  );
}

/**
 * Tells once that a sign-in ends or has ended, in the window that has the focus. What was told is noted before it is
 * shown, so that no second window says it too.
 */
export class NewsTeller {
  readonly #options: NewsTellerOptions;
  #accounts: readonly Account[] = [];
  #telling = false;

  constructor(options: NewsTellerOptions) {
    this.#options = options;
  }

  /** Takes the accounts as they are now. */
  async hear(accounts: readonly Account[]): Promise<void> {
    this.#accounts = accounts;
    await this.look();
  }

  /** Tells what is to be told now, one after the other. */
  async look(): Promise<void> {
    const { focused, logger } = this.#options;
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let news = this.#next(); news !== undefined && focused(); news = this.#next()) {
        await this.#tell(news);
      }
    } catch (error) {
      logger.error('news of the sign-in could not be told', { error });
    } finally {
      this.#telling = false;
    }
  }

  #next(): News | undefined {
    return newsOf(this.#accounts, this.#told(), this.#options.clock.now());
  }

  async #tell(news: News): Promise<void> {
    const { clock, show, signInAgain } = this.#options;
    await this.#note(news, clock.now() + dayMs);
    const answer = await show(news);
    if (answer === 'never') await this.#note(news, 'never');
    if (answer === 'signIn') await signInAgain(news.account);
  }

  #told(): Told {
    return this.#options.state.get<Told>(toldKey) ?? {};
  }

  async #note(news: News, quietUntil: number | 'never'): Promise<void> {
    await this.#options.state.update(toldKey, remember(news, this.#told(), quietUntil));
  }
}
