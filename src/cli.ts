import { Command } from 'commander';
import { version } from '../package.json';
import { environmentHelp } from './node/cli/context.ts';
import { addAccountCommands } from './node/cli/accountCommands.ts';
import { addDoctorCommand } from './node/cli/doctorCommand.ts';
import { addHistoryCommands } from './node/cli/historyCommands.ts';
import { addHistoryFileCommands } from './node/cli/historyFileCommands.ts';
import { addImportCommand } from './node/cli/importCommand.ts';
import { addPlayerCommands } from './node/cli/playerCommands.ts';
import { addServerCommands } from './node/cli/serverCommands.ts';
import { addSyncCommand } from './node/cli/syncCommand.ts';

const program = new Command('backbeat')
  .description('Spotify and your own listening history, on your machine, for you and your agents.')
  .version(version)
  .showHelpAfterError('(backbeat --help lists commands and options)')
  .addHelpText('after', environmentHelp());

addImportCommand(program, version);
addServerCommands(program, version);
addAccountCommands(program, version);
addPlayerCommands(program, version);
addHistoryCommands(program, version);
addSyncCommand(program, version);
addHistoryFileCommands(program, version);
addDoctorCommand(program, version);

for (const command of program.commands) {
  command
    .option('--data-dir <folder>', 'folder of the history (default: your user data folder)')
    .option('--account <name>', 'account, where several are kept')
    .option('--json', 'answer as JSON');
}

void program.parseAsync();
