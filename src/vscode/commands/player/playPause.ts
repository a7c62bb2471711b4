import { commands } from '../../../protocol/ids.ts';
import { playerCommand } from './playerCommand.ts';

/** Pauses what plays, else goes on with what is loaded. */
export const playPause = playerCommand(commands.playPause, async (player) => {
  const playing = (await player.playback()).playback?.playing === true;
  await player.control({ action: playing ? 'pause' : 'play' }, { playing: !playing });
});
