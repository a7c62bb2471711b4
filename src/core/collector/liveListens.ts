import type { LiveListen } from '../../protocol/collect/collectedPlay.ts';
import type { PlaybackResult } from '../../protocol/spotify/player.ts';
import { beganAgain, beginListening, endedBy, endedUnseen, goOn, type Listening } from './listening.ts';
import { playerSight } from './playerSight.ts';

/** What one request carries. */
const atOnce = 100;
/** Shorter ones are a hand on the way through a list, ms. */
const shortestMs = 1_000;

interface Player {
  listening: Listening | undefined;
  /** Unix ms of the last reading. */
  readAt: number | undefined;
  ended: readonly LiveListen[];
}

/**
 * Makes listens out of readings of the player, whoever asked for them: none costs a request of its own. What goes on
 * and what waits to be stored is bounded; of too many the oldest are given up, for they only add to what a poll
 * reports.
 */
export class LiveListens {
  readonly #players = new Map<string, Player>();

  note(reading: PlaybackResult): void {
    const player = this.#player(reading.account);
    const { read_at: at } = reading;
    const sight = playerSight(reading);
    if (sight === 'unclear') return;
    // The clock was set back: what lies between is not known.
    if (player.readAt !== undefined && at < player.readAt) player.listening = player.readAt = undefined;
    const { listening, readAt } = player;
    player.readAt = at;
    if (listening !== undefined && listening.sight.uri === sight?.uri && !beganAgain(listening, sight)) {
      player.listening = goOn(listening, sight);
      return;
    }
    if (listening !== undefined) end(player, endedBy(listening, sight, at));
    player.listening = sight && beginListening(sight, readAt);
  }

  /** Ends what has ended without being seen. @param now Unix ms */
  settle(now: number): void {
    for (const player of this.#players.values()) {
      const ended = player.listening && endedUnseen(player.listening, now);
      if (ended === undefined) continue;
      if (ended !== 'gone') end(player, ended);
      player.listening = undefined;
    }
  }

  waiting(account: string): number {
    return this.#players.get(account)?.ended.length ?? 0;
  }

  /** What ended and was not taken yet, oldest first. */
  take(account: string): readonly LiveListen[] {
    const player = this.#players.get(account);
    if (player === undefined) return [];
    const { ended } = player;
    player.ended = [];
    return ended;
  }

  /** What could not be stored waits for the next time. */
  putBack(account: string, listens: readonly LiveListen[]): void {
    const player = this.#player(account);
    player.ended = [...listens, ...player.ended].slice(-atOnce);
  }

  /** Nothing of this account is recorded any more. */
  forget(account: string): void {
    this.#players.delete(account);
  }

  #player(account: string): Player {
    const known = this.#players.get(account);
    if (known !== undefined) return known;
    const player: Player = { listening: undefined, readAt: undefined, ended: [] };
    this.#players.set(account, player);
    return player;
  }
}

function end(player: Player, listen: LiveListen | undefined): void {
  if (listen === undefined || listen.heard_ms < shortestMs) return;
  player.ended = [...player.ended, listen].slice(-atOnce);
}
