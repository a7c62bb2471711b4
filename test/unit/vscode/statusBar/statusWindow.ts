import type { StatusBarView } from '../../../../src/core/spotify/statusBar/statusBarView.ts';
import { NowPlayingDisplay } from '../../../../src/vscode/statusBar/nowPlayingDisplay.ts';
import { PlayerActivity } from '../../../../src/vscode/statusBar/playerActivity.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import type { FakeSpotify } from './fakeSpotify.ts';
import { settled, type HandClock } from './handClock.ts';

/** A window with its status bar item, as the test sees it. */
export interface StatusWindow {
  readonly display: NowPlayingDisplay;
  readonly activity: PlayerActivity;
  readonly logger: ReturnType<typeof recordingLogger>;
  /** What is shown now; `undefined`: nothing. */
  view: StatusBarView | undefined;
  /** How often the item was drawn. */
  renders: number;
  /** How often the heavy part was asked for. */
  loads: number;
  /** Thrown by the look for accounts, and by the loading of the heavy part. */
  accountsFailure: Error | undefined;
  loadFailure: Error | undefined;
  /** Change these, then tell the display. */
  focused: boolean;
  someSignedIn: boolean;
  enabled: boolean;
  format: string;
  focus(focused: boolean): Promise<void>;
}

type Start = Partial<
  Pick<StatusWindow, 'accountsFailure' | 'loadFailure' | 'focused' | 'someSignedIn' | 'enabled' | 'format'>
>;

/** Opens a window over the clock and the Spotify that it shares with the others. */
export async function openWindow(
  clock: HandClock,
  spotify: FakeSpotify,
  start: Start = {},
): Promise<StatusWindow> {
  const activity = new PlayerActivity();
  const logger = recordingLogger();
  const state = {
    view: undefined as StatusBarView | undefined,
    accountsFailure: undefined as Error | undefined,
    loadFailure: undefined as Error | undefined,
    ...{ renders: 0, loads: 0, focused: true, someSignedIn: true, enabled: true },
    format: '{title} – {artist}',
    ...start,
  };
  const display = new NowPlayingDisplay({
    item: {
      render: (view) => {
        state.view = view;
        state.renders++;
      },
    },
    api: () => {
      state.loads++;
      return state.loadFailure === undefined
        ? Promise.resolve(spotify.api())
        : Promise.reject(state.loadFailure);
    },
    hasAccounts: () =>
      state.accountsFailure === undefined
        ? Promise.resolve(state.someSignedIn)
        : Promise.reject(state.accountsFailure),
    focused: () => state.focused,
    settings: () => ({ enabled: state.enabled, format: state.format }),
    activity,
    clock,
    after: clock.after,
    logger,
  });
  const focus = async (focused: boolean): Promise<void> => {
    state.focused = focused;
    display.focusChanged();
    await settled();
  };
  await settled();
  return Object.assign(state, { display, activity, logger, focus });
}
