import type { CallToolResult } from '@modelcontextprotocol/server';
import { toUserMessage } from '../toUserMessage.ts';

/** A tool's answer: the structure, and the same facts as text for clients that show text only. */
export function toToolResult(result: object): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(result) }],
    structuredContent: { ...result },
  };
}

/** A tool's failure as a result: what happened and the next step; never a protocol error. */
export function toErrorResult(error: unknown): CallToolResult {
  return { content: [{ type: 'text', text: toUserMessage(error) }], isError: true };
}
