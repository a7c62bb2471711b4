import { commands } from '../../protocol/ids.ts';
import { command } from './command.ts';

/** Opens the log channel. */
export const showLog = command(commands.showLog, ({ log }) => {
  log.show();
  return Promise.resolve();
});
