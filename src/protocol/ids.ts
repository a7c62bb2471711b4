/** Identifiers that the manifest, the code and the tests share. The manifest's copies are generated from here. */
export const extensionId = 'backbeat.backbeat';

/** Id of the MCP server definition provider; VS Code throws for one that the manifest does not contribute. */
export const mcpProviderId = 'backbeat';

/** `serverInfo.name` and `title` of the MCP server: VS Code builds the tools' prefix from the title. */
export const mcpServerName = 'backbeat';
export const mcpServerTitle = 'Backbeat';

/** View type of the webview panel. */
export const panelViewType = 'backbeat.panel';

/** Every command of the extension, with the title that the palette shows behind 'Backbeat: '. */
export const commands = {
  importData: { id: 'backbeat.importData', title: 'Import Spotify Data…' },
  showSummary: { id: 'backbeat.showSummary', title: 'Show History Summary' },
  copyMcpConfiguration: {
    id: 'backbeat.copyMcpConfiguration',
    title: 'Copy MCP Configuration for Another Client',
  },
  showLog: { id: 'backbeat.showLog', title: 'Show Log' },
} as const;
