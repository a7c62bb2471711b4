import type { ExtensionContext } from 'vscode';
import { authenticationProvider } from './vscode/auth/authenticationProvider.ts';
import { signInContext } from './vscode/auth/signInContext.ts';
import { signInNews } from './vscode/auth/signInNews.ts';
import { collection } from './vscode/collection.ts';
import { collectionCommands } from './vscode/commands/collectionCommands.ts';
import { copyMcpConfiguration } from './vscode/commands/copyMcpConfiguration.ts';
import { deleteHistory } from './vscode/commands/deleteHistory.ts';
import { exportHistory } from './vscode/commands/exportHistory.ts';
import { importData } from './vscode/commands/importData.ts';
import { playerFeatures } from './vscode/commands/player/playerFeatures.ts';
import { setClientId } from './vscode/commands/setClientId.ts';
import { showLog } from './vscode/commands/showLog.ts';
import { showPage } from './vscode/commands/showPage.ts';
import { signIn } from './vscode/commands/signIn.ts';
import { signOut } from './vscode/commands/signOut.ts';
import { switchAccount } from './vscode/commands/switchAccount.ts';
import type { Contribution } from './vscode/contribution.ts';
import { createEditor } from './vscode/editor.ts';
import { historyContext } from './vscode/historyContext.ts';
import { mcpProvider } from './vscode/mcpProvider.ts';
import { playerView } from './vscode/panel/playerView.ts';

/** Everything that the extension adds to VS Code; each registers itself and is loaded with this small bundle. */
const contributions: readonly Contribution[] = [
  mcpProvider,
  authenticationProvider,
  signInContext,
  signInNews,
  historyContext,
  collection,
  playerFeatures,
  setClientId,
  signIn,
  signOut,
  switchAccount,
  importData,
  collectionCommands,
  exportHistory,
  deleteHistory,
  showPage,
  playerView,
  copyMcpConfiguration,
  showLog,
];

/** Registers; opens, reads and listens to nothing. The rest is loaded at the first use. */
export function activate(context: ExtensionContext): void {
  const editor = createEditor(context);
  for (const contribution of contributions) context.subscriptions.push(contribution(editor));
}
