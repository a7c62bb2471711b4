import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
  type McpServer,
  type ReadResourceResult,
  type Resource as ListedResource,
} from '@modelcontextprotocol/server';
import type { Api } from '../../protocol/api.ts';
import type { ChatPages, Logger } from '../ports.ts';
import { NotFound } from '../spotify/spotifyErrors.ts';
import { toUserMessage } from '../toUserMessage.ts';
import { appMimeType, chatApps } from './apps/chatApps.ts';
import { serveApps } from './apps/serveApps.ts';
import { showsApps } from './apps/showsApps.ts';
import { resources } from './resources/resources.ts';
import { templates } from './resources/templates.ts';

const mimeType = 'application/json';
const idShape = /^[0-9A-Za-z]{22}$/;

const openTemplates = templates.map((one) => ({
  ...one,
  pattern: new ResourceTemplate(one.template, { list: undefined }),
}));

/** Registers every resource and template, and the pages that a chat shows, where there are such. */
export function serveResources(
  server: McpServer,
  api: Api,
  logger: Logger,
  pages: ChatPages | undefined,
): void {
  const answer = async (uri: URL, read: () => Promise<object>): Promise<ReadResourceResult> => {
    try {
      return { contents: [{ uri: uri.href, mimeType, text: JSON.stringify(await read()) }] };
    } catch (error) {
      logger.warn('resource failed', { resource: uri.href, error });
      throw resourceError(uri, error);
    }
  };
  for (const { uri, name, title, description, ttlMs, read } of resources) {
    const cacheHint = { ttlMs, cacheScope: 'private' } as const;
    server.registerResource(
      name,
      uri,
      { title, description, mimeType, cacheHint },
      (url, { mcpReq: { signal } }) => answer(url, () => read({ api, signal })),
    );
  }
  for (const { name, pattern, title, description, ttlMs, read } of openTemplates) {
    const cacheHint = { ttlMs, cacheScope: 'private' } as const;
    server.registerResource(
      name,
      pattern,
      { title, description, mimeType, cacheHint },
      (url, { id }, { mcpReq: { signal } }) =>
        answer(url, () => {
          if (typeof id !== 'string' || !idShape.test(id)) throw noSuch(url);
          return read({ api, signal }, id);
        }),
    );
  }
  if (pages === undefined) return;
  serveApps(server, pages, logger);
  // In place of the SDK, whose answer is the same for every client: pages are for those that show them.
  server.server.setRequestHandler('resources/list', (_, context) => ({
    resources: [
      ...resources.map((one) => listed(one, mimeType)),
      ...(showsApps(server, context) ? chatApps.map((one) => listed(one, appMimeType)) : []),
    ],
  }));
}

function listed(
  { uri, name, title, description }: Pick<ListedResource, 'uri' | 'name' | 'title' | 'description'>,
  type: string,
): ListedResource {
  return { uri, name, title, description, mimeType: type };
}

/** Nothing is there: the specification wants -32602 for it (MCP 2026-07-28); the rest is an internal error. */
function resourceError(uri: URL, error: unknown): ProtocolError {
  if (error instanceof ProtocolError) return error;
  if (NotFound.is(error)) return noSuch(uri);
  return new ProtocolError(ProtocolErrorCode.InternalError, toUserMessage(error));
}

function noSuch(uri: URL): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no such resource.', { uri: uri.href });
}
