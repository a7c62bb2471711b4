import { Option, type Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import {
  historyFormats,
  type ExportHistoryResult,
  type HistoryFormat,
} from '../../protocol/history/exportHistory.ts';
import type { DeleteAccountResult } from '../../protocol/history/deleteAccount.ts';
import { disarmText } from '../terminal/cleanText.ts';
import { formatBytes, plural } from '../terminal/numbers.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { ask } from './ask.ts';
import type { CommonOptions } from './context.ts';
import { runCommand } from './runCommand.ts';

interface ExportOptions extends CommonOptions {
  readonly format: HistoryFormat;
  readonly evidence?: boolean;
}
interface DeleteOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** `backbeat export` and `backbeat delete-history`: the history as a file, and its end. */
export function addHistoryFileCommands(program: Command, version: string): void {
  program
    .command('export')
    .description('write the whole history into a file')
    .addOption(new Option('--format <format>', 'of the file').choices([...historyFormats]).default('jsonl'))
    .option('--evidence', 'also rows that a richer source speaks for')
    .action(({ format, evidence, ...options }: ExportOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        const cancel = new AbortController();
        const onInterrupt = (): void => {
          cancel.abort();
        };
        process.once('SIGINT', onInterrupt);
        try {
          const params = { format, ...account, ...(evidence === true && { evidence }) };
          answer(await app.api.call('history.export', params, { signal: cancel.signal }), drawExport);
        } finally {
          process.off('SIGINT', onInterrupt);
        }
      }),
    );
  program
    .command('delete-history')
    .description('delete everything that is kept of an account, named with --account')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'only say what would go')
    .action((options: DeleteOptions) =>
      runCommand(version, options, async ({ app, account: { account }, answer }) => {
        if (account === undefined) {
          throw new InputError('No account was named.', {
            hint: 'Name it with --account; `backbeat doctor` lists them.',
          });
        }
        const plan = await app.api.call('history.deleteAccount', { account, dry_run: true });
        if (options.dryRun === true) {
          answer(plan, drawDeletion);
          return;
        }
        if (options.yes !== true) {
          const said = await ask(`${disarmText(plan.summary)}\nType the account's name to go on: `);
          if (said !== account) throw new InputError('Nothing was deleted: the name does not match.');
        }
        const params = { account, agreed: plan.summary };
        answer(await app.api.call('history.deleteAccount', params), drawDeletion);
      }),
    );
}

function drawExport({ path, rows, bytes, note }: ExportHistoryResult, terminal: Terminal): string {
  const line = `${plural(rows, 'row', 'rows', terminal)}, ${formatBytes(bytes)}: ${disarmText(path)}`;
  return note === undefined ? line : `${line}\n${disarmText(note)}`;
}

function drawDeletion({ summary, note }: DeleteAccountResult): string {
  return disarmText(note === undefined ? summary : `${summary} ${note}`);
}
