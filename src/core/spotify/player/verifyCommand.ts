import { CancelledError } from '../../errors.ts';
import type { SpotifyContext } from '../spotifyContext.ts';
import type { Attempt, PlayerCommand } from './playerCommand.ts';
import { lookAtPlayer, type Sight } from './sight.ts';

/** Waits before each look, ms. Spotify obeys later than it answers, mostly within half a second. */
export const waitsForEffect: readonly number[] = [200, 700, 1400];
/** How long all looks may take together, waits included, ms: a caller waits for them. */
const longestMs = 8_000;

/** What the looks after a command showed. */
export interface Verified {
  readonly shown: boolean;
  /** The last look that came back; `undefined` if none did. */
  readonly after: Sight | undefined;
}

/** Looks until a command is seen to be done, at most once after each wait and for a few seconds in all. It never sends anything again. */
export async function verifyCommand(
  context: SpotifyContext,
  command: PlayerCommand,
  attempt: Attempt,
  waits: readonly number[],
): Promise<Verified> {
  const { clock, timers, signal } = context;
  const end = clock.now() + longestMs;
  let after: Sight | undefined;
  for (const wait of waits) {
    if (wait > 0) await timers.sleep(wait, signal);
    const withinMs = end - clock.now();
    if (withinMs <= 0) break;
    const sight = await look(context, command, withinMs);
    if (sight === undefined) continue;
    after = sight;
    if (command.shows(sight, attempt)) return { shown: true, after };
  }
  return { shown: false, after };
}

/** A look that fails leaves the outcome open: the command itself did not fail. */
async function look(
  context: SpotifyContext,
  command: PlayerCommand,
  withinMs: number,
): Promise<Sight | undefined> {
  try {
    return await lookAtPlayer(context, command.looks ?? {}, { withinMs });
  } catch (error) {
    if (CancelledError.is(error)) throw error;
    return undefined;
  }
}
