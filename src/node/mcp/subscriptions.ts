import type { McpServer } from '@modelcontextprotocol/server';
import type { Logger } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';
import { followedUris, type PlayerWatch } from './playerWatch.ts';

/**
 * Answers `resources/subscribe` and `resources/unsubscribe` of the 2025 era for one connection. What never changes by
 * itself can be subscribed to as well, and stays silent.
 */
export function serveSubscriptions(server: McpServer, watch: PlayerWatch, logger: Logger): Disposable {
  const wanted = new Set<string>();
  let following: Disposable | undefined;
  const tell = (uri: string): void => {
    if (!wanted.has(uri)) return;
    server.server.sendResourceUpdated({ uri }).catch((error: unknown) => {
      logger.debug('a change did not reach its subscriber', { uri, error });
    });
  };
  const update = (): void => {
    const isNeeded = followedUris.some((uri) => wanted.has(uri));
    if (isNeeded) following ??= watch.follow(tell);
    else following?.dispose();
    if (!isNeeded) following = undefined;
  };
  server.server.setRequestHandler('resources/subscribe', ({ params }) => {
    wanted.add(params.uri);
    update();
    return {};
  });
  server.server.setRequestHandler('resources/unsubscribe', ({ params }) => {
    wanted.delete(params.uri);
    update();
    return {};
  });
  return {
    dispose: () => {
      wanted.clear();
      update();
    },
  };
}

/** Whether a message of the newer era begins a stream that follows the player. */
export function listensToPlayer(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { method, params } = message as { method?: unknown; params?: { notifications?: unknown } };
  if (method !== 'subscriptions/listen') return false;
  const filter = params?.notifications as { resourceSubscriptions?: unknown } | undefined;
  const uris = Array.isArray(filter?.resourceSubscriptions) ? filter.resourceSubscriptions : [];
  return uris.some((uri) => typeof uri === 'string' && followedUris.includes(uri));
}
