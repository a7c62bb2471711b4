import { McpServer } from '@modelcontextprotocol/server';
import type { Api } from '../../protocol/api.ts';
import { mcpServerName, mcpServerTitle } from '../../protocol/ids.ts';
import type { Toolset } from '../../protocol/settings.ts';
import type { Logger } from '../ports.ts';
import { dispatch } from './dispatch.ts';
import { instructions } from './instructions.ts';
import { tools } from './tools/index.ts';
import { toErrorResult, toToolResult } from './toToolResult.ts';

/** Array elements and object members that one call's arguments may hold (CVE-2026-111768). */
const maxToolInputElements = 10_000;

/** How long a client of the newer era may keep the list of tools, ms: it changes with the settings only. */
const toolListTtlMs = 5 * 60_000;

export interface McpServerDependencies {
  readonly api: Api;
  readonly logger: Logger;
  readonly version: string;
  readonly toolsets: () => readonly Toolset[];
  /** Account of the calls that name none; `undefined` leaves it to the history. */
  readonly account: string | undefined;
}

/**
 * The one factory of MCP servers, called per stdio connection, per session and per stateless request: it has no
 * effects, and all schemas are made once, at import.
 */
export function createMcpServer(dependencies: McpServerDependencies): McpServer {
  const { api, logger, version, toolsets, account } = dependencies;
  const server = new McpServer(
    {
      name: mcpServerName,
      title: mcpServerTitle,
      version,
      description: "Answers questions about the user's own Spotify listening history, kept on this machine.",
    },
    {
      capabilities: { tools: { listChanged: true } },
      instructions,
      maxToolInputElements,
      cacheHints: { 'tools/list': { ttlMs: toolListTtlMs, cacheScope: 'private' } },
    },
  );
  const enabled = toolsets();
  for (const tool of tools.filter(({ toolset }) => enabled.includes(toolset))) {
    const { name, title, description, input, output, annotations } = tool;
    const defaults = account !== undefined && 'account' in input.shape ? { account } : {};
    server.registerTool(
      name,
      { title, description, inputSchema: input, outputSchema: output, annotations },
      async (args: object, { mcpReq: { signal } }) => {
        try {
          return toToolResult(await dispatch(tool, { ...defaults, ...args }, { api, signal }));
        } catch (error) {
          logger.warn('tool failed', { tool: name, error });
          return toErrorResult(error);
        }
      },
    );
  }
  return server;
}
