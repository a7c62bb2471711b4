import type { McpServer, StandardSchemaWithJSON, Tool } from '@modelcontextprotocol/server';
import { errorToWire } from '../errorCodec.ts';
import { unobserved, type Observe } from '../observe/observe.ts';
import type { Logger } from '../ports.ts';
import { errorKey, toolMetaOf } from './apps/chatApps.ts';
import { showsApps } from './apps/showsApps.ts';
import type { ConfirmationOptions } from './confirmation.ts';
import type { AnyTool, ToolContext } from './defineTool.ts';
import { observedCall } from './observedCall.ts';
import { published } from './publishedSchema.ts';
import { publishedArguments } from './toolArguments.ts';
import { runToolCall } from './toolCall.ts';
import { tools } from './tools/index.ts';
import { toErrorResult } from './toToolResult.ts';

type JsonObject = Tool['inputSchema'];

export interface ServeToolsOptions extends Pick<ConfirmationOptions, 'codec' | 'askInEditor'> {
  readonly api: ToolContext['api'];
  readonly logger: Logger;
  readonly observe?: Observe | undefined;
  /** Which tools there are now, in their order. */
  readonly selected: () => readonly AnyTool[];
  /** Account of the calls that name none; `undefined` leaves it to the history. */
  readonly account: string | undefined;
  /** Whether there are pages to show. */
  readonly apps: boolean;
}

/** Every tool as the SDK takes it, made once. */
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
  const { selected, account, logger, apps, observe = unobserved() } = options;
  let served: readonly { remove(): void }[] = [];
  const serve = (): void => {
    for (const tool of served) tool.remove();
    served = selected().flatMap((tool) => {
      const definition = definitions.get(tool.name);
      if (definition === undefined) return [];
      const defaults = account !== undefined && 'account' in tool.input.shape ? { account } : {};
      return server.registerTool(tool.name, definition, async (args: unknown, context) => {
        const call = { tool, args: { ...defaults, ...(args as object) } };
        const run = (): ReturnType<typeof runToolCall> =>
          runToolCall({ ...options, ...call, context, server });
        try {
          return await observedCall({ tool: tool.name, observe, logger }, run);
        } catch (error) {
          const isShown = (tool.app ?? tool.beside) !== undefined && apps && showsApps(server, context);
          return toErrorResult(error, isShown ? { [errorKey]: errorToWire(error) } : {}, observe.redactor);
        }
      });
    });
    if (served.length > 0) listTools(server, options);
  };
  serve();
  return serve;
}

/** Answers `tools/list` in place of the SDK, whose answer is the same for every client: pages are for those that show them. */
function listTools(server: McpServer, { selected, apps }: ServeToolsOptions): void {
  server.server.setRequestHandler('tools/list', (_, context) => {
    const shown = apps && showsApps(server, context);
    return { tools: selected().flatMap((tool) => listed(tool, shown)) };
  });
}

function listed({ name, app }: AnyTool, shown: boolean): Tool[] {
  const definition = definitions.get(name);
  if (definition === undefined) return [];
  const { inputSchema, outputSchema, ...words } = definition;
  return [
    {
      ...{ name, ...words },
      inputSchema: jsonOf(inputSchema, 'input'),
      outputSchema: jsonOf(outputSchema, 'output'),
      ...(shown && app !== undefined && { _meta: { ...toolMetaOf(app) } }),
    },
  ];
}

function jsonOf({ '~standard': { jsonSchema } }: StandardSchemaWithJSON, io: 'input' | 'output'): JsonObject {
  return jsonSchema[io]({ target: 'draft-2020-12' }) as JsonObject;
}
