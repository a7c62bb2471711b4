import { toUserMessage } from '../toUserMessage.ts';
import type { CollectorPorts } from './collectorPorts.ts';
import { AccountWork } from './accountWork.ts';
import type { CollectionFailure } from './collectionFailure.ts';
import type { CollectorLog } from './collectorLog.ts';
import type { ElapsedTime } from './elapsedTime.ts';
import { signInTrouble } from './signInTrouble.ts';

interface BoardOptions extends Pick<CollectorPorts, 'clock' | 'history' | 'random' | 'settings' | 'spotify'> {
  readonly log: CollectorLog;
  readonly time: ElapsedTime;
  /** Something about an account is another thing now. */
  readonly changed: () => void;
  /** Nobody is signed in as this account any more. */
  readonly onGone: (account: string) => void;
}

/** The accounts of a collector: who is signed in, and how far each is collected. */
export class AccountBoard {
  readonly #options: BoardOptions;
  readonly #works = new Map<string, AccountWork>();
  #loaded = false;

  constructor(options: BoardOptions) {
    this.#options = options;
  }

  /** Signed-in accounts, and paused ones that were signed in. */
  all(): readonly AccountWork[] {
    return [...this.#works.values()].filter(({ signIn, isPaused }) => signIn !== undefined || isPaused);
  }

  get(account: string): AccountWork | undefined {
    return this.#works.get(account);
  }

  /**
   * Looks who is signed in and how. Asks nothing of Spotify, and nothing of the history while nobody ever was.
   * @throws AuthError `secretsUnavailable`; HistoryError
   */
  async refresh(): Promise<void> {
    const { spotify, onGone } = this.#options;
    const signedIn = await spotify.accounts();
    if (signedIn.length > 0 && !this.#loaded) await this.#load();
    const gone = new Set(this.#works.keys());
    for (const signIn of signedIn) {
      gone.delete(signIn.account);
      const work = this.#work(signIn.account);
      work.signIn = signIn;
      if (work.hasRecovered()) this.#options.log.write('info', 'The sign-in works again.', of(work));
      const trouble = signInTrouble(signIn);
      if (trouble !== undefined && work.failure?.kind !== 'signed_out')
        await this.#tellSignedOut(work, trouble);
    }
    for (const account of gone) {
      const work = this.#work(account);
      if (work.signIn !== undefined) onGone(account);
      work.signIn = undefined;
      work.failure = undefined;
    }
    this.#options.changed();
  }

  /** Says that an account is not collected for want of a sign-in; once for each. */
  async #tellSignedOut(work: AccountWork, trouble: CollectionFailure): Promise<void> {
    const { clock, random, settings, log, history, changed } = this.#options;
    const isKnown = work.checkpoint?.status === 'error' && work.checkpoint.failure === 'signed_out';
    work.failed(trouble, clock.now(), random);
    log.write('warning', trouble.message, of(work));
    changed();
    if (isKnown) return;
    try {
      const { checkpoint } = await history.call('collect.fail', {
        account: work.account,
        job: 'poll',
        started_at: clock.now(),
        failure: 'signed_out',
        message: trouble.sentence,
        rate_limits: 0,
        interval_seconds: settings()['collector.intervalSeconds'],
      });
      work.checkpoint = checkpoint;
    } catch (error) {
      log.write('warning', `The end of a sign-in could not be recorded: ${toUserMessage(error)}`, of(work));
    }
  }

  async #load(): Promise<void> {
    const { history, clock } = this.#options;
    const { checkpoints } = await history.call('collect.checkpoints', {});
    if (this.#loaded) return;
    this.#loaded = true;
    for (const checkpoint of checkpoints) this.#work(checkpoint.account).goOnFrom(checkpoint, clock.now());
  }

  #work(account: string): AccountWork {
    const known = this.#works.get(account);
    if (known !== undefined) return known;
    const work = new AccountWork(account, this.#options.time);
    this.#works.set(account, work);
    return work;
  }
}

function of({ account }: AccountWork): { readonly account: string } {
  return { account };
}
