import type { AccountsResult } from '../../../protocol/spotify/accounts.ts';
import type { Item } from '../../../protocol/spotify/items.ts';
import type { PlaybackResult } from '../../../protocol/spotify/player.ts';
import type { ErrorFacts } from '../../errorFacts.ts';
import { errorCodes } from '../../errors.ts';

/** What is loaded in the player, as the status bar needs it. Names are strangers' words, not yet made safe. */
export interface LoadedItem {
  readonly title: string;
  /** Artists, authors, or the show of an episode; may be empty. */
  readonly by: readonly string[];
  readonly album?: string | undefined;
  readonly durationMs?: number | undefined;
  /** At {@link readAt}; `undefined` where Spotify does not say. */
  readonly progressMs?: number | undefined;
  /** Unix ms. */
  readonly readAt: number;
  readonly device?: string | undefined;
  /** Absent for adverts and local files. */
  readonly url?: string | undefined;
  readonly cover?: string | undefined;
  /** Whether it is in the library; `undefined`: not known, or it cannot be. */
  readonly saved?: boolean | undefined;
  /** Days until the sign-in ends, if that is soon. */
  readonly signInDaysLeft?: number | undefined;
}

/** What the status bar has to say. It renders this value and never reads its own text back. */
export type NowPlayingState =
  | { readonly kind: 'hidden' | 'signedOut' | 'noClientId' | 'expired' | 'revoked' | 'missingScope' }
  | { readonly kind: 'quota'; readonly until: number }
  | { readonly kind: 'rateLimited'; readonly until: number | undefined }
  | { readonly kind: 'noDevice'; readonly until: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'trouble'; readonly message: string; readonly hint: string | undefined }
  | LoadedState;
export type LoadedState = { readonly kind: 'playing' | 'paused' } & LoadedItem;

/** What a command that is under way will have done, shown before Spotify confirms it. */
export interface ExpectedPlayback {
  readonly playing?: boolean | undefined;
  readonly progressMs?: number | undefined;
  /** Unix ms of the command. */
  readonly at: number;
}

/** Everything that the state follows from. */
export interface NowPlayingFacts {
  /** Nobody has signed in on this machine; then nothing else was asked. */
  readonly neverSignedIn: boolean;
  /** `undefined` before the first answer. */
  readonly accounts: AccountsResult | undefined;
  /** The newest read; `undefined` before the first. */
  readonly result: PlaybackResult | undefined;
  /** Of the newest read; `undefined` if that succeeded. */
  readonly error: ErrorFacts | undefined;
  /** Unix ms at which a command last found no device. */
  readonly noDeviceAt: number | undefined;
  /** Whether the loaded item is in the library. */
  readonly saved: boolean | undefined;
  readonly expected: ExpectedPlayback | undefined;
}

/** How long a command's 'no device' is shown while nothing plays, ms. */
const noDeviceShownMs = 60_000;

const hidden: NowPlayingState = { kind: 'hidden' };

/** Decides what to say: the sign-in comes first, then limits, then failures, then what plays. */
export function nowPlayingState(facts: NowPlayingFacts, now: number): NowPlayingState {
  if (facts.neverSignedIn) return { kind: 'signedOut' };
  return (
    accountTrouble(facts.accounts) ??
    closedPlayer(facts.accounts, now) ??
    readTrouble(facts, now) ??
    loaded(facts) ??
    noDevice(facts, now) ??
    hidden
  );
}

/** Where the player stands at an instant: what was read, and the time since if it plays. */
export function positionAt(
  { kind, progressMs, durationMs, readAt }: LoadedState,
  now: number,
): number | undefined {
  if (progressMs === undefined) return undefined;
  const position = kind === 'playing' ? progressMs + Math.max(0, now - readAt) : progressMs;
  return durationMs === undefined ? position : Math.min(position, durationMs);
}

/** Unix ms until which Spotify's player is not asked, of the host's list of closed families. */
export function playerClosedUntil(
  accounts: AccountsResult | undefined,
  now: number,
): { readonly until: number; readonly reason: 'quota' | 'rate_limit' } | undefined {
  for (const { family, reason, until } of accounts?.closed ?? []) {
    const instant = Date.parse(until);
    if (family === 'player' && instant > now) return { until: instant, reason };
  }
  return undefined;
}

function accountTrouble(accounts: AccountsResult | undefined): NowPlayingState | undefined {
  if (accounts === undefined) return undefined;
  const inUse = accounts.accounts.find(({ in_use }) => in_use);
  if (inUse === undefined) return { kind: accounts.has_client_id ? 'signedOut' : 'noClientId' };
  return inUse.state === 'expired' || inUse.state === 'revoked' ? { kind: inUse.state } : undefined;
}

function closedPlayer(accounts: AccountsResult | undefined, now: number): NowPlayingState | undefined {
  const closed = playerClosedUntil(accounts, now);
  if (closed === undefined) return undefined;
  return { kind: closed.reason === 'quota' ? 'quota' : 'rateLimited', until: closed.until };
}

function readTrouble({ error, result }: NowPlayingFacts, now: number): NowPlayingState | undefined {
  if (error === undefined) return undefined;
  const { code, reason, message, hint, until } = error;
  const later = until !== undefined && until > now ? until : undefined;
  switch (code) {
    case errorCodes.auth:
      return authTrouble(reason) ?? { kind: 'trouble', message, hint };
    case errorCodes.quotaExceeded:
      return later === undefined ? undefined : { kind: 'quota', until: later };
    case errorCodes.rateLimited:
      return later === undefined ? undefined : { kind: 'rateLimited', until: later };
    case errorCodes.noActiveDevice:
      return hidden;
    case errorCodes.forbidden:
      return reason === 'missingScope' ? { kind: 'missingScope' } : { kind: 'trouble', message, hint };
    case errorCodes.cancelled:
      return undefined;
    case errorCodes.unavailable:
      // Whoever listens to nothing need not be told that nothing can be heard.
      return result?.playback === undefined ? hidden : { kind: 'offline' };
    case errorCodes.host:
      return undefined;
    default:
      return { kind: 'trouble', message, hint };
  }
}

function authTrouble(reason: string | undefined): NowPlayingState | undefined {
  switch (reason) {
    case 'signedOut':
    case 'noClientId':
    case 'expired':
    case 'revoked':
    case 'missingScope':
      return { kind: reason };
    default:
      return undefined;
  }
}

function noDevice({ noDeviceAt }: NowPlayingFacts, now: number): NowPlayingState | undefined {
  if (noDeviceAt === undefined || now >= noDeviceAt + noDeviceShownMs) return undefined;
  return { kind: 'noDevice', until: noDeviceAt + noDeviceShownMs };
}

function loaded({ result, accounts, saved, expected }: NowPlayingFacts): LoadedState | undefined {
  const playback = result?.playback;
  if (result === undefined || playback === undefined) return undefined;
  const { item, other } = playback;
  if (item === undefined && other === undefined) return undefined;
  const inUse = accounts?.accounts.find(({ in_use }) => in_use);
  const read: LoadedState = {
    kind: playback.playing ? 'playing' : 'paused',
    ...(item === undefined ? { title: otherTitle(other), by: [] } : itemWords(item)),
    progressMs: playback.progress_ms,
    readAt: result.read_at,
    device: playback.device?.name,
    cover: result.cover,
    saved,
    signInDaysLeft: inUse?.state === 'expiring' ? inUse.days_left : undefined,
  };
  return expected === undefined ? read : afterCommand(read, expected);
}

function afterCommand(read: LoadedState, { playing, progressMs, at }: ExpectedPlayback): LoadedState {
  const kind = playing === undefined ? read.kind : playing ? 'playing' : 'paused';
  return { ...read, kind, progressMs: progressMs ?? positionAt(read, at), readAt: at };
}

function itemWords({ name, by, album, duration_ms, url }: Item): Omit<LoadedItem, 'readAt'> {
  return { title: name, by: by ?? [], album, durationMs: duration_ms, url };
}

/** What is neither of the seven kinds: in practice an advert (Web API reference: `currently_playing_type`). */
const otherTitle = (other: string | undefined): string =>
  other === 'ad' ? 'Advertisement' : 'Something that Spotify does not name';
