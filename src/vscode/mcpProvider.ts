import { Disposable, EventEmitter, lm, McpHttpServerDefinition, Uri, workspace } from 'vscode';
import { mcpProviderId, mcpServerTitle } from '../protocol/ids.ts';
import type { Contribution } from './contribution.ts';
import type { Editor } from './editor.ts';

/** Settings that the set of tools goes by. */
const toolSettings = ['toolsets', 'readOnly'];

/**
 * Offers the MCP server to VS Code. The definition works as it is handed out: agent-host chats forward it
 * and never resolve it. Forks without the API simply lack this.
 */
export const mcpProvider: Contribution = (editor) => {
  if (typeof lm.registerMcpServerDefinitionProvider !== 'function') {
    editor.logger.warn('this editor has no MCP server definitions: use "Copy MCP Configuration"');
    return new Disposable(() => undefined);
  }
  const changed = new EventEmitter<void>();
  let started = false;
  return Disposable.from(
    changed,
    editor.mcp.onMoved(() => {
      changed.fire();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (!toolSettings.some((name) => change.affectsConfiguration(`backbeat.${name}`))) return;
      // A running server that gets another version is stopped by VS Code, and stays so until the next chat message;
      // its client hears of the new list instead.
      if (!started) changed.fire();
      void editor.mcp.toolsChanged();
    }),
    lm.registerMcpServerDefinitionProvider(mcpProviderId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: async () => [await definition(editor)],
      resolveMcpServerDefinition: async () => {
        started = true;
        return definition(editor);
      },
    }),
  );
};

async function definition(editor: Editor): Promise<McpHttpServerDefinition> {
  const { url, token } = await editor.mcp.ensure();
  return new McpHttpServerDefinition(
    mcpServerTitle,
    Uri.parse(url),
    { Authorization: `Bearer ${token}` },
    toolsVersion(editor),
  );
}

/** Key of VS Code's cache of tools: another set of tools must be another version. */
function toolsVersion({ context }: Editor): string {
  const { version } = context.extension.packageJSON as { version: string };
  const configuration = workspace.getConfiguration('backbeat');
  const toolsets = configuration.get<string[]>('toolsets') ?? [];
  const readOnly = configuration.get<boolean>('readOnly') === true ? '.readonly' : '';
  return `${version}+${[...toolsets].sort().join('.')}${readOnly}`;
}
