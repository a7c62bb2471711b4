import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { orFailed, type Check } from '../../core/doctor/check.ts';
import { checkCollector } from '../../core/doctor/diagnose.ts';
import { fileChecks } from '../../core/doctor/fileChecks.ts';
import { historyChecks } from '../../core/doctor/historyChecks.ts';
import { toUserMessage } from '../../core/toUserMessage.ts';
import { openDataFolder } from '../dataFolder.ts';
import { drawChecklist } from '../terminal/checklist.ts';
import type { CliContext, CommonOptions } from './context.ts';
import { lookAtFolder, repairFolder } from './lookAtFolder.ts';
import { runCommand } from './runCommand.ts';
import { spotifyChecks } from './spotifyChecks.ts';

interface DoctorOptions extends CommonOptions {
  readonly repair?: boolean;
}

/** `backbeat doctor`: what is set up, what is missing, what to do next. */
export function addDoctorCommand(program: Command, version: string): void {
  program
    .command('doctor')
    .description('what is set up, what is missing, what to do next')
    .option('--repair', 'put right what can be put right safely, and say what was done')
    .action((options: DoctorOptions) =>
      runCommand(version, options, async (context) => {
        const checks = await diagnose(context, options.repair === true);
        context.answer({ version, data_dir: context.dataDir, checks }, (result, terminal) =>
          drawChecklist(result.checks, terminal),
        );
        if (checks.some(({ state }) => state === 'failed')) process.exitCode = 1;
      }),
    );
}

async function diagnose(context: CliContext, repair: boolean): Promise<readonly Check[]> {
  const { dataDir, settings } = context;
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
  // Before anything opens the history: that would set damaged files aside.
  const files = await fileChecks(
    {
      folder: openDataFolder(dataDir),
      sqlWasm: () => readFileSync(join(import.meta.dirname, 'sql-wasm.wasm')),
      lookAtFolder: () => lookAtFolder(dataDir, Date.now()),
    },
    repair ? repairFolder : undefined,
  );
  return [
    { state: 'ok', found: `The data directory is ${dataDir}.` },
    ...files.checks,
    ...(files.isSound || repair ? await askHost(context) : [notOpened]),
    rules,
  ];
}

const notOpened: Check = {
  state: 'attention',
  found: 'The history was not opened, so that its files stay as they are.',
  next: 'Copy the data directory if you want to be sure, then run backbeat doctor --repair.',
};

async function askHost(context: CliContext): Promise<readonly Check[]> {
  const { app, dataDir } = context;
  try {
    const status = await app.api.call('app.status', {});
    return [
      ...historyChecks(status),
      ...(await spotifyChecks(context)),
      ...(await orFailed(() => checkCollector(app.api))),
    ];
  } catch (error) {
    return [
      { state: 'failed', found: `The history at ${dataDir} cannot be opened. ${toUserMessage(error)}` },
    ];
  }
}
