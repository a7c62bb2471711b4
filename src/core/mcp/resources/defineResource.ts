import type { Api } from '../../../protocol/api.ts';
import type { Suggest } from '../prompts/definePrompt.ts';

/** What a read of a resource gets. */
export interface ResourceContext {
  readonly api: Api;
  readonly signal: AbortSignal;
}

interface Described {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** How long a client of the newer era may keep an answer, ms. */
  readonly ttlMs: number;
}

/** Something that can be read at a fixed address, as JSON. */
export interface Resource extends Described {
  readonly uri: string;
  /** Whether clients can be told when it changes. */
  readonly follows?: 'player';
  readonly read: (context: ResourceContext) => Promise<object>;
}

/** The same for an address with one part left open: the id. */
export interface ResourceTemplate extends Described {
  /** With `{id}`. */
  readonly template: string;
  /** Ids that may be meant; what was typed may also be a part of the name. */
  readonly suggest: Suggest;
  readonly read: (context: ResourceContext, id: string) => Promise<object>;
}

export const second = 1_000;
export const minute = 60 * second;
