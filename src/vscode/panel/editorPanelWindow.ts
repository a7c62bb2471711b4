import { homedir } from 'node:os';
import { commands as editorCommands, env, Uri, window, workspace } from 'vscode';
import { InputError } from '../../core/errors.ts';
import { commands, extensionId } from '../../protocol/ids.ts';
import type { PageId } from '../../protocol/panel/pages.ts';
import type { PanelCommand } from '../../protocol/panel/panelRequests.ts';
import type { Editor } from '../editor.ts';
import { readSettings } from '../settings.ts';
import { webviewStrings } from '../webviewStrings.ts';
import { chooseImport } from './chooseImport.ts';
import type { PanelWindow } from './panelWindow.ts';

/**
 * This window of the editor, as its panel uses it.
 * @param takePage the page that a command asked for, once
 */
export function editorPanelWindow(editor: Editor, takePage: () => PageId | undefined): PanelWindow {
  const { context, logger, mcp } = editor;
  const listeners = new Set<() => void>();
  let address: string | undefined;
  const lookForAddress = (): void => {
    mcp.ensure().then(
      ({ url }) => {
        if (url === address) return;
        address = url;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        logger.warn('the MCP server has no address', { error });
      },
    );
  };
  return {
    context: () => {
      const settings = readSettings(workspace.getConfiguration('backbeat'));
      // Not awaited: the first page is drawn before a server listens.
      lookForAddress();
      const zone = settings['history.timeZone'];
      const page = takePage();
      return {
        version: (context.extension.packageJSON as { version: string }).version,
        ...webviewStrings(),
        ...(page === undefined ? {} : { page }),
        toolsets: [...settings.toolsets],
        read_only: settings.readOnly,
        ...(address === undefined ? {} : { mcp_url: address }),
        min_play_seconds: settings['history.minPlaySeconds'],
        timezone: zone === '' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone,
      };
    },
    onContextChanged: (listener) => {
      listeners.add(listener);
      const settings = workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('backbeat')) listener();
      });
      return {
        dispose: () => {
          listeners.delete(listener);
          settings.dispose();
        },
      };
    },
    runCommand: (command) => {
      // Not awaited: a command ends when its last notification is closed.
      Promise.resolve(run(command)).catch((error: unknown) => {
        logger.error('a command of the panel failed', { command, error });
      });
      return Promise.resolve();
    },
    saveFile: async (name, bytes) => {
      const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
      const chosen = await window.showSaveDialog({ defaultUri: Uri.joinPath(folder, name) });
      if (chosen === undefined) return false;
      await write(chosen, bytes);
      return true;
    },
    copy: async (text) => {
      await env.clipboard.writeText(text);
    },
    openLink: async ({ href }) => {
      await env.openExternal(Uri.parse(href, true));
    },
    chooseImport,
  };
}

async function write(chosen: Uri, bytes: Uint8Array): Promise<void> {
  try {
    await workspace.fs.writeFile(chosen, bytes);
  } catch (cause) {
    throw new InputError('The file could not be saved there.', {
      hint: 'Choose another folder, or make room on the disk.',
      cause,
    });
  }
}

function run(command: PanelCommand): Thenable<unknown> {
  if (command === 'openSettings') {
    return editorCommands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
  }
  return editorCommands.executeCommand(commands[command].id);
}
