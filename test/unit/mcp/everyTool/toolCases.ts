import type { Scope } from '../../../../src/core/spotify/scopes.ts';
import type { Trouble } from '../../../spotify/simulator.ts';
import type { McpBed } from '../mcpBed.ts';

export type Args = Readonly<Record<string, unknown>>;
/** What a tool answers, as its client gets it. */
export type Answer = Readonly<Record<string, unknown>>;

/** Before a call: what is in the world, and what will go wrong. */
type Prepare = (bed: McpBed) => unknown;

/** A call that the tool can do. */
export interface Success {
  /** What it does, after the tool's name. */
  readonly does: string;
  readonly prepare?: Prepare;
  readonly args: (bed: McpBed) => Args;
  /** What the answer holds at least. */
  readonly shows: (bed: McpBed) => object;
  /** What must be so at Spotify, and in the answer beyond `shows`. */
  readonly then?: (bed: McpBed, answer: Answer) => unknown;
}

/** Why a kind of failure cannot happen to a tool. */
export interface Never {
  readonly never: string;
}

/** A call with arguments that cannot be carried out; it sends nothing. */
export interface Wrong {
  readonly args: Args | ((bed: McpBed) => Args);
  readonly says: RegExp;
}

/** The same, whatever is in the world. */
export type WrongAnywhere = Wrong & { readonly args: Args };

/** A failure: `says` is what the error tells, `shows` what the answer of a tool tells that goes on without a part. */
export interface Failure {
  readonly prepare?: Prepare;
  /** Default: those of the first success. */
  readonly args?: (bed: McpBed) => Args;
  readonly says?: RegExp;
  readonly shows?: object | RegExp;
}

/** Everything that is tried with one tool. */
export interface ToolCases {
  readonly tool: string;
  readonly success: readonly [Success, ...Success[]];
  readonly wrong: readonly Wrong[] | Never;
  readonly notFound: Failure | Never;
  /** What Spotify wants the user to have allowed; `refused`: the request, where not any may be. */
  readonly permission: (Failure & { readonly scope: Scope; readonly refused?: string | RegExp }) | Never;
  /** What the tool says while Spotify takes no requests; by default it fails. */
  readonly limit: Failure | Never;
  /** One of several calls fails. */
  readonly partial:
    (Failure & { readonly trouble?: { readonly kind: Trouble; readonly match: string } }) | Never;
}

/** A tool that answers from what is on this machine. */
export const onThisMachine = {
  permission: { never: 'it asks nothing of Spotify' },
  limit: { never: 'it asks nothing of Spotify' },
  partial: { never: 'it asks nothing of Spotify' },
} as const;

export const isNever = (failure: object): failure is Never => 'never' in failure;
