import { once } from 'node:events';
import type { Command } from 'commander';
import { toolsets } from '../../protocol/settings.ts';
import { ConfigError } from '../../core/errors.ts';
import { withAccount } from '../../core/mcp/withAccount.ts';
import { metricsRoute } from '../mcp/metricsRoute.ts';
import { hostMeasured } from '../observe/hostMeasured.ts';
import { measuredRoutes } from '../observe/measuredRoutes.ts';
import { healthRoutes } from '../mcp/healthRoutes.ts';
import { bindingOf, type BindingOptions } from '../mcp/binding.ts';
import { listenHttp } from '../mcp/httpListener.ts';
import { fileToken } from '../mcp/tokenFile.ts';
import { port, toolsetList } from './options.ts';
import { keepCollecting } from './keepCollecting.ts';
import { runCommand } from './runCommand.ts';
import type { CliContext, CommonOptions } from './context.ts';

interface ServerOptions extends CommonOptions {
  readonly toolsets?: string;
  readonly readOnly?: boolean;
}
interface ServeOptions extends ServerOptions, BindingOptions {
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

/** A server runs for weeks: what its clients ask for is no part of the command that started it. */
const apart =
  (work: (context: CliContext) => Promise<void>) =>
  (context: CliContext): Promise<void> =>
    context.observe.apart(() => work(context));

/**
 * The MCP modules are imported by the commands that serve it: every other command starts faster without them.
 * `backbeat mcp` (stdio) and `backbeat serve` (Streamable HTTP, on loopback unless told otherwise).
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
        apart(async (context) => {
          const { app, logger } = context;
          void keepCollecting(context);
          const { createMcpServer } = await import('../../core/mcp/createMcpServer.ts');
          const { serveMcpStdio } = await import('../mcp/mcpStdio.ts');
          await serveMcpStdio({
            createMcpServer: () => createMcpServer(app.mcp(options.account)),
            ...{ api: withAccount(app.api, options.account), logger },
          });
        }),
        chosenTools(options),
      ),
    );
  program
    .command('serve')
    .description('serve MCP over HTTP with a bearer token, to this machine unless told otherwise')
    .option('--port <n>', 'port; 0 = any free one', port, 0)
    .option(
      '--host <address>',
      'address to listen on; one beyond this machine needs TLS or a proxy',
      '127.0.0.1',
    )
    .option('--tls-cert <file>', 'PEM certificate of this server')
    .option('--tls-key <file>', 'its PEM key')
    .option('--behind-proxy <origin>', 'address of the HTTPS proxy in front, such as https://music.example')
    .option('--toolsets <list>', toolsetsHelp, toolsetList)
    .option('--read-only', 'only tools that change nothing')
    .action((options: ServeOptions) =>
      runCommand(
        version,
        options,
        apart(async (context) => {
          const { app, logger, observe, measured, dataDir, answer } = context;
          const { origin, ...binding } = bindingOf(options);
          void keepCollecting(context);
          const { createMcpServer } = await import('../../core/mcp/createMcpServer.ts');
          const { createMcpHttp } = await import('../mcp/mcpHttp.ts');
          const { createPromMetrics } = await import('../observe/promMetrics.ts');
          const token = fileToken(dataDir);
          observe.redactor.keep(token.value);
          const metrics = createPromMetrics(measured, hostMeasured(app.api, logger));
          const mcp = createMcpHttp({
            createMcpServer: (wish, only) => createMcpServer(app.mcp(options.account, wish), only),
            api: withAccount(app.api, options.account),
            token: () => token.value,
            logger,
          });
          const routes = measuredRoutes(
            {
              '/mcp': mcp.handle,
              ...healthRoutes(app.api),
              '/metrics': metricsRoute(
                metrics,
                () => token.value,
                () => {
                  observe.metrics.gauge('mcpSessions', mcp.sessionCount(), {});
                },
              ),
            },
            observe.metrics,
          );
          const listener = await listenHttp({ ...binding, port: options.port, routes, logger });
          if (listener === undefined) {
            throw new ConfigError(`Port ${options.port} of ${binding.address} cannot be listened on.`, {
              hint: 'Choose a free one with --port, and an address of this machine with --host.',
            });
          }
          const url = `${origin(listener.port)}/mcp`;
          answer(
            { url, port: listener.port, token_file: token.path },
            () => `MCP at ${url}\nBearer token in ${token.path}`,
          );
          await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
          mcp.dispose();
          listener.dispose();
          metrics.dispose();
        }),
        chosenTools(options),
      ),
    );
}
