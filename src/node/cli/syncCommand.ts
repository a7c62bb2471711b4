import { Option, type Command } from 'commander';
import { collectionInWords, syncInWords } from '../../core/collector/collectionWords.ts';
import type { CommonOptions } from './context.ts';
import { runCommand } from './runCommand.ts';

interface SyncOptions extends CommonOptions {
  readonly pause?: boolean;
  readonly resume?: boolean;
  readonly status?: boolean;
}

/** `backbeat sync`: collects what was listened to, now; or says, pauses and resumes how it is collected. */
export function addSyncCommand(program: Command, version: string): void {
  program
    .command('sync')
    .description('collect the last plays from Spotify now')
    .addOption(new Option('--status', 'only say how the collection stands').conflicts(['pause', 'resume']))
    .addOption(new Option('--pause', 'collect nothing until it is resumed').conflicts('resume'))
    .option('--resume', 'collect again after a pause')
    .action((options: SyncOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        const { api } = app;
        if (options.status === true) answer(await api.call('collector.status', {}), collectionInWords);
        else if (options.pause === true)
          answer(await api.call('collector.pause', account), collectionInWords);
        else if (options.resume === true)
          answer(await api.call('collector.resume', account), collectionInWords);
        else {
          const result = await api.call('collector.syncNow', account);
          answer(result, syncInWords);
          if (result.accounts.some(({ outcome }) => outcome === 'error')) process.exitCode = 1;
        }
      }),
    );
}
