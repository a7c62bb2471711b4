import { spotifyControlResult, spotifyStatusResult } from '../../../src/protocol/spotify/player.ts';
import type { CommandAnswer, PlayerCommand } from '../../player/playerView.ts';
import type { ChatHost } from '../chat/chatHost.ts';
import { readAnswer } from '../chat/toolAnswer.ts';
import { stateAfter, stateOf, type PlayerState } from './playerState.ts';

export interface PlayerReadingsOptions {
  readonly chat: Pick<ChatHost, 'callTool'>;
  /** Whose player it is; the tools are asked for that one, whoever is in use by now. */
  readonly account: () => string | undefined;
  readonly show: (state: PlayerState) => void;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onFailed: (error: unknown) => void;
  /** Unix ms. */
  readonly now: () => number;
}

/** After these another item plays or comes next, which a command's own answer does not tell; Spotify needs a moment, ms. */
const settleMs = 1_000;
const movesOn = new Set(['next', 'previous', 'start', 'queue', 'transfer']);

/** Talks to the player through the chat: `spotify_status` to read it, `spotify_control` to command it. */
export class PlayerReadings {
  readonly #options: PlayerReadingsOptions;
  #shown: PlayerState | undefined;
  /** Counts what was sent: an answer to something older than the newest command says what was. */
  #sent = 0;
  #later: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(options: PlayerReadingsOptions) {
    this.#options = options;
  }

  async read(): Promise<void> {
    const { chat, now, onBusy, onFailed } = this.#options;
    const sent = ++this.#sent;
    onBusy(true);
    try {
      const result = await chat.callTool('spotify_status', this.#account());
      const state = stateOf(readAnswer(result, spotifyStatusResult), now());
      if (sent === this.#sent) this.#show(state);
    } catch (error) {
      if (sent === this.#sent && !this.#isOver) onFailed(error);
    } finally {
      if (sent === this.#sent) onBusy(false);
    }
  }

  /** @throws PanelError */
  async control(command: PlayerCommand): Promise<CommandAnswer> {
    const { chat, now, onBusy } = this.#options;
    const sent = ++this.#sent;
    onBusy(false);
    const result = await chat.callTool('spotify_control', { ...command, ...this.#account() });
    const answer = readAnswer(result, spotifyControlResult);
    if (sent === this.#sent && this.#shown !== undefined) this.#show(stateAfter(this.#shown, answer, now()));
    if (movesOn.has(command.action)) this.#readLater();
    return answer.value;
  }

  /** What is shown from elsewhere: the result that the card was made for. */
  showing(state: PlayerState): void {
    this.#shown = state;
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#later);
  }

  #readLater(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      if (!this.#isOver) void this.read();
    }, settleMs);
  }

  #show(state: PlayerState): void {
    if (this.#isOver) return;
    this.#shown = state;
    this.#options.show(state);
  }

  #account(): { readonly account?: string } {
    const account = this.#options.account();
    return account === undefined ? {} : { account };
  }
}
