import { createRequestStateCodec, McpServer, type RequestStateCodec } from '@modelcontextprotocol/server';
import type { Api } from '../../protocol/api.ts';
import { mcpServerName, mcpServerTitle } from '../../protocol/ids.ts';
import type { ChatPages, Logger } from '../ports.ts';
import type { Observe } from '../observe/observe.ts';
import type { AskedState, AskInEditor } from './confirmation.ts';
import { serveCompletions } from './completion.ts';
import type { AnyTool } from './defineTool.ts';
import { instructions } from './instructions.ts';
import { selectTools, type ToolSelection } from './selectTools.ts';
import { servePrompts } from './servePrompts.ts';
import { serveResources } from './serveResources.ts';
import { serveTools } from './serveTools.ts';
import { tools } from './tools/index.ts';
import { withAccount } from './withAccount.ts';

/** How long a client of the newer era may keep the lists, ms: they change with the settings only. */
const listTtlMs = 5 * 60_000;

export interface McpServerDependencies {
  readonly api: Api;
  readonly logger: Logger;
  readonly observe?: Observe | undefined;
  readonly version: string;
  readonly selection: () => ToolSelection;
  /** Account of the calls that name none; `undefined` leaves it to the history. */
  readonly account: string | undefined;
  /** Signs what clients echo; 32 random bytes, the same for all servers of the process. */
  readonly stateKey: Uint8Array;
  readonly askInEditor?: AskInEditor | undefined;
  /** Pages that a chat shows in place of an answer; without them there are none. */
  readonly chatPages?: ChatPages | undefined;
}

/** The request that a server is made for, where it answers one and no more. */
export interface OnlyRequest {
  readonly method: string;
  /** The tool that it calls. */
  readonly tool?: string | undefined;
}

/** A server whose tools can be chosen anew while its client is connected. */
export interface SelectableMcpServer extends McpServer {
  /** Serves what is selected now, and tells the client. */
  refreshTools(): void;
}

/**
 * The one factory of MCP servers, called per stdio connection, per session and per stateless request: it has no
 * effects, and all schemas are made once, at import. What a server announces is always the same; one that is made for
 * one request registers no more than that request can meet, because registering everything takes longer than most
 * calls.
 */
export function createMcpServer(
  dependencies: McpServerDependencies,
  only?: OnlyRequest,
): SelectableMcpServer {
  const { api, logger, observe, version, selection, account, stateKey, askInEditor, chatPages } =
    dependencies;
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
      // One word about a new list, however many tools came and went.
      debouncedNotificationMethods: ['notifications/tools/list_changed'],
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
  const meets = (family: 'tools' | 'prompts' | 'resources'): boolean =>
    only === undefined || only.method.startsWith(`${family}/`);
  const met = only?.tool === undefined ? tools : tools.filter(({ name }) => name === only.tool);
  const selected = (): readonly AnyTool[] => (meets('tools') ? selectTools(met, selection()) : []);
  const refreshTools = serveTools(server, {
    ...{ api, codec, askInEditor, logger, observe, selected, account },
    apps: chatPages !== undefined,
  });
  const accountApi = withAccount(api, account);
  if (meets('resources')) serveResources(server, accountApi, logger, chatPages);
  if (meets('prompts')) servePrompts(server);
  serveCompletions(server, accountApi);
  return Object.assign(server, { refreshTools });
}
