import type { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Logger } from '../../core/ports.ts';

/** Serves MCP of either era on stdin and stdout until the client closes its end. */
export async function serveMcpStdio(createMcpServer: () => McpServer, logger: Logger): Promise<void> {
  const handle = serveStdio(createMcpServer, {
    legacy: 'serve',
    onerror: (error) => {
      logger.warn('MCP over stdio', { error });
    },
  });
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
  await handle.close();
}
