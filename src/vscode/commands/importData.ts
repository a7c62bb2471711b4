import { basename } from 'node:path';
import {
  commands as editorCommands,
  env,
  l10n,
  ProgressLocation,
  window,
  type CancellationToken,
  type Progress,
} from 'vscode';
import type { ImportProgress, ImportReport } from '../../protocol/history/importReport.ts';
import { commands } from '../../protocol/ids.ts';
import { chooseImport } from '../panel/chooseImport.ts';
import type { WindowImports } from '../panel/windowImports.ts';
import { command } from './command.ts';
import { openReport } from './openReport.ts';

const showSummary = l10n.t('Show Summary');
const showReport = l10n.t('Show Report');

/** Asks what to import, imports it with progress and cancel, and says what became of every row. */
export const importData = command(commands.importData, async (editor) => {
  const paths = await chooseImport();
  if (paths === undefined) return;
  const { imports } = await editor.runtime();
  const names = paths.map((path) => basename(path));
  const report = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Importing Spotify data'),
      cancellable: true,
    },
    (progress, token) => follow(imports, imports.start(paths, names), progress, token),
  );
  editor.logger.info('import finished', { job: report.job_id, report: report.message });
  const choice = await window.showInformationMessage(report.message, showSummary, showReport);
  if (choice === showSummary) await editorCommands.executeCommand(commands.showSummary.id);
  if (choice === showReport) await openReport(report);
});

/** Shows an import of the window in a notification; the panel shows the same one. */
async function follow(
  imports: WindowImports,
  id: number,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<ImportReport> {
  let shown = 0;
  const show = ({ file, bytes_read, bytes_total, rows_read }: ImportProgress): void => {
    const percent = bytes_total > 0 ? Math.min(100, (bytes_read / bytes_total) * 100) : 0;
    const rows = rows_read.toLocaleString(env.language);
    progress.report({
      message: l10n.t('{rows} rows, {percent} % – {file}', { rows, percent: Math.floor(percent), file }),
      increment: percent - shown,
    });
    shown = percent;
  };
  const following = [
    token.onCancellationRequested(() => {
      imports.cancel(id);
    }),
    imports.onChange(({ imports: all }) => {
      const now = all.find((one) => one.id === id)?.progress;
      if (now !== undefined) show(now);
    }),
  ];
  try {
    return await imports.outcome(id);
  } finally {
    for (const one of following) one.dispose();
  }
}
