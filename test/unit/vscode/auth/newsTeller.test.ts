import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../src/protocol/spotify/accounts.ts';
import { newsInWords, newsOf, type News } from '../../../../src/vscode/auth/accountNews.ts';
import { NewsTeller, toldJustNow, type NewsAnswer } from '../../../../src/vscode/auth/newsTeller.ts';
import { deferred } from '../../../fixtures/deferred.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { english } from '../english.ts';

const dayMs = 86_400_000;

function account(name: string, state: Account['state'], part: Partial<Account> = {}): Account {
  return {
    account: name,
    display_name: `Name of ${name}`,
    state,
    in_use: true,
    scopes: [],
    missing_scopes: [],
    authorized_at: '2026-05-20T10:00:00.000Z',
    sign_in_ends: '2026-11-20T10:00:00.000Z',
    days_left: state === 'expiring' ? 14 : 0,
    ...part,
  };
}

/** What all windows share. */
function sharedState() {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string): T | undefined => values.get(key) as T | undefined,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

function openWindow(state = sharedState()) {
  const shown: string[] = [];
  const signedIn: string[] = [];
  const window = {
    now: 0,
    focused: true,
    answer: (): Promise<NewsAnswer> => Promise.resolve('later'),
  };
  const teller = new NewsTeller({
    state,
    clock: { now: () => window.now },
    logger: recordingLogger(),
    focused: () => window.focused,
    show: (news) => {
      shown.push(`${news.account.account} ${news.kind}`);
      return window.answer();
    },
    signInAgain: ({ account: name }) => {
      signedIn.push(name);
      return Promise.resolve();
    },
  });
  return { window, teller, shown, signedIn, state };
}

describe('news of the sign-ins', () => {
  it('are none while all is well', async () => {
    const { teller, shown } = openWindow();
    await teller.hear([account('adam', 'ok')]);
    expect(shown).toEqual([]);
  });

  it('are told once, however often the accounts are announced', async () => {
    const { teller, shown } = openWindow();
    for (let times = 0; times < 3; times += 1) await teller.hear([account('adam', 'expiring')]);
    expect(shown).toEqual(['adam ending']);
  });

  it('come back a day after "later", and never after "do not show again"', async () => {
    const { teller, shown, window } = openWindow();
    await teller.hear([account('adam', 'expiring')]);
    window.now += dayMs;
    window.answer = () => Promise.resolve('never');
    await teller.look();
    window.now += 10 * dayMs;
    await teller.look();
    expect(shown).toEqual(['adam ending', 'adam ending']);
  });

  it('are told at once when the sign-in has ended, even after "do not show again" about its end', async () => {
    const { teller, shown, window } = openWindow();
    window.answer = () => Promise.resolve('never');
    await teller.hear([account('adam', 'expiring')]);
    await teller.hear([account('adam', 'revoked')]);
    expect(shown).toEqual(['adam ending', 'adam ended']);
  });

  it('start anew with a new sign-in', async () => {
    const { teller, shown, window } = openWindow();
    window.answer = () => Promise.resolve('never');
    await teller.hear([account('adam', 'expired')]);
    await teller.hear([account('adam', 'expired', { authorized_at: '2026-11-20T10:00:00.000Z' })]);
    expect(shown).toEqual(['adam ended', 'adam ended']);
  });

  it('come one after the other, the ended ones first', async () => {
    const { teller, shown, window } = openWindow();
    const answered = deferred<NewsAnswer>();
    window.answer = () => answered.promise;
    const telling = teller.hear([account('adam', 'expiring'), account('zoe', 'revoked')]);
    await teller.look();
    await expect.poll(() => shown).toEqual(['zoe ended']);
    answered.resolve('later');
    await telling;
    expect(shown).toEqual(['zoe ended', 'adam ending']);
  });

  it('wait for the window that has the focus', async () => {
    const state = sharedState();
    const behind = openWindow(state);
    const front = openWindow(state);
    behind.window.focused = false;
    const accounts = [account('adam', 'revoked')];
    await Promise.all([behind.teller.hear(accounts), front.teller.hear(accounts)]);
    behind.window.focused = true;
    await behind.teller.look();
    expect([behind.shown, front.shown]).toEqual([[], ['adam ended']]);
  });

  it('let whoever says the same a moment later be quiet', async () => {
    const { window, teller, state } = openWindow();
    window.now = 1_000;
    expect(toldJustNow(state, window.now)).toBe(false);
    await teller.hear([account('ada', 'revoked')]);
    expect(toldJustNow(state, window.now + 3_000)).toBe(true);
    expect(toldJustNow(state, window.now + 6_000)).toBe(false);
  });

  it('sign in again on request', async () => {
    const { teller, signedIn, window } = openWindow();
    window.answer = () => Promise.resolve('signIn');
    await teller.hear([account('adam', 'revoked')]);
    expect(signedIn).toEqual(['adam']);
  });

  it('are told of an account of any name', () => {
    expect(newsOf([account('constructor', 'revoked')], {}, 0)).toMatchObject({ kind: 'ended' });
  });
});

describe('newsInWords', () => {
  const words = (news: News): string => newsInWords(news, 'Adam', english);

  it.each([
    [account('a', 'expiring'), 'ending', /ends in 14 days, .* Sign in again/],
    [account('a', 'expiring', { days_left: 1 }), 'ending', /ends within a day/],
    [account('a', 'expired'), 'ended', /ended after six months\. Sign in again/],
    [account('a', 'revoked'), 'ended', /was ended by Spotify\. Sign in again/],
  ] as const)('says what is and what to do: %#', (about, kind, expected) => {
    expect(words({ kind, account: about })).toMatch(expected);
    expect(words({ kind, account: about })).toContain('Adam');
  });
});
