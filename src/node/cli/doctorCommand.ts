import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { orFailed, type Check } from '../../core/doctor/check.ts';
import { checkCollector } from '../../core/doctor/diagnose.ts';
import { historyChecks } from '../../core/doctor/historyChecks.ts';
import { toUserMessage } from '../../core/toUserMessage.ts';
import { drawChecklist } from '../terminal/checklist.ts';
import type { CliContext, CommonOptions } from './context.ts';
import { runCommand } from './runCommand.ts';
import { spotifyChecks } from './spotifyChecks.ts';

/** `backbeat doctor`: what is set up, what is missing, what to do next. */
export function addDoctorCommand(program: Command, version: string): void {
  program
    .command('doctor')
    .description('what is set up, what is missing, what to do next')
    .action((options: CommonOptions) =>
      runCommand(version, options, async (context) => {
        const checks = await diagnose(context);
        context.answer({ version, data_dir: context.dataDir, checks }, (result, terminal) =>
          drawChecklist(result.checks, terminal),
        );
        if (checks.some(({ state }) => state === 'failed')) process.exitCode = 1;
      }),
    );
}

async function diagnose(context: CliContext): Promise<readonly Check[]> {
  const { app, dataDir, settings } = context;
  if (!existsSync(dataDir)) {
    return [
      {
        state: 'attention',
        found: `There is no history at ${dataDir} yet.`,
        next: 'Import a Spotify export: backbeat import PATH',
      },
    ];
  }
  const zone = settings['history.timeZone'] || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const rules: Check = {
    state: 'ok',
    found: `Days and hours in ${zone}; a play is ${settings['history.minPlaySeconds']} seconds or more.`,
  };
  try {
    const status = await app.api.call('app.status', {});
    return [
      { state: 'ok', found: `The data directory is ${dataDir}.` },
      ...historyChecks(status),
      rules,
      ...(await spotifyChecks(context)),
      ...(await orFailed(() => checkCollector(app.api))),
    ];
  } catch (error) {
    return [
      { state: 'failed', found: `The history at ${dataDir} cannot be opened. ${toUserMessage(error)}` },
      rules,
    ];
  }
}
