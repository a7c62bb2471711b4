import type { AnyTool, ToolContext } from './defineTool.ts';

/**
 * The one way to run a tool: strict parse, then run. The result was checked against the protocol by the API
 * that the tool called, and is checked against the tool's own schema by the MCP server.
 * @throws ZodError for arguments that do not fit, else the tool's error; `toErrorResult` makes the answer of it
 */
export async function dispatch(tool: AnyTool, raw: unknown, context: ToolContext): Promise<object> {
  return tool.run(tool.input.parse(raw ?? {}) as never, context);
}
