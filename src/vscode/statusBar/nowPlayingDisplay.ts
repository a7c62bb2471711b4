import {
  nowPlayingState,
  positionAt,
  type NowPlayingState,
} from '../../core/spotify/statusBar/nowPlaying.ts';
import { tooltipStepMs } from '../../core/spotify/statusBar/playingTooltip.ts';
import { showsProgress } from '../../core/spotify/statusBar/statusFormat.ts';
import { statusBarView, type StatusBarView } from '../../core/spotify/statusBar/statusBarView.ts';
import { DueTimer } from './dueTimer.ts';
import { PlaybackWatch, type PlaybackWatchPorts } from './playbackWatch.ts';

export interface NowPlayingPorts extends PlaybackWatchPorts {
  readonly item: {
    /** Draws a view; `undefined` hides the item. Called only when something about it changed. */
    render(view: StatusBarView | undefined): void;
  };
  /** `statusBar.enabled` and `statusBar.format`, as they are now. */
  readonly settings: () => { readonly enabled: boolean; readonly format: string };
}

const progressStepMs = 1_000;

/** Keeps the status bar item in step with what plays; between reads its own clock moves the position on. */
export class NowPlayingDisplay {
  readonly #ports: NowPlayingPorts;
  readonly #watch: PlaybackWatch;
  readonly #tick: DueTimer;
  #shown = 'nothing';
  #disposed = false;

  constructor(ports: NowPlayingPorts) {
    this.#ports = ports;
    this.#tick = new DueTimer(ports.clock, ports.after);
    this.#watch = new PlaybackWatch(ports, () => {
      this.#render();
    });
    this.settingsChanged();
  }

  settingsChanged(): void {
    if (this.#ports.settings().enabled) this.#watch.start();
    else this.#watch.stop();
    this.#render();
  }

  focusChanged(): void {
    this.#watch.focusChanged();
    this.#render();
  }

  /** Somebody may have signed in or out on this machine. */
  accountsMayHaveChanged(): void {
    this.#watch.accountsMayHaveChanged();
  }

  dispose(): void {
    this.#disposed = true;
    this.#tick.cancel();
    this.#watch.dispose();
  }

  #render(): void {
    if (this.#disposed) return;
    this.#tick.cancel();
    const { clock, item, settings } = this.#ports;
    const { enabled, format } = settings();
    const now = clock.now();
    const state: NowPlayingState = enabled ? nowPlayingState(this.#watch.facts, now) : { kind: 'hidden' };
    const view = statusBarView(state, format, now, clock.timeZone());
    const content = JSON.stringify(view) ?? 'nothing';
    if (content !== this.#shown) {
      this.#shown = content;
      item.render(view);
    }
    const next = this.#nextRender(state, format, now);
    if (next !== undefined)
      this.#tick.at(next, () => {
        this.#render();
      });
  }

  /** Unix ms at which time alone changes what is shown; no request follows from it. */
  #nextRender(state: NowPlayingState, format: string, now: number): number | undefined {
    switch (state.kind) {
      case 'playing': {
        const position = positionAt(state, now);
        const step = showsProgress(format) ? progressStepMs : tooltipStepMs;
        // Nobody hovers over an item of a window in the background, but its text can be read.
        if (position === undefined || (step === tooltipStepMs && !this.#ports.focused())) return undefined;
        return position >= (state.durationMs ?? Infinity) ? undefined : now + step - (position % step);
      }
      case 'quota':
      case 'rateLimited':
      case 'noDevice':
        return state.until;
      default:
        return undefined;
    }
  }
}
