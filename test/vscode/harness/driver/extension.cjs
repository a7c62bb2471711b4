'use strict';
// Serves the requests of ../driverClient.ts from inside the extension host of one window.

const { randomBytes } = require('node:crypto');
const { mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');
const vscode = require('vscode');

/** Every kind of request, by name; the answer must survive JSON. */
const requests = {
  hostInfo: () => ({ pid: process.pid, nodeVersion: process.version, vscodeVersion: vscode.version }),

  executeCommand: ({ command, args }) => vscode.commands.executeCommand(command, ...args),

  commandIds: ({ filter }) =>
    vscode.commands.getCommands(true).then((ids) => ids.filter((id) => id.startsWith(filter))),

  listTools: () =>
    vscode.lm.tools.map(({ name, description, inputSchema, tags }) => ({
      name,
      description,
      inputSchema,
      tags,
    })),

  startMcpServers,

  invokeTool: async ({ name, input }) => {
    const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return result.content.map(plainPart);
  },

  extensionState: ({ id }) => {
    const extension = vscode.extensions.getExtension(id);
    return extension ? { version: extension.packageJSON.version, active: extension.isActive } : undefined;
  },

  activateExtension: async ({ id }) => {
    const extension = vscode.extensions.getExtension(id);
    if (!extension) throw new Error(`The extension ${id} is not installed.`);
    const start = performance.now();
    await extension.activate();
    return { milliseconds: performance.now() - start };
  },

  authAccounts: ({ provider }) => vscode.authentication.getAccounts(provider),

  authSession: ({ provider, scopes, options }) => vscode.authentication.getSession(provider, scopes, options),

  readClipboard: () => vscode.env.clipboard.readText(),

  writeClipboard: ({ text }) => vscode.env.clipboard.writeText(text),

  setting: ({ key, value }) =>
    value === undefined
      ? vscode.workspace.getConfiguration().get(key)
      : vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global),
};

/**
 * Starts the servers as a user does: 'MCP: List Servers' is what activates the extensions that provide some
 * (`workbench.mcp.startServer` alone does not). A young window does not know them all yet, so it asks again.
 */
async function startMcpServers({ timeoutMs }) {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    void vscode.commands.executeCommand('workbench.mcp.listServer');
    await delay(500);
    await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { waitForLiveTools: true });
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    const names = vscode.lm.tools.map((tool) => tool.name).filter((name) => name.startsWith('mcp_'));
    if (names.length > 0) return names;
  }
  throw new Error(`No MCP server offered a tool within ${timeoutMs} ms.`);
}

function plainPart(part) {
  if (part instanceof vscode.LanguageModelTextPart) return { kind: 'text', text: part.value };
  if (part instanceof vscode.LanguageModelDataPart) {
    const isText = part.mimeType.includes('json') || part.mimeType.startsWith('text/');
    const bytes = Buffer.from(part.data);
    return { kind: 'data', mimeType: part.mimeType, data: bytes.toString(isText ? 'utf8' : 'base64') };
  }
  return { kind: 'other', type: part?.constructor?.name ?? typeof part, value: part };
}

async function answer({ kind, params }) {
  const run = requests[kind];
  if (!run) throw new Error(`The driver knows no request ${kind}.`);
  return run(params);
}

function serve(token) {
  return createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    let body = '';
    for await (const chunk of request) body += chunk;
    let outcome;
    try {
      outcome = { value: (await answer(JSON.parse(body))) ?? null };
    } catch (error) {
      outcome = {
        error: { message: String(error?.message ?? error), code: error?.code, stack: error?.stack },
      };
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(outcome));
  });
}

exports.activate = async (context) => {
  const folder = process.env.BACKBEAT_DRIVER_DIR;
  if (!folder) return;
  // Windows are told apart by the name of the folder that is open in them.
  const windowName = vscode.workspace.workspaceFolders?.[0]?.name ?? 'empty';
  const token = randomBytes(24).toString('hex');
  const server = serve(token);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  const address = { port: server.address().port, token, pid: process.pid };
  const file = join(folder, `${windowName}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(address), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);

  context.subscriptions.push({
    dispose: () => {
      rmSync(file, { force: true });
      server.closeAllConnections();
      server.close();
    },
  });
};
