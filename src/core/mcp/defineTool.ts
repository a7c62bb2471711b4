import * as z from 'zod';
import type { Api } from '../../protocol/api.ts';
import type { WorkProgress } from '../../protocol/progress.ts';
import type { Toolset } from '../../protocol/settings.ts';
import { strictParams } from '../../protocol/strictParams.ts';
import type { ChatApp } from './apps/chatApps.ts';

/** The four hints of MCP, all set: clients assume the worst of one that is missing. */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/**
 * Reads what is stored on this machine. `openWorldHint` is false on purpose although names of tracks are
 * strangers' words: true makes VS Code ask a second time after every call.
 */
export const LOCAL_READ: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/**
 * Reads from Spotify. `openWorldHint` is false as in {@link LOCAL_READ}, and more of a choice here: names of playlists
 * and shows come from anybody. They are cleaned and bounded where they enter an answer, and a second question after
 * each look at the player would only teach users to click it away.
 */
export const SPOTIFY_READ: ToolAnnotations = LOCAL_READ;

/**
 * Changes what plays: nothing that the user owns is lost. Asking twice gives what asking once does. It is no read, so
 * editors ask the user before they call it.
 */
export const PLAYER_STATE: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** The same for a tool some of whose actions are steps, such as next: twice is not once. */
export const PLAYER_STEP: ToolAnnotations = { ...PLAYER_STATE, idempotentHint: false };

/** Adds to what the user owns: nothing is lost, and adding again what is there changes nothing. */
export const ADDS_ONCE: ToolAnnotations = PLAYER_STATE;

/** Adds to what the user owns; the same call again adds again. */
export const ADDS: ToolAnnotations = PLAYER_STEP;

/** Takes away or overwrites what the user owns: such a tool has `asksFirst`. */
export const DESTRUCTIVE: ToolAnnotations = { ...PLAYER_STEP, destructiveHint: true };

export interface ToolContext {
  readonly api: Api;
  readonly signal: AbortSignal;
  /** Tells the client how far long work is; does nothing where it does not want to know. */
  readonly progress: (progress: WorkProgress) => void;
}

/** A tool, declared once: what clients see and what it does. */
export interface Tool<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject> {
  /** snake_case with the area's prefix, at most 46 characters; also the file's name in camelCase. */
  readonly name: string;
  readonly title: string;
  /** For the model: when to use it, and what comes back. */
  readonly description: string;
  readonly toolset: Toolset;
  readonly annotations: ToolAnnotations;
  /** Strict: unknown arguments are an error. */
  readonly input: In;
  /** Object at the root, closed. */
  readonly output: Out;
  /** Further toolsets that it is listed with, beside its own. */
  readonly alsoIn?: readonly Toolset[];
  /**
   * The user is asked before it runs, and sees what a dry run of it answers as `summary`. Its arguments have
   * `dry_run` and `confirm` (see `withConfirm`), its answer is a `WriteResult` or more, its request takes `agreed`.
   */
  readonly asksFirst?: true;
  /** Arguments that hold a file: text with line breaks and whatever else was in it. */
  readonly fileText?: readonly string[];
  /** The page that shows its answer, in chats that show pages. */
  readonly app?: ChatApp;
  run(this: void, args: z.output<In>, context: ToolContext): Promise<z.output<Out>>;
  /** What a page shows and no model reads; goes beside the answer to clients that show pages. */
  beside?(
    this: void,
    result: z.output<Out>,
    args: z.output<In>,
    context: ToolContext,
  ): Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Arguments of a tool that asks first: for clients that cannot ask, the agent says that the user agreed. What the user
 * agreed to is no argument: it comes from the question.
 */
export function withConfirm<T extends { readonly agreed: z.ZodType } & z.ZodRawShape>(
  params: z.ZodObject<T>,
): z.ZodObject<Omit<T, 'agreed'> & { confirm: z.ZodOptional<z.ZodBoolean> }, z.core.$strict> {
  const { agreed: _, ...shape } = params.shape;
  return strictParams({
    ...shape,
    confirm: z.boolean().optional().describe('True after a yes of the user.'),
  });
}

/** Fixes the types of a tool's object; does nothing else. */
export function defineTool<In extends z.ZodObject, Out extends z.ZodObject>(
  tool: Tool<In, Out>,
): Tool<In, Out> {
  return tool;
}

/** A tool of any schemas, as lists hold it: `run` is only called by `dispatch`, with parsed arguments. */
export type AnyTool = Omit<Tool, 'run' | 'beside'> & {
  run(this: void, args: never, context: ToolContext): Promise<object>;
  beside?(
    this: void,
    result: never,
    args: never,
    context: ToolContext,
  ): Promise<Readonly<Record<string, unknown>>>;
};
