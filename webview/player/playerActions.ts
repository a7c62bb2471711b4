import type { SpotifyControlResult } from '../../src/protocol/spotify/player.ts';
import type { PlayerCommand } from './playerState.ts';

export type CommandAnswer = Pick<SpotifyControlResult, 'playback' | 'note'>;

/** What the view can have done. It never asks anything by itself. */
export interface PlayerActions {
  /**
   * Carries out one command. The answer is that of `spotify.control`: the player as it was seen after it, if it was
   * seen, and a note that is shown. Rejects with a `PanelError`: sentence and next step are shown, and the view goes
   * back to the last state shown.
   */
  control(command: PlayerCommand): Promise<CommandAnswer>;
  /** Likes or unlikes the item. Absent: no like button. Rejects as `control` does. */
  setSaved?(uri: string, saved: boolean): Promise<void>;
  /** Opens a page of Spotify. Absent: the names are no links. */
  openLink?(url: string): void;
  /** Opens the search for something to play. Absent: no such button. */
  searchAndPlay?(): void;
  /** Reads the list of devices anew, because the menu was opened; the answer comes by `show`. */
  refreshDevices?(): void;
  /** Reads what comes next anew, because the list was opened; the answer comes by `show`. */
  refreshQueue?(): void;
  /** Whether the list of what comes next is open at first; default not. */
  readonly isQueueOpen?: boolean;
  /** Remembers that the list was opened or closed. */
  keepQueueOpen?(isOpen: boolean): void;
  /** Says a sentence to screen readers. Absent: a live region of its own does. */
  announce?(sentence: string): void;
}
