import { l10n, window, type Uri } from 'vscode';
import { InputError } from '../../core/errors.ts';

/**
 * Asks for files and folders to import.
 * @returns their paths on this machine; `undefined` where the dialog was cancelled
 * @throws InputError for what lies elsewhere
 */
export async function chooseImport(): Promise<readonly string[] | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t('Import Spotify Data'),
    openLabel: l10n.t('Import'),
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: true,
    filters: { [l10n.t('Spotify export')]: ['zip', 'json'] },
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(localPath);
}

/** In a remote window the dialog may show another machine's files; the history is read on this one. */
function localPath({ scheme, fsPath, path }: Uri): string {
  if (scheme === 'file') return fsPath;
  throw new InputError(`${path} does not lie on the machine that keeps the history.`, {
    hint: 'Choose "Show Local" in the file dialog, or copy the export to this machine first.',
  });
}
