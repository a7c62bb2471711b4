import {
  isInputRequiredResult,
  type CallToolResult,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { WorkProgress } from '../../protocol/progress.ts';
import type { WriteResult } from '../../protocol/spotify/writes.ts';
import { throwIfCancelled } from '../errors.ts';
import type { Logger } from '../ports.ts';
import { questionOf } from '../spotify/writes/questionOf.ts';
import { showsApps } from './apps/showsApps.ts';
import { answerOf, ask, type AskedCall, type ConfirmationOptions } from './confirmation.ts';
import type { AnyTool, ToolContext } from './defineTool.ts';
import { dispatch } from './dispatch.ts';
import { settledAccount, settledUndo, withAgreed } from './settledCall.ts';
import { readArguments } from './toolArguments.ts';
import { toToolResult } from './toToolResult.ts';

/** One call of a tool, and what it is answered with. */
export interface ToolCall extends Omit<ConfirmationOptions, 'context'> {
  readonly tool: AnyTool;
  readonly args: object;
  readonly api: ToolContext['api'];
  readonly context: ServerContext;
  readonly server: McpServer;
  readonly logger: Logger;
  /** Whether there are pages to show. */
  readonly apps: boolean;
}

const declined: Pick<WriteResult, 'outcome' | 'summary' | 'note'> = {
  outcome: 'declined',
  summary: 'The user said no; nothing was changed.',
  note: 'Do not ask again unless the user brings it up.',
};

/**
 * Runs one call. A tool that asks first is run dry, the user sees what would be done, and only a yes runs it: for the
 * account and the state that the question was about, and only if it still does what the question said.
 * @throws the tool's error
 */
export async function runToolCall(call: ToolCall): Promise<CallToolResult | InputRequiredResult> {
  const { tool, api, context } = call;
  const args = readArguments(tool, call.args);
  const toolContext: ToolContext = {
    ...{ api, signal: context.mcpReq.signal },
    progress: progressTo(context, call.logger),
  };
  const run = async (some: object, more?: Pick<ToolContext, 'api'>): Promise<object> =>
    dispatch(tool, some, { ...toolContext, ...more });
  if (tool.asksFirst !== true) {
    const result = await run(args);
    return toToolResult(result, await besideOf(call, result, args, toolContext));
  }
  const { confirm, ...rest } = args as { confirm?: boolean; dry_run?: boolean; account?: string };
  if (rest.dry_run === true) return toToolResult(await run(rest));
  const asked: AskedCall = { tool: tool.name, args: rest, confirm };
  let answer: Awaited<ReturnType<typeof ask>> | undefined = answerOf(call, asked);
  if (answer === undefined) {
    const account = await settledAccount(api, tool, rest);
    const plan = (await run({ ...rest, ...account, dry_run: true })) as WriteResult;
    if (plan.outcome !== 'planned') return toToolResult(plan);
    const settled = { ...account, ...settledUndo(tool, plan) };
    answer = await ask(call, asked, { question: questionOf(plan), settled });
    // A caller that went away while the question stood open gets nothing done.
    throwIfCancelled(context.mcpReq.signal);
  }
  if (answer === 'no') return toToolResult(declined);
  if (isInputRequiredResult(answer)) return answer;
  return toToolResult(await run({ ...rest, ...answer.settled }, { api: withAgreed(api, answer.question) }));
}

/** What goes beside an answer, to a client that shows pages. */
async function besideOf(
  { tool, apps, server, context }: ToolCall,
  result: object,
  args: object,
  toolContext: ToolContext,
): Promise<Readonly<Record<string, unknown>>> {
  if (tool.beside === undefined || !apps || !showsApps(server, context)) return {};
  return tool.beside(result as never, args as never, toolContext);
}

/** Progress for a client that wants to know; a client that went away is no reason to stop. */
function progressTo({ mcpReq }: ServerContext, logger: Logger): (progress: WorkProgress) => void {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  return ({ done, total, message }) => {
    const params = {
      ...{ progressToken, progress: done },
      ...(total !== undefined && { total }),
      ...(message !== undefined && { message }),
    };
    mcpReq.notify({ method: 'notifications/progress', params }).catch((error: unknown) => {
      logger.debug('progress did not reach the client', { error });
    });
  };
}
