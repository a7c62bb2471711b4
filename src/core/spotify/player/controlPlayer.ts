import type { SpotifyControlParams, SpotifyControlResult } from '../../../protocol/spotify/player.ts';
import type { Feature } from '../spotifyContext.ts';
import { controlCommand } from './controlCommand.ts';
import { runCommand } from './runCommand.ts';

/** Answers `spotify.control`: one command to the player, with what became of it. */
export const controlPlayer: Feature<SpotifyControlParams, SpotifyControlResult> = async (context, params) => {
  const command = controlCommand(context, params);
  const { outcome, already, playback, note } = await runCommand(context, command, params.device);
  return {
    action: params.action,
    outcome,
    ...(already && { already }),
    ...(playback !== undefined && { playback }),
    ...(note !== undefined && { note }),
  };
};
