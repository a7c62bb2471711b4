import { commands } from '../../../protocol/ids.ts';
import { positionAt, type LoadedState, type NowPlayingState } from './nowPlaying.ts';
import { playingTooltip } from './playingTooltip.ts';
import { fillFormat } from './statusFormat.ts';
import { markdownText } from './strangersText.ts';
import { localTime, playTime } from './times.ts';

/** What the status bar item shows. */
export interface StatusBarView {
  /** With codicons as `$(name)`; strangers' names in it draw none. */
  readonly text: string;
  /** Trusted for {@link tooltipCommands} only. */
  readonly tooltipMarkdown: string;
  /** Id of the command that a click runs; absent where nothing helps but waiting. */
  readonly command?: string;
  /** The user must act, or music stays away. */
  readonly severity?: 'warning';
}

/** The commands that links of a tooltip may run. */
export const tooltipCommands: readonly string[] = [
  commands.playPause,
  commands.next,
  commands.previous,
  commands.like,
  commands.unlike,
  commands.chooseDevice,
  commands.searchAndPlay,
  commands.signIn,
  commands.setClientId,
  commands.showLog,
].map(({ id }) => id);

/**
 * The view of a state; `undefined` = show nothing.
 * @param format the setting `statusBar.format`
 * @param now Unix ms
 * @param timeZone IANA zone for instants
 */
export function statusBarView(
  state: NowPlayingState,
  format: string,
  now: number,
  timeZone: string,
): StatusBarView | undefined {
  switch (state.kind) {
    case 'hidden':
      return undefined;
    case 'playing':
    case 'paused':
      return {
        text: playingText(state, format, now),
        tooltipMarkdown: playingTooltip(state, now),
        command: commands.playPause.id,
      };
    case 'signedOut':
      return {
        text: '$(music) Spotify: sign in',
        tooltipMarkdown: tooltip(
          'Sign in to see what plays and to control it.',
          link('Sign in', commands.signIn),
        ),
        command: commands.signIn.id,
      };
    case 'noClientId':
      return {
        text: '$(music) Spotify: set up',
        tooltipMarkdown: tooltip(
          'Backbeat needs the Client ID of a Spotify app of your own.',
          link('Set the Client ID', commands.setClientId),
        ),
        command: commands.setClientId.id,
      };
    case 'expired':
    case 'revoked':
    case 'missingScope':
      return {
        text: '$(warning) Spotify: sign in again',
        tooltipMarkdown: tooltip(whySignInAgain[state.kind], link('Sign in again', commands.signIn)),
        command: commands.signIn.id,
        severity: 'warning',
      };
    case 'quota':
      return {
        text: `$(watch) Spotify: quota until ${localTime(state.until, now, timeZone)}`,
        tooltipMarkdown: tooltip(
          `Spotify's quota for your developer account is used up. Nothing is asked before ${localTime(state.until, now, timeZone)}.`,
        ),
      };
    case 'rateLimited':
      return {
        text: '$(watch) Spotify: waiting',
        tooltipMarkdown: tooltip(
          `Spotify had too many requests in a short time. Backbeat asks again ${state.until === undefined ? 'soon' : `at ${localTime(state.until, now, timeZone)}`}.`,
        ),
      };
    case 'noDevice':
      return {
        text: '$(music) Spotify: no device',
        tooltipMarkdown: tooltip(
          'No device plays or waits for commands. Open Spotify on one, then choose it.',
          link('Choose a device', commands.chooseDevice),
        ),
        command: commands.chooseDevice.id,
      };
    case 'offline':
      return {
        text: '$(debug-disconnect) Spotify: no answer',
        tooltipMarkdown: tooltip('Spotify cannot be reached. Backbeat goes on trying.'),
      };
    case 'trouble':
      return {
        text: '$(warning) Spotify',
        tooltipMarkdown: tooltip(
          [state.message, state.hint ?? ''].map((words) => markdownText(words, 400)).join(' '),
          link('Show the log', commands.showLog),
        ),
        command: commands.showLog.id,
      };
  }
}

const whySignInAgain = {
  expired: 'The sign-in to Spotify has ended, as it does every six months.',
  revoked: 'Spotify no longer accepts the sign-in.',
  missingScope: 'The sign-in does not allow Backbeat to see what plays.',
} as const;

/** An icon that the user put into the format takes the place of ours: one is enough. */
function playingText(state: LoadedState, format: string, now: number): string {
  const position = positionAt(state, now);
  const words = fillFormat(format, {
    title: state.title,
    artist: state.by[0] ?? '',
    artists: state.by.join(', '),
    album: state.album ?? '',
    progress: position === undefined ? '' : playTime(position),
    duration: state.durationMs === undefined ? '' : playTime(state.durationMs),
    device: state.device ?? '',
  });
  if (/\$\([\w~-]+\)/.test(format)) return words;
  return `${state.kind === 'playing' ? '$(music)' : '$(debug-pause)'} ${words}`.trimEnd();
}

const tooltip = (sentence: string, ...links: string[]): string =>
  [`**Backbeat for Spotify**`, sentence, ...links].join('\n\n');

const link = (words: string, { id }: { readonly id: string }): string => `[${words}](command:${id})`;
