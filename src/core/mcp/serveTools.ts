import type { McpServer } from '@modelcontextprotocol/server';
import type { Logger } from '../ports.ts';
import type { ConfirmationOptions } from './confirmation.ts';
import type { AnyTool, ToolContext } from './defineTool.ts';
import { published } from './publishedSchema.ts';
import { publishedArguments } from './toolArguments.ts';
import { runToolCall } from './toolCall.ts';
import { tools } from './tools/index.ts';
import { toErrorResult } from './toToolResult.ts';

export interface ServeToolsOptions extends Pick<ConfirmationOptions, 'codec' | 'askInEditor'> {
  readonly api: ToolContext['api'];
  readonly logger: Logger;
  /** Which tools there are now, in their order. */
  readonly selected: () => readonly AnyTool[];
  /** Account of the calls that name none; `undefined` leaves it to the history. */
  readonly account: string | undefined;
}

/** Every tool as clients see it, made once. */
const definitions = new Map(
  tools.map((tool) => [
    tool.name,
    {
      ...{ title: tool.title, description: tool.description, annotations: tool.annotations },
      inputSchema: publishedArguments(tool),
      outputSchema: published(tool.output, 'output'),
    },
  ]),
);

/**
 * Registers the tools that are selected. What it returns does so anew, in the order of a fresh server, for a client
 * that stays connected while the settings change; the SDK tells it.
 */
export function serveTools(server: McpServer, options: ServeToolsOptions): () => void {
  const { selected, account, logger } = options;
  let served: readonly { remove(): void }[] = [];
  const serve = (): void => {
    for (const tool of served) tool.remove();
    served = selected().flatMap((tool) => {
      const definition = definitions.get(tool.name);
      if (definition === undefined) return [];
      const defaults = account !== undefined && 'account' in tool.input.shape ? { account } : {};
      return server.registerTool(tool.name, definition, async (args: unknown, context) => {
        try {
          const call = { tool, args: { ...defaults, ...(args as object) } };
          return await runToolCall({ ...options, ...call, context, server });
        } catch (error) {
          logger.warn('tool failed', { tool: tool.name, error });
          return toErrorResult(error);
        }
      });
    });
  };
  serve();
  return serve;
}
