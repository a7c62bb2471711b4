import {
  inputRequired,
  inputResponse,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { InputError } from '../errors.ts';
import { withoutSyntax } from '../spotify/statusBar/strangersText.ts';
import { clientCapabilities } from './clientCapabilities.ts';

/** What the user is asked before something is taken away or overwritten. */
export interface Question {
  /** What would be done, as a sentence. */
  readonly summary: string;
}

/** Asks the user in the editor; `undefined` where nobody can be asked there. */
export type AskInEditor = (question: Question) => Promise<boolean | undefined>;

/** What the user says yes to: no more may be done, and nothing else. */
export interface Agreed {
  /** The question. */
  readonly question: string;
  /** Arguments that were left out and stood for something that may be something else by now, such as the newest. */
  readonly settled: Readonly<Record<string, string>>;
}

/** What the user said, or that the client has to ask first. */
export type Answer = Agreed | 'no' | InputRequiredResult;

/** What the client echoes with the user's answer; signed, so that a yes to one question is none to another. */
export interface AskedState {
  readonly asked: string;
  readonly agreed: Agreed;
}

const key = 'confirm';
const yes = 'Yes, do it';
const no = 'No, leave it';

/**
 * The values are the words that the user reads: VS Code shows a value first and its name as small print beside it. A
 * form that is accepted as it stands is a no.
 */
const form = {
  type: 'object',
  properties: {
    answer: {
      type: 'string',
      title: 'Do it?',
      description: 'An agent asks. Nothing is changed unless you say yes.',
      enum: [yes, no],
      default: no,
    },
  },
  required: ['answer'],
} satisfies ElicitRequestFormParams['requestedSchema'];

export interface ConfirmationOptions {
  readonly server: McpServer;
  readonly context: ServerContext;
  readonly codec: RequestStateCodec<AskedState>;
  readonly askInEditor: AskInEditor | undefined;
}

/** What a call is about: the tool and its arguments. */
export interface AskedCall {
  readonly tool: string;
  readonly args: object;
  /** The agent says that the user agreed. */
  readonly confirm: boolean | undefined;
}

/**
 * The user's answer, if this call brings one back from the client; a no and a closed question end it.
 * @throws InputError for the answer to another question
 */
export function answerOf(
  { context }: Pick<ConfirmationOptions, 'context'>,
  call: AskedCall,
): Agreed | 'no' | undefined {
  const response = inputResponse(context.mcpReq.inputResponses, key);
  if (response.kind === 'missing') return undefined;
  if (response.kind !== 'elicit' || response.action !== 'accept' || response.content?.['answer'] !== yes)
    return 'no';
  const state = context.mcpReq.requestState<AskedState>();
  if (state?.asked === fingerprint(call)) return state.agreed;
  throw new InputError('This answer belongs to another question.', {
    hint: 'Call the tool again without it; the user is asked anew.',
  });
}

/**
 * Asks: the client where it can, else the editor; the `confirm` argument counts only where neither can. Names in the
 * question never become links: the notifications of VS Code would run a command that a playlist is called after.
 * @throws InputError where nobody can be asked and the agent does not say that the user agreed
 */
export async function ask(options: ConfirmationOptions, call: AskedCall, agreed: Agreed): Promise<Answer> {
  const { server, codec, context, askInEditor } = options;
  const summary = withoutSyntax(agreed.question);
  if (canAsk(server, context)) {
    return inputRequired({
      inputRequests: {
        [key]: inputRequired.elicit({ message: summary, requestedSchema: form }),
      },
      requestState: await codec.mint({ asked: fingerprint(call), agreed }, context),
    });
  }
  const said = await askInEditor?.({ summary });
  if (said !== undefined) return said ? agreed : 'no';
  if (call.confirm === true) return agreed;
  const { undo_id: undoId } = agreed.settled;
  const settled = undoId === undefined ? '' : ` and undo_id: ${undoId}`;
  throw new InputError(`The user has to agree first. ${agreed.question}`, {
    hint: `Nothing was changed. Tell the user what would be done; after a yes call again with confirm: true${settled}.`,
  });
}

/** A client that declares elicitation without a mode means forms (MCP 2025-06-18). */
function canAsk(server: McpServer, context: ServerContext): boolean {
  const elicitation = clientCapabilities(server, context)?.elicitation;
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
}

function fingerprint({ tool, args }: AskedCall): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([tool, args])))).slice(0, 32);
}
