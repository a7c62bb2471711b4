import { join } from 'node:path';
import { env, l10n, window } from 'vscode';
import { commands } from '../../protocol/ids.ts';
import type { Editor } from '../editor.ts';
import { command } from './command.ts';

const stdio = {
  label: l10n.t('Start it as a program (stdio)'),
  detail: l10n.t('For Claude Desktop, Cursor and most clients. Works while VS Code is closed.'),
} as const;
const http = {
  label: l10n.t('Connect to this VS Code (HTTP)'),
  detail: l10n.t('The text then holds a token: treat it as a password. Works while VS Code runs.'),
} as const;

/** Puts the configuration of another MCP client on the clipboard. */
export const copyMcpConfiguration = command(commands.copyMcpConfiguration, async (editor) => {
  const choice = await window.showQuickPick([stdio, http], { title: l10n.t('Copy MCP Configuration') });
  if (choice === undefined) return;
  const backbeat = choice === http ? await httpServer(editor) : stdioServer(editor);
  await env.clipboard.writeText(JSON.stringify({ mcpServers: { backbeat } }, null, 2));
  await window.showInformationMessage(
    l10n.t('The MCP configuration is on the clipboard: paste it into the other client.'),
  );
});

function stdioServer({ context, dataDir }: Editor): object {
  const script = join(context.extensionPath, 'dist', 'cli.cjs');
  return {
    command: process.execPath,
    args: [script, 'mcp', '--data-dir', dataDir],
    // The editor's own executable acts as Node only when told so; Node itself ignores the variable.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };
}

async function httpServer({ mcp }: Editor): Promise<object> {
  const { url, token } = await mcp.ensure();
  return { type: 'http', url, headers: { Authorization: `Bearer ${token}` } };
}
