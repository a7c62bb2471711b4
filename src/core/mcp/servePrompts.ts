import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { strictParams } from '../../protocol/strictParams.ts';
import { prompts } from './prompts/index.ts';

/** Longest argument, in characters. */
const longest = 1_000;

const definitions = prompts.map((prompt) => ({
  ...prompt,
  argsSchema: strictParams(
    Object.fromEntries(
      Object.entries(prompt.args).map(([name, { description, required }]) => {
        const text = z.string().max(longest).describe(description);
        return [name, required === true ? text : text.optional()];
      }),
    ),
  ),
}));

/** Registers every prompt. */
export function servePrompts(server: McpServer): void {
  for (const { name, title, description, argsSchema, message } of definitions) {
    server.registerPrompt(name, { title, description, argsSchema }, (args) => ({
      description,
      messages: [
        {
          role: 'user',
          content: { type: 'text', text: message(args as Readonly<Record<string, string | undefined>>) },
        },
      ],
    }));
  }
}
