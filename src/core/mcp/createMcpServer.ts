import { createRequestStateCodec, McpServer, type RequestStateCodec } from '@modelcontextprotocol/server';
import type { Api } from '../../protocol/api.ts';
import { mcpServerName, mcpServerTitle } from '../../protocol/ids.ts';
import type { Logger } from '../ports.ts';
import type { AskedState, AskInEditor } from './confirmation.ts';
import { serveCompletions } from './completion.ts';
import { instructions } from './instructions.ts';
import { published } from './publishedSchema.ts';
import { selectTools, type ToolSelection } from './selectTools.ts';
import { servePrompts } from './servePrompts.ts';
import { serveResources } from './serveResources.ts';
import { runToolCall } from './toolCall.ts';
import { tools } from './tools/index.ts';
import { toErrorResult } from './toToolResult.ts';
import { withAccount } from './withAccount.ts';

/** Array elements and object members that one call's arguments may hold (CVE-2026-111768): 10,000 URIs and room. */
const maxToolInputElements = 12_000;

/** How long a client of the newer era may keep the lists, ms: they change with the settings only. */
const listTtlMs = 5 * 60_000;

export interface McpServerDependencies {
  readonly api: Api;
  readonly logger: Logger;
  readonly version: string;
  readonly selection: () => ToolSelection;
  /** Account of the calls that name none; `undefined` leaves it to the history. */
  readonly account: string | undefined;
  /** Signs what clients echo; 32 random bytes, the same for all servers of the process. */
  readonly stateKey: Uint8Array;
  readonly askInEditor?: AskInEditor | undefined;
}

/** Every tool as clients see it, made once. */
const definitions = new Map(
  tools.map((tool) => [
    tool.name,
    {
      ...{ title: tool.title, description: tool.description, annotations: tool.annotations },
      inputSchema: published(tool.input, 'input'),
      outputSchema: published(tool.output, 'output'),
    },
  ]),
);

/**
 * The one factory of MCP servers, called per stdio connection, per session and per stateless request: it has no
 * effects, and all schemas are made once, at import.
 */
export function createMcpServer(dependencies: McpServerDependencies): McpServer {
  const { api, logger, version, selection, account, stateKey, askInEditor } = dependencies;
  const codec: RequestStateCodec<AskedState> = createRequestStateCodec({ key: stateKey });
  const listHint = { ttlMs: listTtlMs, cacheScope: 'private' } as const;
  const server = new McpServer(
    {
      name: mcpServerName,
      title: mcpServerTitle,
      version,
      description:
        "The user's own Spotify: player, search, playlists and library, and answers about the listening history that is kept on the user's machine.",
    },
    {
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: true },
        resources: { listChanged: true, subscribe: true },
        completions: {},
      },
      instructions,
      maxToolInputElements,
      cacheHints: {
        'tools/list': listHint,
        'prompts/list': listHint,
        'resources/list': listHint,
        'resources/templates/list': listHint,
        'server/discover': listHint,
      },
      requestState: { verify: (state, context) => codec.verify(state, context) },
    },
  );
  for (const tool of selectTools(tools, selection())) {
    const definition = definitions.get(tool.name);
    if (definition === undefined) continue;
    const defaults = account !== undefined && 'account' in tool.input.shape ? { account } : {};
    server.registerTool(tool.name, definition, async (args: unknown, context) => {
      try {
        const call = { tool, args: { ...defaults, ...(args as object) } };
        return await runToolCall({ ...call, api, codec, askInEditor, context, logger, server });
      } catch (error) {
        logger.warn('tool failed', { tool: tool.name, error });
        return toErrorResult(error);
      }
    });
  }
  const accountApi = withAccount(api, account);
  serveResources(server, accountApi, logger);
  servePrompts(server);
  serveCompletions(server, accountApi);
  return server;
}
