import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
  type NodeIncomingMessageLike,
} from '@modelcontextprotocol/node';
import { classifyInboundRequest, createMcpHandler, isInitializeRequest } from '@modelcontextprotocol/server';
import type { OnlyRequest, SelectableMcpServer } from '../../core/mcp/createMcpServer.ts';
import type { ToolWish } from '../../core/mcp/selectTools.ts';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import { bearerMatches } from './bearer.ts';
import { BodyError, readJsonBody } from './jsonBody.ts';
import { followAccount } from './followAccount.ts';
import { PlayerWatch } from './playerWatch.ts';
import { refuse } from './requestGuard.ts';
import { SessionTable } from './sessionTable.ts';
import { listensToPlayer, serveSubscriptions } from './subscriptions.ts';
import { toolWishOf } from './toolWish.ts';

/** Answers requests to `/mcp`. */
export interface McpHttp extends Disposable {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Serves the tools that are selected now, and tells every connected client. */
  toolsChanged(): void;
  /** Sessions of clients of the 2025 era that are open now. */
  sessionCount(): number;
}

export interface McpHttpOptions {
  /** Called per session and, with what it asks for, per stateless request; with the tools that the client chose. */
  readonly createMcpServer: (wish: ToolWish, only?: OnlyRequest) => SelectableMcpServer;
  readonly api: Api;
  /** Current bearer token; read at each request. */
  readonly token: () => string;
  readonly logger: Logger;
}

interface Asked {
  readonly wish: ToolWish;
  readonly only: OnlyRequest | undefined;
}

/**
 * MCP over Streamable HTTP for both eras: stateless for 2026-07-28, with sessions for 2025-11-25 and older
 * (only a session lets a server of that era ask the user something back). The token is checked before anything else,
 * Host and Origin by the listener: the SDK's handlers check none of them.
 */
export function createMcpHttp({ createMcpServer, api, token, logger }: McpHttpOptions): McpHttp {
  const report = (error: Error): void => {
    logger.warn('MCP over HTTP', { error });
  };
  /** What was read from the requests that the SDK's handler works at, by the request that it gives its factory. */
  const asked = new WeakMap<Request, Asked>();
  const modern = createMcpHandler(
    ({ requestInfo }) => {
      const { wish = {}, only } = (requestInfo && asked.get(requestInfo)) ?? {};
      return createMcpServer(wish, only);
    },
    { legacy: 'reject', onerror: report },
  );
  const handleModern = (
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    wish: ToolWish,
  ) => {
    const handler = toNodeHandler(
      {
        fetch: (webRequest: Request, options) => {
          asked.set(webRequest, { wish, only: onlyRequest(body) });
          return modern.fetch(webRequest, options);
        },
      },
      { onerror: report },
    );
    return handler(request as NodeIncomingMessageLike, response, body);
  };
  const sessions = new SessionTable();
  const watch = new PlayerWatch(api, logger);
  const publish = (uri: string): void => {
    modern.notify.resourceUpdated(uri);
  };
  const following = followAccount(api, () => {
    modern.notify.resourcesChanged();
    for (const { server } of sessions.all()) told(server.server.sendResourceListChanged());
  });
  const told = (sending: Promise<void>): void => {
    sending.catch(report);
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const secret = token();
    if (!bearerMatches(request.headers.authorization, secret)) {
      refuse(response, 401, 'Send the bearer token of this server.');
      return;
    }
    const wish = toolWishOf(request);
    const body = request.method === 'POST' ? await readJsonBody(request) : undefined;
    if (request.method === 'POST' && !isLegacy(request, body)) {
      if (listensToPlayer(body)) {
        const listening = watch.follow(publish);
        response.once('close', () => {
          listening.dispose();
        });
      }
      await handleModern(request, response, body, wish);
      return;
    }
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? sessions.use(id, secret, response) : undefined;
    if (known !== undefined) {
      await known.transport.handleRequest(request, response, body);
      return;
    }
    if (id !== undefined || !isInitializeRequest(body)) {
      response.writeHead(id === undefined ? 400 : 404).end();
      return;
    }
    if (!sessions.makeRoom()) {
      refuse(
        response,
        503,
        'All sessions of this server are in use. Close one of its clients, and try again.',
      );
      return;
    }
    const transport: NodeStreamableHTTPServerTransport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (session) => {
        sessions.add(session, { transport, server, secret });
      },
    });
    const server = createMcpServer(wish);
    const subscriptions = serveSubscriptions(server, watch, logger);
    transport.onclose = () => {
      subscriptions.dispose();
      if (transport.sessionId !== undefined) sessions.remove(transport.sessionId);
    };
    await server.connect(transport);
    await transport.handleRequest(request, response, body);
  }

  return {
    handle: async (request, response) => {
      try {
        await handle(request, response);
      } catch (error) {
        const isGone = request.destroyed && !request.complete;
        if (isGone) logger.debug('a client left in the middle of its request', { error });
        else if (!(error instanceof BodyError)) logger.error('MCP over HTTP failed', { error });
        if (response.headersSent || isGone) response.destroy();
        else if (error instanceof BodyError) refuse(response, error.status, error.message);
        else refuse(response, 500);
      }
    },
    sessionCount: () => sessions.all().length,
    toolsChanged: () => {
      modern.notify.toolsChanged();
      for (const { server } of sessions.all()) server.refreshTools();
    },
    dispose: () => {
      following.dispose();
      sessions.dispose();
      watch.dispose();
      void modern.close();
    },
  };
}

/** The SDK's own decision between the eras, without the web request that its `isLegacyRequest` wants. */
function isLegacy({ headers }: IncomingMessage, body: unknown): boolean {
  const header = <K extends string>(key: K, name: string): Partial<Record<K, string>> => {
    const value = headers[name]?.toString();
    return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;
  };
  const classified = classifyInboundRequest({
    httpMethod: 'POST',
    ...header('protocolVersionHeader', 'mcp-protocol-version'),
    ...header('mcpMethodHeader', 'mcp-method'),
    ...header('mcpNameHeader', 'mcp-name'),
    body,
  });
  return classified.kind === 'legacy';
}

/** What a stateless message asks for; `undefined` where it is none that says so. */
function onlyRequest(body: unknown): OnlyRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { method, params } = body as { method?: unknown; params?: { name?: unknown } | null };
  if (typeof method !== 'string') return undefined;
  const tool = method === 'tools/call' ? params?.name : undefined;
  return { method, tool: typeof tool === 'string' ? tool : undefined };
}
