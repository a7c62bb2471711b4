import type { JSONRPCMessage, McpServer } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Logger } from '../../core/ports.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import { followAccount } from './followAccount.ts';
import { maxMessageBytes } from './jsonBody.ts';
import { PlayerWatch } from './playerWatch.ts';
import { listensToPlayer, serveSubscriptions } from './subscriptions.ts';

export interface McpStdioOptions {
  /** Called for the connection, and once more for a probe that is thrown away. */
  readonly createMcpServer: () => McpServer;
  readonly api: Api;
  readonly logger: Logger;
}

/** Serves MCP of either era on stdin and stdout until the client closes its end. */
export async function serveMcpStdio({ createMcpServer, api, logger }: McpStdioOptions): Promise<void> {
  const watch = new PlayerWatch(api, logger);
  const report = (error: Error): void => {
    logger.warn('MCP over stdio', { error });
  };
  let current: McpServer | undefined;
  const transport = new StdioServerTransport(process.stdin, process.stdout, {
    maxBufferSize: maxMessageBytes,
  });
  const handle = serveStdio(
    ({ era }) => {
      current = createMcpServer();
      if (era === 'legacy') serveSubscriptions(current, watch, logger);
      return current;
    },
    { legacy: 'serve', transport, onerror: report },
  );
  const streams = followStreams(transport, watch, (uri) => {
    current?.server.sendResourceUpdated({ uri }).catch(report);
  });
  const following = followAccount(api, () => {
    current?.server.sendResourceListChanged().catch(report);
  });
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
  for (const one of [streams, following, watch]) one.dispose();
  await handle.close();
}

/**
 * Follows the player for streams of the newer era: the SDK serves them itself and tells nobody, so the messages are
 * looked at on their way in.
 */
function followStreams(
  transport: StdioServerTransport,
  watch: PlayerWatch,
  tell: (uri: string) => void,
): Disposable {
  const streams = new Map<unknown, Disposable>();
  const { onmessage } = transport;
  transport.onmessage = (message: JSONRPCMessage, ...rest: unknown[]) => {
    if ('id' in message && listensToPlayer(message)) {
      streams.get(message.id)?.dispose();
      streams.set(message.id, watch.follow(tell));
    } else if ('method' in message && message.method === 'notifications/cancelled') {
      const id = message.params?.['requestId'];
      streams.get(id)?.dispose();
      streams.delete(id);
    }
    onmessage?.call(transport, message, ...(rest as []));
  };
  return {
    dispose: () => {
      for (const stream of streams.values()) stream.dispose();
    },
  };
}
