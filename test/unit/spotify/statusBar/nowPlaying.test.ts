import { describe, expect, it } from 'vitest';
import { errorFacts } from '../../../../src/core/errorFacts.ts';
import { HostError, InputError } from '../../../../src/core/errors.ts';
import {
  AuthError,
  ForbiddenError,
  NoActiveDevice,
  QuotaExceeded,
  RateLimited,
  SchemaError,
  Unavailable,
} from '../../../../src/core/spotify/spotifyErrors.ts';
import { nowPlayingState, positionAt } from '../../../../src/core/spotify/statusBar/nowPlaying.ts';
import { accounts, ada, facts, noon, playing, read } from './states.ts';

const failed = (error: Error) => facts({ error: errorFacts(error) });

describe('nowPlayingState', () => {
  it('says what plays, with everything that the status bar needs', () => {
    expect(nowPlayingState(facts({ saved: true }), noon)).toEqual({
      ...playing({ saved: true }),
      signInDaysLeft: undefined,
    });
  });

  it('tells playing from paused', () => {
    expect(nowPlayingState(facts({ result: read({ playing: false }) }), noon).kind).toBe('paused');
  });

  it.each([
    ['no answer yet', { result: undefined }],
    ['no active device', { result: { account: 'ada', read_at: noon } }],
    [
      'a device without anything loaded',
      { result: { account: 'ada', read_at: noon, playback: { playing: false } } },
    ],
  ])('is quiet with %s', (_, change) => {
    expect(nowPlayingState(facts(change), noon)).toEqual({ kind: 'hidden' });
  });

  it('names an advert, which has no item', () => {
    const { item: _item, ...playback } = read().playback!;
    const result = { account: 'ada', read_at: noon, playback: { ...playback, other: 'ad' } };
    expect(nowPlayingState(facts({ result }), noon)).toMatchObject({
      kind: 'playing',
      title: 'Advertisement',
    });
  });

  it.each([
    ['nobody ever signed in', { neverSignedIn: true }, 'signedOut'],
    ['nobody is signed in', { accounts: accounts({ accounts: [] }) }, 'signedOut'],
    ['there is no app either', { accounts: accounts({ accounts: [], has_client_id: false }) }, 'noClientId'],
    [
      'the six months are over',
      { accounts: accounts({ accounts: [{ ...ada, state: 'expired' }] }) },
      'expired',
    ],
    ['Spotify refused', { accounts: accounts({ accounts: [{ ...ada, state: 'revoked' }] }) }, 'revoked'],
  ] as const)('puts the sign-in first: %s', (_, change, kind) => {
    expect(nowPlayingState(facts(change), noon).kind).toBe(kind);
  });

  it('counts the days of a sign-in that ends soon', () => {
    const soon = accounts({ accounts: [{ ...ada, state: 'expiring', days_left: 3 }] });
    expect(nowPlayingState(facts({ accounts: soon }), noon)).toMatchObject({
      kind: 'playing',
      signInDaysLeft: 3,
    });
  });

  it('knows the limits of the player, and no others, until their end', () => {
    const until = new Date(noon + 1000).toISOString();
    const closed = (family: string, reason: 'quota' | 'rate_limit') =>
      facts({ accounts: accounts({ closed: [{ family, reason, until }] }) });
    expect(nowPlayingState(closed('player', 'quota'), noon)).toEqual({ kind: 'quota', until: noon + 1000 });
    expect(nowPlayingState(closed('player', 'rate_limit'), noon).kind).toBe('rateLimited');
    expect(nowPlayingState(closed('search', 'quota'), noon).kind).toBe('playing');
    expect(nowPlayingState(closed('player', 'quota'), noon + 1000).kind).toBe('playing');
  });

  it.each([
    [new AuthError('signedOut', 'x'), 'signedOut'],
    [new AuthError('noClientId', 'x'), 'noClientId'],
    [new AuthError('expired', 'x'), 'expired'],
    [new AuthError('revoked', 'x'), 'revoked'],
    [new AuthError('missingScope', 'x'), 'missingScope'],
    [new ForbiddenError('missingScope', 'x'), 'missingScope'],
    [new AuthError('secretsUnavailable', 'x'), 'trouble'],
    [new ForbiddenError('notOnUserList', 'x'), 'trouble'],
    [new QuotaExceeded('x', { until: noon + 5 }), 'quota'],
    [new RateLimited('x', { until: noon + 5 }), 'rateLimited'],
    [new RateLimited('x', { until: 0 }), 'playing'],
    [new NoActiveDevice('x'), 'hidden'],
    [new Unavailable('offline', 'x'), 'offline'],
    [new SchemaError('x'), 'trouble'],
    [new HostError('gone', 'x'), 'playing'],
    [new InputError('x'), 'trouble'],
  ])('makes of a read that failed with %o: %s', (error, kind) => {
    expect(nowPlayingState(failed(error), noon).kind).toBe(kind);
  });

  it('keeps quiet about a network that is missed by nobody', () => {
    const error = errorFacts(new Unavailable('offline', 'x'));
    expect(nowPlayingState(facts({ error, result: undefined }), noon).kind).toBe('hidden');
  });

  it('says for a minute that a command found no device, unless something plays', () => {
    const quiet = facts({ result: { account: 'ada', read_at: noon }, noDeviceAt: noon });
    expect(nowPlayingState(quiet, noon + 59_999)).toEqual({ kind: 'noDevice', until: noon + 60_000 });
    expect(nowPlayingState(quiet, noon + 60_000).kind).toBe('hidden');
    expect(nowPlayingState(facts({ noDeviceAt: noon }), noon).kind).toBe('playing');
  });

  it('shows a command before it is confirmed, standing where it was given', () => {
    const paused = nowPlayingState(facts({ expected: { playing: false, at: noon + 7_000 } }), noon + 9_000);
    expect(paused).toMatchObject({ kind: 'paused', progressMs: 57_000 });
    const sought = nowPlayingState(facts({ expected: { progressMs: 0, at: noon + 7_000 } }), noon + 9_000);
    expect(sought).toMatchObject({ kind: 'playing', progressMs: 0, readAt: noon + 7_000 });
  });
});

describe('positionAt', () => {
  it('moves on while it plays, up to the end', () => {
    expect(positionAt(playing(), noon + 10_000)).toBe(60_000);
    expect(positionAt(playing(), noon + 900_000)).toBe(200_000);
  });
  it('stands still in a pause', () => {
    expect(positionAt(playing({ kind: 'paused' }), noon + 10_000)).toBe(50_000);
  });
  it('does not go back when the clock does', () => {
    expect(positionAt(playing(), noon - 3_600_000)).toBe(50_000);
  });
  it('is unknown where Spotify does not say', () => {
    expect(positionAt(playing({ progressMs: undefined }), noon)).toBeUndefined();
  });
});
