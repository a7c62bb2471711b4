import { resolve } from 'node:path';
import type { Command } from 'commander';
import { createProgressBar } from '../terminal/progressBar.ts';
import { drawImportReport } from '../terminal/importReport.ts';
import { terminalOf } from '../terminal/terminal.ts';
import type { CommonOptions } from './context.ts';
import { runCommand } from './runCommand.ts';

/** `backbeat import PATH…`: Ctrl+C cancels and keeps what was read. */
export function addImportCommand(program: Command, version: string): void {
  program
    .command('import')
    .description('import a Spotify export: ZIP, JSON files or a folder')
    .argument('<paths...>', 'what Spotify sent, as it is')
    .action((paths: string[], options: CommonOptions) =>
      runCommand(version, options, async ({ app, account, answer }) => {
        const cancel = new AbortController();
        const onInterrupt = (): void => {
          cancel.abort();
        };
        process.once('SIGINT', onInterrupt);
        const bar = createProgressBar({
          write: (text) => void process.stderr.write(text),
          terminal: terminalOf(process.stderr, process.env),
          now: () => performance.now(),
        });
        try {
          const report = await app.api.call(
            'import.run',
            { paths: paths.map((path) => resolve(path)), ...account },
            {
              signal: cancel.signal,
              onProgress: (progress) => {
                bar.update(progress);
              },
            },
          );
          bar.finish();
          answer(report, drawImportReport);
        } catch (error) {
          bar.abort();
          throw error;
        } finally {
          process.off('SIGINT', onInterrupt);
        }
      }),
    );
}
