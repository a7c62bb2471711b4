import {
  isInputRequiredResult,
  type CallToolResult,
  type InputRequiredResult,
} from '@modelcontextprotocol/server';
import { toAppError } from '../errorCodec.ts';
import { errorCodes } from '../errors.ts';
import type { Observe } from '../observe/observe.ts';
import type { Logger } from '../ports.ts';

type Answer = CallToolResult | InputRequiredResult;

export interface ObservedCall {
  readonly tool: string;
  readonly observe: Observe;
  readonly logger: Logger;
}

/**
 * Runs a call of a tool as a piece of work of its own: with a correlation id, a span, its measurements and a line in
 * the log. A secret that stands in an answer all the same is taken out.
 */
export async function observedCall(
  { tool, observe, logger }: ObservedCall,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { metrics, redactor } = observe;
  const begun = observe.elapsed();
  const measured = (outcome: string): number => {
    const ms = observe.elapsed() - begun;
    metrics.count('toolCalls', { tool, outcome });
    metrics.observe('toolDuration', ms / 1_000, { tool });
    return Math.round(ms);
  };
  return observe.run(
    { name: tool, kind: 'server', isRoot: true, facts: { 'mcp.tool': tool } },
    async (learn) => {
      try {
        const answer = await run();
        const outcome = isInputRequiredResult(answer) ? 'asked' : 'ok';
        learn({ outcome });
        logger.debug('tool answered', { tool, outcome, ms: measured(outcome) });
        if (
          isInputRequiredResult(answer) ||
          !answer.content.some((part) => part.type === 'text' && redactor.knows(part.text))
        )
          return answer;
        logger.error('a secret stood in the answer of a tool and was taken out', { tool });
        return JSON.parse(redactor.withoutKnown(JSON.stringify(answer))) as Answer;
      } catch (error) {
        const { code } = toAppError(error);
        const isCancelled = code === errorCodes.cancelled;
        const ms = measured(isCancelled ? 'cancelled' : 'error');
        if (!isCancelled) metrics.count('errors', { code });
        logger.warn('tool failed', { tool, ms, error });
        throw error;
      }
    },
  );
}
