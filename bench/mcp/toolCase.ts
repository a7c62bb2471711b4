export type Args = Readonly<Record<string, unknown>>;

/** A tool's answer, whichever client read it. */
export interface Answer {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

/** A call that is measured. */
export interface ToolCase {
  readonly tool: string;
  readonly args: Args;
}

/** @throws where the tool failed: the time of a failure tells nothing */
export function succeeded(tool: string, { isError, content }: Answer): void {
  if (isError === true) throw new Error(`${tool}: ${content[0]?.text ?? 'no reason'}`);
}
