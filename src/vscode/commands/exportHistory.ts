import { env, l10n, ProgressLocation, Uri, window, type QuickPickItem } from 'vscode';
import type { HistoryFormat } from '../../protocol/history/exportHistory.ts';
import { commands } from '../../protocol/ids.ts';
import { command } from './command.ts';

interface FormatItem extends QuickPickItem {
  readonly format: HistoryFormat;
}

const formats: readonly FormatItem[] = [
  { format: 'jsonl', label: 'JSON Lines', description: l10n.t('a JSON object for each listen') },
  { format: 'csv', label: 'CSV', description: l10n.t('a table for spreadsheets') },
  { format: 'sqlite', label: 'SQLite', description: l10n.t('a database of its own') },
];
const showFolder = l10n.t('Show Folder');
const copyPath = l10n.t('Copy Path');

/** Writes the whole history into a file, and says where it is. */
export const exportHistory = command(commands.exportHistory, async ({ runtime, logger }) => {
  const picked = await window.showQuickPick(formats, {
    title: l10n.t('Export History'),
    placeHolder: l10n.t('What the file is to be'),
  });
  if (picked === undefined) return;
  const { api } = await runtime();
  const result = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Exporting the history'), cancellable: true },
    async (progress, token) => {
      const cancel = new AbortController();
      const listening = token.onCancellationRequested(() => {
        cancel.abort();
      });
      let shown = 0;
      try {
        return await api.call(
          'history.export',
          { format: picked.format },
          {
            signal: cancel.signal,
            onProgress: ({ done, total }) => {
              const percent = total !== undefined && total > 0 ? Math.min(100, (done / total) * 100) : 0;
              progress.report({
                message: l10n.t('{count} listens', { count: done.toLocaleString(env.language) }),
                increment: percent - shown,
              });
              shown = percent;
            },
          },
        );
      } finally {
        listening.dispose();
      }
    },
  );
  logger.info('history exported', { rows: result.rows, format: result.format });
  const words = l10n.t('{count} rows were written to {path}.', {
    count: result.rows.toLocaleString(env.language),
    path: result.path,
  });
  const choice = await window.showInformationMessage(words, showFolder, copyPath);
  if (choice === showFolder) await env.openExternal(Uri.joinPath(Uri.file(result.path), '..'));
  if (choice === copyPath) await env.clipboard.writeText(result.path);
});
