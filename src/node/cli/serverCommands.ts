import { once } from 'node:events';
import type { Command } from 'commander';
import { toolsets } from '../../protocol/settings.ts';
import { ConfigError } from '../../core/errors.ts';
import { withAccount } from '../../core/mcp/withAccount.ts';
import { healthRoutes } from '../mcp/healthRoutes.ts';
import { listenOnLoopback } from '../mcp/loopbackListener.ts';
import { fileToken } from '../mcp/tokenFile.ts';
import type { CommonOptions } from './context.ts';
import { port, toolsetList } from './options.ts';
import { keepCollecting } from './keepCollecting.ts';
import { runCommand } from './runCommand.ts';

interface ServerOptions extends CommonOptions {
  readonly toolsets?: string;
  readonly readOnly?: boolean;
}
interface ServeOptions extends ServerOptions {
  readonly port: number;
}

const toolsetsHelp = `groups of tools, comma-separated: ${toolsets.join(', ')}`;

/** Options of the command line as the environment would say them. */
function chosenTools({ toolsets: list, readOnly }: ServerOptions): Readonly<Record<string, string>> {
  return {
    ...(list !== undefined && { BACKBEAT_TOOLSETS: list }),
    ...(readOnly === true && { BACKBEAT_READ_ONLY: 'true' }),
  };
}

/**
 * The MCP modules are imported by the commands that serve it: every other command starts faster without them.
 * `backbeat mcp` (stdio) and `backbeat serve` (Streamable HTTP on loopback).
 */
export function addServerCommands(program: Command, version: string): void {
  program
    .command('mcp')
    .description('serve MCP over stdio')
    .option('--toolsets <list>', toolsetsHelp, toolsetList)
    .option('--read-only', 'only tools that change nothing')
    .action((options: ServerOptions) =>
      runCommand(
        version,
        options,
        async (context) => {
          const { app, logger } = context;
          void keepCollecting(context);
          const { createMcpServer } = await import('../../core/mcp/createMcpServer.ts');
          const { serveMcpStdio } = await import('../mcp/mcpStdio.ts');
          await serveMcpStdio({
            createMcpServer: () => createMcpServer(app.mcp(options.account)),
            ...{ api: withAccount(app.api, options.account), logger },
          });
        },
        chosenTools(options),
      ),
    );
  program
    .command('serve')
    .description('serve MCP over HTTP on 127.0.0.1 with a bearer token')
    .option('--port <n>', 'port; 0 = any free one', port, 0)
    .option('--toolsets <list>', toolsetsHelp, toolsetList)
    .option('--read-only', 'only tools that change nothing')
    .action((options: ServeOptions) =>
      runCommand(
        version,
        options,
        async (context) => {
          const { app, logger, dataDir, answer } = context;
          void keepCollecting(context);
          const { createMcpServer } = await import('../../core/mcp/createMcpServer.ts');
          const { createMcpHttp } = await import('../mcp/mcpHttp.ts');
          const token = fileToken(dataDir);
          const mcp = createMcpHttp({
            createMcpServer: (wish, only) => createMcpServer(app.mcp(options.account, wish), only),
            api: withAccount(app.api, options.account),
            token: () => token.value,
            logger,
          });
          const routes = { '/mcp': mcp.handle, ...healthRoutes(app.api) };
          const listener = await listenOnLoopback(options.port, routes, logger);
          if (listener === undefined) {
            throw new ConfigError(`Port ${options.port} is taken.`, {
              hint: 'Choose another one with --port.',
            });
          }
          const url = `http://127.0.0.1:${listener.port}/mcp`;
          answer({ url, token_file: token.path }, () => `MCP at ${url}\nBearer token in ${token.path}`);
          await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
          mcp.dispose();
          listener.dispose();
        },
        chosenTools(options),
      ),
    );
}
