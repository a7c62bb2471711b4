import type { Api } from '../../../protocol/api.ts';

/** Values that may be meant, the likeliest first; the caller filters them by what was typed. */
export type Suggest = (context: { readonly api: Api; readonly typed: string }) => Promise<readonly string[]>;

/** One argument of a prompt: always a text, as MCP has it. */
export interface PromptArgument {
  readonly description: string;
  readonly required?: true;
  readonly suggest: Suggest;
}

/** A prompt, declared once: what clients show, and what the model is told. */
export interface Prompt {
  /** snake_case; also the file's name in camelCase. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly args: Readonly<Record<string, PromptArgument>>;
  /** The user's message, made of the arguments that were given; they are quoted data. */
  readonly message: (args: Readonly<Record<string, string | undefined>>) => string;
}

/** Fixes the type of a prompt's object; does nothing else. */
export function definePrompt(prompt: Prompt): Prompt {
  return prompt;
}

/** A fixed list of suggestions. */
export function oneOf(...values: readonly string[]): Suggest {
  return () => Promise.resolve(values);
}

/** An argument as a part of a sentence: in quotes, on one line, bounded. */
export function said(text: string): string {
  return `"${text.replaceAll(/\s+/g, ' ').replaceAll('"', "'").trim().slice(0, 300)}"`;
}
