import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { clientCapabilities } from '../clientCapabilities.ts';
import { appExtension, appMimeType } from './chatApps.ts';

/**
 * Whether the client shows pages. One that is known not to gets exactly what there was before there were pages; of one
 * that has said nothing about itself it is unknown, and a link that it does not follow does no harm.
 */
export function showsApps(server: McpServer, context: ServerContext): boolean {
  const declared = clientCapabilities(server, context);
  if (declared === undefined) return true;
  const extension: unknown = declared.extensions?.[appExtension];
  if (typeof extension !== 'object' || extension === null) return false;
  const { mimeTypes } = extension as { readonly mimeTypes?: unknown };
  return Array.isArray(mimeTypes) && mimeTypes.includes(appMimeType);
}
