import { Option, type Command } from 'commander';
import {
  collectionInWords,
  namesOf,
  syncInWords,
  type NameOf,
} from '../../core/collector/collectionWords.ts';
import type { CollectorStatusResult } from '../../protocol/collector/collectorRequests.ts';
import { disarmText } from '../terminal/cleanText.ts';
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
        const names = namesOf((await api.call('accounts.list', {})).accounts);
        const nameOf: NameOf = (one) => disarmText(names(one));
        const draw = (status: CollectorStatusResult): string => collectionInWords(status, 'terminal', nameOf);
        if (options.status === true) answer(await api.call('collector.status', {}), draw);
        else if (options.pause === true) answer(await api.call('collector.pause', account), draw);
        else if (options.resume === true) answer(await api.call('collector.resume', account), draw);
        else {
          const result = await api.call('collector.syncNow', account);
          answer(result, (done) => syncInWords(done, 'terminal', nameOf));
          if (result.accounts.some(({ outcome }) => outcome === 'error')) process.exitCode = 1;
        }
      }),
    );
}
