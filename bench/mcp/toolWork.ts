import { dispatch } from '../../src/core/mcp/dispatch.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';
import { createCliContext } from '../../src/node/cli/context.ts';
import type { ToolCase } from './toolCase.ts';

/**
 * What the tools themselves cost: a process that runs them with no MCP around, over a data directory of its own.
 * Answers each message, a call, with the time that it took, ms.
 */
const { app } = createCliContext('0.0.0', {});
const { signal } = new AbortController();

process.on('message', ({ tool, args }: ToolCase) => {
  void answer(tool, args).then((time) => process.send?.(time));
});
process.on('disconnect', () => {
  process.exit();
});

async function answer(name: string, args: object): Promise<number> {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  const startedAt = performance.now();
  await dispatch(tool, args, { api: app.api, signal, progress: () => undefined });
  return performance.now() - startedAt;
}
