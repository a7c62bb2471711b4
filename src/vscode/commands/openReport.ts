import { window, workspace } from 'vscode';
import type { ImportReport } from '../../protocol/history/importReport.ts';

/** Opens an import's report as a document of its own. */
export async function openReport(report: ImportReport): Promise<void> {
  const content = JSON.stringify(report, null, 2);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'json', content }));
}
