import type { Device } from '../../../protocol/spotify/items.ts';
import type { AppError } from '../../errors.ts';
import type { Looks, Sight } from './sight.ts';

/** What is known when a look after a command is judged. */
export interface Attempt {
  /** The look before the command. */
  readonly before: Sight;
  /** The device that the command is sent to, as it was listed before; `undefined` = the active one. */
  readonly device: Device | undefined;
  /** Of {@link device}. */
  readonly deviceId: string | undefined;
}

/** One command to the player, ready to be sent once. */
export interface PlayerCommand {
  /** `devices`: only where one is named. */
  readonly looks?: Looks;
  /** May be sent to a device that waits, which then becomes the active one. */
  readonly wakes?: boolean;
  /** Asks for a state instead of a step: doing it twice is the same as once. */
  readonly idempotent?: boolean;
  /** Why Spotify would surely refuse it, as the look before shows. */
  readonly refusal?: (attempt: Attempt) => AppError | undefined;
  /** Sends it; called once. */
  readonly send: (attempt: Attempt) => Promise<unknown>;
  /** Whether a look shows that it was done. */
  readonly shows: (after: Sight, attempt: Attempt) => boolean;
}
