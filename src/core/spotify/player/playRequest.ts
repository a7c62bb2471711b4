import type { Device } from '../../../protocol/spotify/items.ts';
import { brief } from '../describeItem.ts';
import type { SpotifyPlayParams, SpotifyPlayResult } from '../../../protocol/spotify/player.ts';
import { CancelledError } from '../../errors.ts';
import { toUserMessage } from '../../toUserMessage.ts';
import { setShuffle } from '../operations/player.ts';
import type { Feature, SpotifyContext } from '../spotifyContext.ts';
import { findWhatToPlay } from './findWhatToPlay.ts';
import { readPlayback } from './readPlayback.ts';
import { runCommand, type CommandOutcome } from './runCommand.ts';
import { shuffle } from './stateCommands.ts';
import { start } from './stepCommands.ts';

/** Answers `spotify.play`: finds what is meant, starts it on a device that is there, says what it was. */
export const playRequest: Feature<SpotifyPlayParams, SpotifyPlayResult> = async (context, params) => {
  const what = await findWhatToPlay(context, params);
  if (params.shuffle !== undefined && params.device === undefined)
    await shuffleFirst(context, params.shuffle);
  const done = await runCommand(context, start(context, what.start), params.device);
  const notes = [
    what.match === 'guess'
      ? 'This is the nearest thing that was found; tell the user what it is.'
      : undefined,
    ...what.notes,
    done.note,
    params.shuffle === undefined ? undefined : await shuffleAfter(context, params.shuffle, done),
  ].filter((note) => note !== undefined);
  const device = done.playback?.device ?? done.device;
  return {
    outcome: done.outcome,
    playing: what.item,
    match: what.match,
    ...(what.alternatives.length > 0 && { alternatives: what.alternatives.map(brief) }),
    ...(device !== undefined && { device: nameAndId(device) }),
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
};

function nameAndId({ name, id }: Device): NonNullable<SpotifyPlayResult['device']> {
  return { name, ...(id !== undefined && { id }) };
}

/** Set before the start, shuffle also chooses the first track. What fails here is tried again afterwards. */
async function shuffleFirst(context: SpotifyContext, on: boolean): Promise<void> {
  try {
    const playback = await readPlayback(context, { fresh: true });
    if (playback !== undefined && playback.shuffle !== on) await context.send(setShuffle, { on });
  } catch (error) {
    if (CancelledError.is(error)) throw error;
  }
}

/** @returns what to say if it is not as wished */
async function shuffleAfter(
  context: SpotifyContext,
  on: boolean,
  { playback, outcome }: CommandOutcome,
): Promise<string | undefined> {
  if (playback?.shuffle === on) return undefined;
  if (outcome !== 'verified') return 'Whether shuffle was set is not known.';
  try {
    const done = await runCommand(context, shuffle(context, on));
    return done.outcome === 'verified' ? undefined : 'Whether shuffle was set is not known.';
  } catch (error) {
    if (CancelledError.is(error)) throw error;
    return `Shuffle could not be set: ${toUserMessage(error)}`;
  }
}
