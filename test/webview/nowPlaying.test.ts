import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ItemProfileResult } from '../../src/protocol/history/insights/itemProfile.ts';
import type { WireError } from '../../src/protocol/messages.ts';
import type { Handlers } from '../../src/protocol/handlers.ts';
import type { Account, AccountsResult } from '../../src/protocol/spotify/accounts.ts';
import type { Playback } from '../../src/protocol/spotify/items.ts';
import type { PlaybackResult } from '../../src/protocol/spotify/player.ts';
import { nowPlayingPage } from '../../webview/pages/nowPlaying/nowPlayingPage.ts';
import { hostGone, openPanel, panelNow, Refusal, settled, type OpenPanel } from './openPanel.ts';

const hostile = '<img src=x onerror=alert(1)>\u202Etxt';
const mina: Account = {
  ...{ account: 'mina', display_name: 'Mina', state: 'ok', in_use: true, scopes: [], missing_scopes: [] },
  ...{ authorized_at: '2026-09-01T00:00:00Z', sign_in_ends: '2027-03-01T00:00:00Z', days_left: 100 },
};
const accounts = (change: Partial<AccountsResult> = {}): AccountsResult => ({
  ...{ accounts: [mina], has_client_id: true, closed: [] },
  ...change,
});
const track = {
  ...{ name: 'Lighthouse Keeper', type: 'track' as const, by: ['Tin Observatory'], album: 'Signals' },
  ...{ duration_ms: 225_000, uri: 'spotify:track:1', url: 'https://open.spotify.com/track/1' },
};
const kitchen = { name: 'Kitchen', id: 'k1', kind: 'Speaker', active: true, volume: 40 };
const playing: Playback = {
  playing: true,
  item: track,
  progress_ms: 83_000,
  shuffle: false,
  device: kitchen,
};
const reading = (playback: Playback | undefined, change: Partial<PlaybackResult> = {}): PlaybackResult => ({
  ...{ account: 'mina', read_at: panelNow - 100, cover: 'https://i.scdn.co/image/ab' },
  ...(playback && { playback }),
  ...change,
});
const profile: ItemProfileResult = {
  ...{ window_start: '2016-03-01T00:00:00+01:00', window_end: '2026-11-20T13:00:00+01:00' },
  ...{ timezone: 'Europe/Berlin', play_rule: 'A play is a listen of 30 seconds or more.', item_rule: 'x' },
  ...{ of: 'tracks', name: 'Lighthouse Keeper', artists: ['Tin Observatory'], other_matches: 0, others: [] },
  ...{ plays: 88, hours: 5.25, share: 0.02, rank: 12, ranked: 901, days_with_plays: 40, per: 'year' },
  ...{ first_play: '2016-03-04T08:12:00+01:00', last_play: '2026-11-18T22:40:00+01:00', days_since: 2 },
  ...{ periods: [], neighbours: [], heard_beside: [], skip_share: 0.125, skip_listens: 40 },
};

/** Somebody who is signed in, listens, and has a history; `change` for what is otherwise. */
function openPage(change: Partial<Handlers> = {}): OpenPanel {
  return openPanel({
    pages: [nowPlayingPage],
    handlers: {
      'accounts.list': () => accounts(),
      'spotify.playback': () => reading(playing),
      'spotify.status': () => ({
        ...{ account: 'mina', state: 'playing', playback: playing, devices: [kitchen] },
        queue: [{ ...track, name: 'Second', uri: 'spotify:track:2' }],
      }),
      'spotify.saved': () => ({ saved: [true] }),
      'history.itemProfile': ({ days }) => (days === undefined ? profile : { ...profile, plays: 3 }),
      'panel.runCommand': () => ({}),
      'panel.openLink': () => ({}),
      ...change,
    },
  });
}

async function opened(change: Partial<Handlers> = {}): Promise<OpenPanel> {
  const panel = openPage(change);
  for (let at = 0; at < 4; at++) await settled();
  return panel;
}

const fail =
  (error: Partial<WireError>): (() => never) =>
  () => {
    throw new Refusal({ code: 'X', message: 'It failed.', ...error });
  };
const text = ({ root }: OpenPanel, selector: string): string =>
  root.querySelector(selector)?.textContent ?? `no ${selector}`;
const one = ({ root }: OpenPanel, selector: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
};
const asked = ({ calls }: OpenPanel, method: string): unknown[] =>
  calls.filter((call) => call.method === method).map(({ params }) => params);
const kind = ({ root }: OpenPanel): string | undefined =>
  root.querySelector<HTMLElement>('[data-kind]')?.dataset['kind'];

afterEach(() => {
  vi.restoreAllMocks();
});

describe('what plays', () => {
  it('is shown with its devices, its queue and its heart', async () => {
    const panel = await opened();
    expect(text(panel, '.player-title')).toBe('Lighthouse Keeper');
    expect(text(panel, '.player-queue summary')).toBe('Next up: 1 item');
    expect(one(panel, '.player-like').getAttribute('aria-label')).toBe('Unlike');
    expect(one(panel, '.player-picture').getAttribute('src')).toBe('https://i.scdn.co/image/ab');
    expect(kind(panel)).toBeUndefined();
    expect(panel.reports).toEqual([]);
  });

  it('is asked once, and then heard', async () => {
    const panel = await opened();
    expect(asked(panel, 'spotify.playback')).toHaveLength(1);
    const second = { ...playing, item: { ...track, name: 'Second', uri: 'spotify:track:2' } };
    await panel.emit('playback.changed', reading(second, { read_at: panelNow }));
    expect(text(panel, '.player-title')).toBe('Second');
    expect(text(panel, '.player-queue summary')).toBe('Next up');
    expect(asked(panel, 'spotify.playback')).toHaveLength(1);
    expect(asked(panel, 'spotify.saved')).toHaveLength(2);
  });

  it('is never replaced by an older reading, nor by that of another account', async () => {
    const panel = await opened();
    const other = { ...playing, item: { ...track, name: 'Other', uri: 'spotify:track:9' } };
    await panel.emit('playback.changed', reading(other, { read_at: panelNow - 5_000 }));
    await panel.emit('playback.changed', reading(other, { read_at: panelNow + 10, account: 'otto' }));
    expect(text(panel, '.player-title')).toBe('Lighthouse Keeper');
  });

  it('has the right position where the host’s clock is an hour behind', async () => {
    const panel = await opened({
      'spotify.playback': () => reading({ ...playing, playing: false }, { read_at: panelNow - 3_600_000 }),
    });
    await panel.emit('playback.changed', reading(playing, { read_at: panelNow - 3_599_900 }));
    expect(text(panel, '.player-time')).toBe('1:23');
  });

  it('is asked again when the page comes into view, and not while it is away', async () => {
    const panel = await opened();
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(asked(panel, 'spotify.playback')).toHaveLength(1);
    focus.mockReturnValue(true);
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(asked(panel, 'spotify.playback').at(-1)).toEqual({ max_age_ms: 10_000 });
  });

  it('is asked again when it should be over', async () => {
    let now = panelNow;
    const panel = openPanel({
      pages: [nowPlayingPage],
      now: () => now,
      handlers: {
        'accounts.list': () => accounts(),
        'spotify.playback': () => reading({ ...playing, progress_ms: 225_000 - 10 }, { read_at: now }),
        'spotify.status': () => ({ account: 'mina', state: 'playing', playback: playing }),
      },
    });
    for (let at = 0; at < 4; at++) await settled();
    expect(asked(panel, 'spotify.playback')).toHaveLength(1);
    now += 2_000;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(asked(panel, 'spotify.playback')).toHaveLength(2);
  });

  it('is asked again when it should be over, although the focus is in the editor beside', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    let now = panelNow;
    const nearEnd = { ...playing, progress_ms: 225_000 - 10 };
    const panel = openPanel({
      pages: [nowPlayingPage],
      now: () => now,
      handlers: {
        'accounts.list': () => accounts(),
        'spotify.playback': () => reading(nearEnd, { read_at: now }),
        'spotify.status': () => ({ account: 'mina', state: 'playing', playback: playing }),
      },
    });
    for (let at = 0; at < 4; at++) await settled();
    expect(asked(panel, 'spotify.playback')).toHaveLength(1);
    now += 2_000;
    await vi.waitFor(() => expect(asked(panel, 'spotify.playback')).toHaveLength(2), { timeout: 15_000 });
    expect(focus).toHaveBeenCalled();
  });

  it('asks nothing after the page was left', async () => {
    const panel = await opened();
    panel.dispose();
    const before = panel.calls.length;
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(panel.calls).toHaveLength(before);
  });
});

describe('the list of what comes next', () => {
  it('that was open is open again when the page comes back', async () => {
    const panel = await opened();
    const list = one(panel, '.player-queue') as HTMLDetailsElement;
    expect(list.open).toBe(false);
    list.open = true;
    list.dispatchEvent(new Event('toggle'));
    const state = panel.state as { pages: unknown };
    expect(state.pages).toEqual({ nowPlaying: { queue: true } });
    const again = openPanel({
      pages: [nowPlayingPage],
      state,
      handlers: {
        'accounts.list': () => accounts(),
        'spotify.playback': () => reading(playing),
        'spotify.status': () => ({
          ...{ account: 'mina', state: 'playing', playback: playing },
          queue: [{ ...track, name: 'Second', uri: 'spotify:track:2' }],
        }),
      },
    });
    for (let at = 0; at < 4; at++) await settled();
    expect((one(again, '.player-queue') as HTMLDetailsElement).open).toBe(true);
    expect(text(again, '.player-coming')).toContain('Second');
  });

  it.each([undefined, null, 'x', { queue: 'yes' }])('is closed for the kept state %j', async (kept) => {
    const panel = openPanel({
      pages: [nowPlayingPage],
      state: { pages: { nowPlaying: kept } },
      handlers: { 'accounts.list': () => accounts(), 'spotify.playback': () => reading(playing) },
    });
    for (let at = 0; at < 3; at++) await settled();
    expect((one(panel, '.player-queue') as HTMLDetailsElement).open).toBe(false);
  });
});

describe('an account without Premium', () => {
  const me = { account: 'mina', name: 'Mina', id: 'mina', uri: 'spotify:user:mina', url: 'https://x.test' };

  it('is told before anybody tries, where Spotify says so', async () => {
    const panel = await opened({ 'spotify.profile': () => ({ ...me, product: 'free' }) });
    expect(kind(panel)).toBe('free');
    expect(text(panel, '.np-banner')).toContain('only Premium accounts');
    expect(text(panel, '.player-title')).toBe('Lighthouse Keeper');
    const play = one(panel, '.player-play');
    expect(play.getAttribute('aria-disabled')).toBe('true');
    expect(play.title).toBe('Pause: Only with Spotify Premium.');
    play.click();
    await settled();
    expect(asked(panel, 'spotify.control')).toEqual([]);
    expect(asked(panel, 'spotify.profile')).toHaveLength(1);
  });

  it.each(['premium', undefined])('is not said of the product %s', async (product) => {
    const panel = await opened({ 'spotify.profile': () => ({ ...me, ...(product && { product }) }) });
    expect(kind(panel)).toBeUndefined();
    expect(one(panel, '.player-play').getAttribute('aria-disabled')).toBeNull();
  });

  it('is known after a command was refused, until one is granted', async () => {
    let refused = true;
    const panel = await opened({
      'spotify.control': () => {
        if (refused) throw new Refusal({ code: 'PREMIUM_REQUIRED', message: 'No.' });
        return { action: 'pause' as const, outcome: 'verified' as const, playback: playing };
      },
    });
    one(panel, '.player-play').click();
    await settled();
    expect(kind(panel)).toBe('free');
    refused = false;
    one(panel, '.player-play').click();
    await settled();
    expect(kind(panel)).toBeUndefined();
  });
});

describe('a command', () => {
  it('is shown at once and sent once', async () => {
    const panel = await opened();
    one(panel, '.player-play').click();
    expect(one(panel, '.player-play').getAttribute('aria-label')).toBe('Play');
    const question = await panel.question('spotify.control');
    expect(question.params).toEqual({ action: 'pause' });
    await question.answer({ action: 'pause', outcome: 'verified', playback: { ...playing, playing: false } });
    expect(one(panel, '.player-play').getAttribute('aria-label')).toBe('Play');
    expect(asked(panel, 'spotify.control')).toHaveLength(1);
  });

  it.each([
    ['PREMIUM_REQUIRED', 'Spotify lets only Premium accounts control the player.'],
    ['NO_ACTIVE_DEVICE', 'No device is playing.'],
    ['HOST_ERROR', 'Backbeat is starting again.'],
  ])('that fails with %s is said and taken back', async (code, sentence) => {
    const panel = await opened({ 'spotify.control': fail({ code }) });
    one(panel, '.player-play').click();
    await settled();
    expect(text(panel, '.player-problem')).toContain(sentence);
    expect(one(panel, '.player-play').getAttribute('aria-label')).toBe('Pause');
  });

  it('on the heart is kept', async () => {
    const panel = await opened({ 'spotify.setSaved': ({ saved }) => ({ saved }) });
    one(panel, '.player-like').click();
    await settled();
    expect(asked(panel, 'spotify.setSaved')).toEqual([{ uris: ['spotify:track:1'], saved: false }]);
    expect(one(panel, '.player-like').getAttribute('aria-label')).toBe('Like');
  });

  it('to see the devices asks for them', async () => {
    const panel = await opened({ 'spotify.devices': () => ({ devices: [{ ...kitchen, name: hostile }] }) });
    one(panel, '.player-device').click();
    await settled();
    expect(text(panel, '.player-devices bdi')).toBe(hostile);
    expect(panel.root.querySelector('img[src=x]')).toBeNull();
  });
});

describe('instead of the player', () => {
  it('is said that it is on its way', async () => {
    const panel = openPanel({ pages: [nowPlayingPage] });
    await settled();
    expect(one(panel, '.loading').hidden).toBe(false);
    expect(text(panel, '.loading')).toBe('Looking at the player…');
    expect(one(panel, '.player').hidden).toBe(true);
    await (await panel.question('accounts.list')).answer(accounts());
    await (await panel.question('spotify.playback')).answer(reading(playing));
    expect(one(panel, '.loading').hidden).toBe(true);
  });

  const until = '2026-11-21T09:30:00Z';
  const signedAs = (state: Account['state']): Partial<Handlers> => ({
    'accounts.list': () => accounts({ accounts: [{ ...mina, state }] }),
  });
  it.each<[string, Partial<Handlers>, string, string | undefined]>([
    [
      'noClientId',
      { 'accounts.list': () => accounts({ accounts: [], has_client_id: false }) },
      'Set up Spotify',
      'setClientId',
    ],
    ['signedOut', { 'accounts.list': () => accounts({ accounts: [] }) }, 'Sign in to Spotify', 'signIn'],
    ['expired', signedAs('expired'), 'The sign-in has ended', 'signIn'],
    ['revoked', signedAs('revoked'), 'Spotify no longer accepts this sign-in', 'signIn'],
    [
      'quota',
      { 'accounts.list': () => accounts({ closed: [{ family: 'player', reason: 'quota', until }] }) },
      'Spotify’s quota for the player is used up until Sat 21 Nov, 10:30',
      undefined,
    ],
    [
      'rateLimited',
      {
        'accounts.list': () =>
          accounts({ closed: [{ family: 'player', reason: 'rate_limit', until: '2026-11-20T12:05:00Z' }] }),
      },
      'Spotify asks to wait until 13:05',
      undefined,
    ],
  ])('%s says so, asks Spotify nothing, and offers the next step', async (name, handlers, title, command) => {
    const panel = await opened(handlers);
    expect(kind(panel)).toBe(name);
    expect(text(panel, '.np-notice h2')).toBe(title);
    expect(one(panel, '.player').hidden).toBe(true);
    expect(panel.calls.filter(({ method }) => method.startsWith('spotify.'))).toEqual([]);
    if (command === undefined) return;
    one(panel, '#np-notice-action').click();
    await settled();
    expect(asked(panel, 'panel.runCommand')).toEqual([{ command }]);
  });

  it.each<[string, Partial<WireError>, string]>([
    ['offline', { code: 'SPOTIFY_UNAVAILABLE', reason: 'offline' }, 'Spotify cannot be reached'],
    [
      'paused',
      { code: 'SPOTIFY_UNAVAILABLE', reason: 'paused', until: panelNow + 60_000 },
      'Spotify does not answer at the moment.',
    ],
    ['gone', hostGone, 'Backbeat is starting again.'],
    [
      'missingScope',
      { code: 'FORBIDDEN', reason: 'missingScope' },
      'The sign-in does not reach far enough for the player',
    ],
    ['failed', { code: 'INTERNAL_ERROR', message: hostile }, hostile],
  ])('%s is said with the next step', async (name, error, title) => {
    const panel = await opened({ 'spotify.playback': fail(error) });
    expect(kind(panel)).toBe(name);
    expect(text(panel, '.np-notice h2')).toBe(title);
    expect(panel.root.querySelector('#np-notice-action')).not.toBeNull();
  });
});

describe('above the player', () => {
  it('stands a sign-in that ends soon', async () => {
    const panel = await opened({
      'accounts.list': () => accounts({ accounts: [{ ...mina, state: 'expiring', days_left: 1 }] }),
    });
    expect(text(panel, '.np-banner strong')).toBe('The sign-in ends in 1 day');
    expect(one(panel, '.player').hidden).toBe(false);
  });

  it('stands what failed, and a try that succeeds takes it away', async () => {
    let offline = false;
    const panel = await opened({
      'spotify.playback': () => {
        if (offline) throw new Refusal({ code: 'SPOTIFY_UNAVAILABLE', reason: 'offline', message: 'No.' });
        return reading(playing, { read_at: panelNow });
      },
    });
    offline = true;
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(kind(panel)).toBe('offline');
    expect(text(panel, '.player-title')).toBe('Lighthouse Keeper');
    offline = false;
    one(panel, '#np-notice-action').click();
    await settled();
    expect(kind(panel)).toBeUndefined();
  });

  it('stands a limit that begins, and the player goes on when it is told to be over', async () => {
    const panel = await opened();
    const closed = [{ family: 'player', reason: 'quota' as const, until: '2026-11-20T18:00:00Z' }];
    await panel.emit('accounts.changed', accounts({ closed }));
    expect(kind(panel)).toBe('quota');
    const before = asked(panel, 'spotify.playback').length;
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(asked(panel, 'spotify.playback')).toHaveLength(before);
    await panel.emit('accounts.changed', accounts());
    expect(kind(panel)).toBeUndefined();
    expect(asked(panel, 'spotify.playback').length).toBeGreaterThan(before);
  });

  it('stands nothing of another account after a switch', async () => {
    const panel = await opened();
    const otto = { ...mina, account: 'otto' };
    await panel.emit('accounts.changed', accounts({ accounts: [{ ...mina, in_use: false }, otto] }));
    expect(one(panel, '.player').hidden).toBe(true);
    expect(asked(panel, 'spotify.playback').length).toBeGreaterThan(1);
  });
});

it('a sign-in that succeeds brings the player without a reload', async () => {
  const panel = await opened({ 'accounts.list': () => accounts({ accounts: [] }) });
  await panel.emit('accounts.changed', accounts());
  await settled();
  expect(text(panel, '.player-title')).toBe('Lighthouse Keeper');
});

it('a host that comes back is asked by itself', async () => {
  let gone = true;
  const panel = await opened({
    'accounts.list': () => {
      if (gone) throw new Refusal(hostGone);
      return accounts();
    },
  });
  expect(kind(panel)).toBe('gone');
  gone = false;
  await vi.waitFor(
    () => {
      expect(text(panel, '.player-title')).toBe('Lighthouse Keeper');
    },
    { timeout: 8_000 },
  );
});

it('accounts that were announced are not replaced by an answer that was asked for before', async () => {
  const panel = openPanel({ pages: [nowPlayingPage] });
  const question = await panel.question('accounts.list');
  await panel.emit('accounts.changed', accounts({ accounts: [] }));
  await question.answer(accounts());
  expect(kind(panel)).toBe('signedOut');
});

describe('the history of the track', () => {
  it('says first heard, plays, last week, last time and its rule', async () => {
    const panel = await opened();
    const card = text(panel, '.np-history');
    expect(card).toContain('First heard4 Mar 2016');
    expect(card).toContain('Plays88 in 5.25 h');
    expect(card).toContain('In the last 7 days3 plays');
    expect(card).toContain('Last time2 days ago, 18 Nov 2026, 22:40');
    expect(card).toContain('Rank among your tracks12 of 901');
    expect(card).toContain('Skipped12.5% of 40 listens');
    expect(card).toContain(profile.play_rule);
    expect(asked(panel, 'history.itemProfile')).toEqual([
      { uri: 'spotify:track:1', kind: 'all', limit: 1 },
      { uri: 'spotify:track:1', kind: 'all', limit: 1, days: 7 },
    ]);
  });

  it('is looked for by its names where no source told its URI, and only with exactly these', async () => {
    const named = (name: string): Partial<Handlers> => ({
      'history.itemProfile': ({ uri }) => {
        if (uri !== undefined) throw new Refusal({ code: 'INPUT_ERROR', message: 'Nothing has this URI.' });
        return { ...profile, name };
      },
    });
    expect(text(await opened(named('lighthouse keeper')), '.np-history')).toContain('Plays88');
    expect(text(await opened(named('Lighthouse Keeper (Live)')), '.np-history')).toContain(
      'knows nothing of it yet',
    );
  });

  it('leads to the import where there is no history', async () => {
    const empty = fail({ code: 'HISTORY_ERROR', reason: 'empty', message: 'Empty.' });
    const panel = await opened({ 'history.itemProfile': empty });
    expect(text(panel, '.np-history')).toContain('Your history is still empty');
    expect(panel.root.querySelector('#np-import')).not.toBeNull();
  });

  it('that cannot be read says why, and is read again on demand', async () => {
    let broken = true;
    const panel = await opened({
      'history.itemProfile': () => {
        if (broken) throw new Refusal({ code: 'HISTORY_ERROR', reason: 'damaged', message: hostile });
        return profile;
      },
    });
    expect(text(panel, '.np-history p')).toBe(hostile);
    broken = false;
    one(panel, '#np-history-retry').click();
    await settled();
    expect(text(panel, '.np-history')).toContain('Plays88');
  });

  it('comes back by itself when the host does', async () => {
    let gone = true;
    const panel = await opened({
      'history.itemProfile': () => {
        if (gone) throw new Refusal(hostGone);
        return profile;
      },
    });
    expect(text(panel, '.np-history p')).toContain(hostGone.message);
    gone = false;
    await vi.waitFor(() => expect(text(panel, '.np-history')).toContain('Plays88'), { timeout: 15_000 });
  });

  it('is never that of the track before, however late its answer comes', async () => {
    const panel = openPanel({
      pages: [nowPlayingPage],
      handlers: { 'accounts.list': () => accounts(), 'spotify.playback': () => reading(playing) },
    });
    for (let at = 0; at < 3; at++) await settled();
    const first = await panel.question('history.itemProfile');
    const next = { ...playing, item: { ...track, name: 'Second', uri: 'spotify:track:2' } };
    await panel.emit('playback.changed', reading(next, { read_at: panelNow }));
    expect(first.signal.aborted).toBe(true);
    const second = await panel.question('history.itemProfile');
    await second.fail({ code: 'INPUT_ERROR', message: 'Nothing.' });
    await (await panel.question('history.itemProfile')).fail({ code: 'INPUT_ERROR', message: 'Nothing.' });
    await first.answer(profile);
    expect(text(panel, '.np-history')).toContain('knows nothing of it yet');
  });

  it('is asked again when the history changed', async () => {
    const panel = await opened();
    await panel.emit('history.changed', { account: 'mina', listens: 10 });
    expect(asked(panel, 'history.itemProfile')).toHaveLength(4);
  });
});

it('nothing playing says how to start and opens the search', async () => {
  const panel = await opened({
    'spotify.playback': () => reading(undefined, { cover: undefined }),
    'spotify.status': () => ({ account: 'mina', state: 'nothing_playing', devices: [kitchen] }),
  });
  expect(text(panel, '.player-title')).toBe('Nothing is playing');
  one(panel, '.player-start vscode-button').click();
  await settled();
  expect(asked(panel, 'panel.runCommand')).toEqual([{ command: 'searchAndPlay' }]);
  expect(panel.root.querySelector('.np-history')).toBeNull();
});
