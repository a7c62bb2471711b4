import {
  commands as editorCommands,
  ProgressLocation,
  window,
  type CancellationToken,
  type Progress,
  type Uri,
} from 'vscode';
import { InputError } from '../../core/errors.ts';
import type { ImportProgress, ImportReport } from '../../protocol/history/importReport.ts';
import { commands } from '../../protocol/ids.ts';
import type { Editor } from '../editor.ts';
import { command } from './command.ts';
import { openReport } from './openReport.ts';

const showSummary = 'Show Summary';
const showReport = 'Show Report';

/** Asks what to import, imports it with progress and cancel, and says what became of every row. */
export const importData = command(commands.importData, async (editor) => {
  const picked = await window.showOpenDialog({
    title: 'Import Spotify Data',
    openLabel: 'Import',
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
    filters: { 'Spotify export': ['zip', 'json'] },
  });
  if (picked === undefined || picked.length === 0) return;
  const paths = picked.map(localPath);
  const report = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Importing Spotify data', cancellable: true },
    (progress, token) => run(editor, paths, progress, token),
  );
  editor.logger.info('import finished', { job: report.job_id, report: report.message });
  const choice = await window.showInformationMessage(report.message, showSummary, showReport);
  if (choice === showSummary) await editorCommands.executeCommand(commands.showSummary.id);
  if (choice === showReport) await openReport(report);
});

/** In a remote window the dialog may show another machine's files; the history is read on this one. */
function localPath({ scheme, fsPath, path }: Uri): string {
  if (scheme === 'file') return fsPath;
  throw new InputError(`${path} does not lie on the machine that keeps the history.`, {
    hint: 'Choose "Show Local" in the file dialog, or copy the export to this machine first.',
  });
}

async function run(
  { runtime }: Editor,
  paths: string[],
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<ImportReport> {
  const cancel = new AbortController();
  const listening = token.onCancellationRequested(() => {
    cancel.abort();
  });
  let shown = 0;
  const onProgress = ({ file, bytes_read, bytes_total, rows_read }: ImportProgress): void => {
    const percent = bytes_total > 0 ? Math.min(100, (bytes_read / bytes_total) * 100) : 0;
    progress.report({
      message: `${rows_read.toLocaleString('en')} rows, ${Math.floor(percent)} % – ${file}`,
      increment: percent - shown,
    });
    shown = percent;
  };
  try {
    const { api } = await runtime();
    return await api.call('import.run', { paths }, { signal: cancel.signal, onProgress });
  } finally {
    listening.dispose();
  }
}
