import { ProtocolError, ProtocolErrorCode, type McpServer } from '@modelcontextprotocol/server';
import type { ChatPages, Logger } from '../../ports.ts';
import { minute } from '../resources/defineResource.ts';
import { appMimeType, chatApps, pageMetaOf } from './chatApps.ts';

/** A page changes with the version only, and fits the answers of its own. */
const cacheHint = { ttlMs: 5 * minute, cacheScope: 'public' } as const;

/** Registers the pages. Whether a client is shown them in its list is up to the list. */
export function serveApps(server: McpServer, pages: ChatPages, logger: Logger): void {
  for (const one of chatApps) {
    const { uri, name, title, description, file } = one;
    server.registerResource(name, uri, { title, description, mimeType: appMimeType, cacheHint }, async () => {
      try {
        const text = await pages.read(file);
        return { contents: [{ uri, mimeType: appMimeType, text, _meta: pageMetaOf(one) }] };
      } catch (error) {
        logger.error('a page for chats could not be read', { file, error });
        throw new ProtocolError(
          ProtocolErrorCode.InternalError,
          'The page could not be read. The tool answers without it; install Backbeat again to get it back.',
        );
      }
    });
  }
}
