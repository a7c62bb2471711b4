import {
  ProtocolError,
  ProtocolErrorCode,
  type CompleteRequest,
  type CompleteResult,
  type McpServer,
} from '@modelcontextprotocol/server';
import type { Api } from '../../protocol/api.ts';
import { fold } from '../analytics/folding.ts';
import type { Suggest } from './prompts/definePrompt.ts';
import { prompts } from './prompts/index.ts';
import { templates } from './resources/templates.ts';

/** Most values of one answer (MCP specification, completion). */
const maxValues = 100;

/** Answers `completion/complete` for the arguments of prompts and for the ids of resource templates. */
export function serveCompletions(server: McpServer, api: Api): void {
  server.server.setRequestHandler('completion/complete', ({ params }) => complete(api, params));
}

async function complete(
  api: Api,
  { ref, argument: { name, value } }: CompleteRequest['params'],
): Promise<CompleteResult> {
  if (ref.type === 'ref/prompt') {
    const prompt = prompts.find((one) => one.name === ref.name) ?? unknown(`There is no prompt ${ref.name}.`);
    const argument = Object.hasOwn(prompt.args, name) ? prompt.args[name] : undefined;
    const { suggest } = argument ?? unknown(`The prompt ${ref.name} has no argument ${name}.`);
    return answer((await asked(suggest, api, value)).filter((one) => fold(one).includes(fold(value))));
  }
  const template =
    templates.find((one) => one.template === ref.uri) ?? unknown(`There is no template ${ref.uri}.`);
  return answer(name === 'id' ? await asked(template.suggest, api, value) : []);
}

function asked(suggest: Suggest, api: Api, typed: string): Promise<readonly string[]> {
  return suggest({ api, typed });
}

function answer(found: readonly string[]): CompleteResult {
  const values = [...new Set(found)];
  return {
    completion: {
      values: values.slice(0, maxValues),
      total: values.length,
      hasMore: values.length > maxValues,
    },
  };
}

function unknown(message: string): never {
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, message.slice(0, 300));
}
