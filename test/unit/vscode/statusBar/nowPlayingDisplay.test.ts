import { describe, expect, it } from 'vitest';
import { errorFacts } from '../../../../src/core/errorFacts.ts';
import {
  AuthError,
  NoActiveDevice,
  QuotaExceeded,
  Unavailable,
} from '../../../../src/core/spotify/spotifyErrors.ts';
import { FakeSpotify, signedIn, trackMs } from './fakeSpotify.ts';
import { HandClock, settled } from './handClock.ts';
import { openWindow } from './statusWindow.ts';

const minute = 60_000;
const hour = 60 * minute;

function world(): { clock: HandClock; spotify: FakeSpotify } {
  const clock = new HandClock();
  return { clock, spotify: new FakeSpotify(clock) };
}

describe('before anybody has signed in', () => {
  it('loads nothing, asks nothing and offers to sign in', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { someSignedIn: false });
    await clock.advance(hour);
    expect(window.view).toMatchObject({ text: '$(music) Spotify: sign in', command: 'backbeat.signIn' });
    expect(window).toMatchObject({ loads: 0, renders: 1 });
    expect(clock.pending).toBe(0);
  });

  it('begins once somebody has', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { someSignedIn: false });
    window.someSignedIn = true;
    window.display.accountsMayHaveChanged();
    await settled();
    expect(window.view?.text).toBe('$(music) Track 0 – Somebody');
  });

  it('asks once what plays, though the sign-in is announced while it asks', async () => {
    const { clock, spotify } = world();
    let now = clock.now();
    clock.now = () => now++; // no two answers are of one instant
    const window = await openWindow(clock, spotify, { someSignedIn: false });
    window.someSignedIn = true;
    window.display.accountsMayHaveChanged();
    for (let turn = 0; turn < 60; turn++) {
      await Promise.resolve();
      spotify.announceAccounts(signedIn);
    }
    await settled();
    expect(window.view?.text).toContain('Track 0');
    expect(spotify.sent.playback).toBe(1);
  });

  it('does nothing at all while it is switched off', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { enabled: false });
    await clock.advance(hour);
    expect(window).toMatchObject({ view: undefined, loads: 0, renders: 0 });
  });
});

describe('requests in an hour', () => {
  it('of playing: several for each track, the last one just behind its end', async () => {
    const { clock, spotify } = world();
    await openWindow(clock, spotify);
    await clock.advance(hour);
    const tracks = Math.ceil(hour / trackMs);
    expect(spotify.sent.playback).toBeGreaterThan(3 * tracks);
    expect(spotify.sent.playback).toBeLessThan(90);
    expect(spotify.sent.saved).toBe(tracks);
    expect(spotify.sent.accounts).toBe(1);
  });

  it('of a pause: fewer and fewer, none after ten minutes', async () => {
    const { clock, spotify } = world();
    spotify.mode = 'paused';
    await openWindow(clock, spotify);
    await clock.advance(10 * minute);
    const { playback } = spotify.sent;
    expect(playback).toBeGreaterThan(4);
    expect(playback).toBeLessThan(12);
    await clock.advance(50 * minute);
    expect(spotify.sent.playback).toBe(playback);
  });

  it('of nothing: the same, and nothing is shown', async () => {
    const { clock, spotify } = world();
    spotify.mode = 'nothing';
    const window = await openWindow(clock, spotify);
    await clock.advance(hour);
    expect(spotify.sent.playback).toBeLessThan(12);
    expect(window).toMatchObject({ view: undefined, renders: 0 });
    expect(clock.pending).toBe(0);
  });

  it('of a window in the background: none', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { focused: false });
    await clock.advance(hour);
    expect(spotify.sent).toEqual({ playback: 0, saved: 0, accounts: 0 });
    expect(window.loads).toBe(0);
  });

  it('of two windows with the focus: no more than of one', async () => {
    const alone = world();
    await openWindow(alone.clock, alone.spotify);
    await alone.clock.advance(hour);
    const { clock, spotify } = world();
    await openWindow(clock, spotify);
    await openWindow(clock, spotify);
    await clock.advance(hour);
    expect(spotify.sent.playback).toBe(alone.spotify.sent.playback);
  });

  it('of a window that gains and loses the focus every second: no more than six a minute', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    for (let second = 0; second < 600; second++) {
      await window.focus(second % 2 === 1);
      await clock.advance(1_000);
    }
    expect(spotify.sent.playback).toBeLessThanOrEqual(61);
  });
});

describe('the window', () => {
  it('shows the next track within two seconds of its beginning', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    await clock.advance(trackMs + 2_000);
    expect(window.view?.text).toBe('$(music) Track 1 – Somebody');
  });

  it('hears what another window read, and asks nothing itself', async () => {
    const { clock, spotify } = world();
    const background = await openWindow(clock, spotify);
    await background.focus(false);
    const front = await openWindow(clock, spotify);
    await clock.advance(trackMs + 2_000);
    expect(front.view?.text).toBe('$(music) Track 1 – Somebody');
    expect(background.view?.text).toBe('$(music) Track 1 – Somebody');
  });

  it('asks when the focus returns after a while', async () => {
    const { clock, spotify } = world();
    spotify.mode = 'nothing';
    const window = await openWindow(clock, spotify);
    await clock.advance(hour);
    await window.focus(false);
    spotify.mode = 'playing';
    await clock.advance(minute);
    expect(window.view).toBeUndefined();
    await window.focus(true);
    expect(window.view?.text).toContain('$(music) Track');
  });

  it('draws its item only when something about it changed', async () => {
    const { clock, spotify } = world();
    spotify.mode = 'paused';
    const window = await openWindow(clock, spotify);
    const { renders } = window;
    await clock.advance(5 * minute);
    expect(window.renders).toBe(renders);
  });

  it('counts the seconds by its own clock if the format has the progress', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { format: '{title} {progress}/{duration}' });
    await clock.advance(9_000);
    expect(window.view?.text).toBe('$(music) Track 0 0:09/3:30');
    expect(spotify.sent.playback).toBe(1);
    window.format = '{title}';
    window.display.settingsChanged();
    expect(window.view?.text).toBe('$(music) Track 0');
  });

  it('takes a read of another account for nothing of its own', async () => {
    const { clock, spotify } = world();
    const [ada] = signedIn.accounts;
    spotify.accounts = { ...signedIn, accounts: [ada!, { ...ada!, account: 'bob', in_use: false }] };
    const window = await openWindow(clock, spotify);
    const theirs = { ...spotify.playback()!, playing: false };
    spotify.announce({ account: 'bob', read_at: clock.now() + 1, playback: theirs });
    expect(window.view?.text).toBe('$(music) Track 0 – Somebody');
  });

  it('ends with everything that it started', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { format: '{progress}' });
    const { renders } = window;
    window.display.dispose();
    expect(clock.pending).toBe(0);
    spotify.pause();
    spotify.read();
    window.display.focusChanged();
    window.display.accountsMayHaveChanged();
    await clock.advance(hour);
    expect(window.renders).toBe(renders);
    expect(spotify.sent.playback).toBe(2);
  });

  it('stops when it is switched off and goes on when it is switched on', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    window.enabled = false;
    window.display.settingsChanged();
    await clock.advance(hour);
    expect(window.view).toBeUndefined();
    expect(spotify.sent.playback).toBe(1);
    window.enabled = true;
    window.display.settingsChanged();
    await settled();
    expect(window.view?.text).toContain('Track 17');
  });
});

describe('a command of this window', () => {
  it('is shown before it is done, and then as it was found', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    await clock.advance(5_000);
    window.activity.announce({ kind: 'expected', change: { playing: false } });
    expect(window.view?.text).toBe('$(debug-pause) Track 0 – Somebody');
    spotify.pause();
    const playback = spotify.playback()!;
    window.activity.announce({
      kind: 'settled',
      control: { action: 'pause', outcome: 'verified', playback },
    });
    await clock.advance(5_000);
    expect(window.view?.text).toBe('$(debug-pause) Track 0 – Somebody');
    expect(window.view?.tooltipMarkdown).toContain('![Cover]');
    expect(spotify.sent.playback).toBe(1);
  });

  it('is looked after if nobody verified it', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    await clock.advance(5_000);
    window.activity.announce({ kind: 'expected', change: { playing: false } });
    window.activity.announce({ kind: 'settled', control: { action: 'pause', outcome: 'accepted' } });
    await settled();
    expect(spotify.sent.playback).toBe(2);
    expect(window.view?.text).toBe('$(music) Track 0 – Somebody');
  });

  it('that failed leaves no trace but a new look', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    await clock.advance(5_000);
    window.activity.announce({ kind: 'expected', change: { playing: false } });
    window.activity.announce({ kind: 'failed', facts: undefined });
    await settled();
    expect(spotify.sent.playback).toBe(2);
    expect(window.view?.text).toBe('$(music) Track 0 – Somebody');
  });

  it('begins the ten minutes anew', async () => {
    const { clock, spotify } = world();
    spotify.mode = 'nothing';
    const window = await openWindow(clock, spotify);
    await clock.advance(hour);
    const { playback } = spotify.sent;
    window.activity.announce({ kind: 'settled', control: undefined });
    await clock.advance(hour);
    expect(spotify.sent.playback).toBeGreaterThan(playback + 4);
  });

  it('that found no device says so for a minute', async () => {
    const { clock, spotify } = world();
    spotify.mode = 'nothing';
    const window = await openWindow(clock, spotify);
    const facts = errorFacts(new NoActiveDevice('No device plays.'));
    window.activity.announce({ kind: 'failed', facts });
    await clock.advance(1_000);
    expect(window.view).toMatchObject({
      text: '$(music) Spotify: no device',
      command: 'backbeat.chooseDevice',
    });
    await clock.advance(minute);
    expect(window.view).toBeUndefined();
  });

  it('moves the heart at once', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    expect(window.view?.tooltipMarkdown).toContain('command:backbeat.unlike');
    const { uri } = spotify.playback()!.item!;
    window.activity.announce({ kind: 'saved', uri, saved: false });
    expect(window.view?.tooltipMarkdown).toContain('command:backbeat.like)');
    expect(spotify.sent.saved).toBe(1);
  });
});

describe('trouble', () => {
  it('with the network is asked again every half minute', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    spotify.failure = new Unavailable('offline', 'Spotify cannot be reached.');
    await clock.advance(10 * minute);
    expect(window.view?.text).toBe('$(debug-disconnect) Spotify: no answer');
    expect(spotify.sent.playback).toBeLessThanOrEqual(21);
    expect(window.logger.lines).toHaveLength(1);
    spotify.failure = undefined;
    await clock.advance(31_000);
    expect(window.view?.text).toContain('Track');
  });

  it('with its servers is asked less and less often', async () => {
    const { clock, spotify } = world();
    await openWindow(clock, spotify);
    spotify.failure = new Unavailable('server', 'Spotify failed.');
    await clock.advance(hour);
    expect(spotify.sent.playback).toBeLessThan(20);
  });

  it('with the quota ends every request until then, whatever the focus does', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    const until = clock.now() + 5 * hour;
    spotify.failure = new QuotaExceeded('The quota is used up.', { until });
    await clock.advance(minute);
    expect(window.view?.text).toBe('$(watch) Spotify: quota until 17:00');
    const { playback } = spotify.sent;
    for (let times = 0; times < 20; times++) {
      await window.focus(false);
      await clock.advance(minute);
      await window.focus(true);
    }
    window.activity.announce({ kind: 'settled', control: undefined });
    await clock.advance(until - clock.now());
    expect(spotify.sent.playback).toBe(playback);
    spotify.failure = undefined;
    await clock.advance(10_000);
    expect(window.view?.text).toContain('Track');
  });

  it('with the quota of the player is heard from the host', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    const until = new Date(clock.now() + hour).toISOString();
    spotify.announceAccounts({
      ...signedIn,
      closed: [
        { family: 'search', reason: 'quota', until: new Date(clock.now() + 9 * hour).toISOString() },
        { family: 'player', reason: 'quota', until },
      ],
    });
    expect(window.view?.text).toBe('$(watch) Spotify: quota until 13:00');
    await clock.advance(hour - 1);
    expect(spotify.sent.playback).toBe(1);
    await clock.advance(5_000);
    expect(window.view?.text).toContain('Track');
  });

  it('with the sign-in ends every request until it is renewed', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    const [ada] = signedIn.accounts;
    spotify.announceAccounts({ ...signedIn, accounts: [{ ...ada!, state: 'revoked' }] });
    await clock.advance(hour);
    await window.focus(true);
    expect(window.view).toMatchObject({
      text: '$(warning) Spotify: sign in again',
      command: 'backbeat.signIn',
      severity: 'warning',
    });
    expect(spotify.sent.playback).toBe(1);
    spotify.announceAccounts(signedIn);
    await settled();
    expect(window.view?.text).toContain('Track');
  });

  it('with the sign-in that a read meets is told as well', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    spotify.failure = new AuthError('expired', 'The sign-in has ended.');
    await clock.advance(hour);
    expect(window.view?.text).toBe('$(warning) Spotify: sign in again');
    expect(spotify.sent.playback).toBe(2);
  });

  it('with the secrets is told, and over when the focus returns and they can be read', async () => {
    const { clock, spotify } = world();
    const accountsFailure = new AuthError('secretsUnavailable', 'The secrets cannot be read.');
    const window = await openWindow(clock, spotify, { accountsFailure });
    expect(window.view?.tooltipMarkdown).toContain('The secrets cannot be read');
    window.accountsFailure = undefined;
    await window.focus(true);
    expect(window.view?.text).toContain('Track');
  });

  it('with Backbeat itself is told, and tried again', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify, { loadFailure: new Error('no such file') });
    expect(window.view?.text).toBe('$(warning) Spotify');
    await clock.advance(hour);
    expect(window.loads).toBeLessThan(12);
    window.loadFailure = undefined;
    await clock.advance(10 * minute);
    expect(window.view?.text).toContain('Track');
  });

  it('with nobody left signed in ends in the offer to sign in', async () => {
    const { clock, spotify } = world();
    const window = await openWindow(clock, spotify);
    spotify.announceAccounts({ ...signedIn, accounts: [] });
    await clock.advance(hour);
    expect(window.view?.text).toBe('$(music) Spotify: sign in');
    expect(spotify.sent.playback).toBe(1);
    spotify.announceAccounts({ accounts: [], has_client_id: false, closed: [] });
    expect(window.view?.text).toBe('$(music) Spotify: set up');
  });
});
