/** The extension host of one window. */
export interface HostInfo {
  readonly pid: number;
  readonly nodeVersion: string;
  readonly vscodeVersion: string;
}

/** A tool as `vscode.lm.tools` lists it. */
export interface ListedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: unknown;
  readonly tags: readonly string[];
}

/** One part of what a tool answered. Data is text where its type is text or JSON, else base64. */
export type ToolPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'data'; readonly mimeType: string; readonly data: string }
  | { readonly kind: 'other'; readonly type: string; readonly value: unknown };

/** The answer of a tool as the model gets it. */
export interface ToolAnswer {
  readonly parts: readonly ToolPart[];
  /** All text parts, joined. */
  readonly text: string;
  /** The text as JSON: the tool's `structuredContent`, if it sent any; else undefined. */
  readonly structured: unknown;
}

/** A session of an authentication provider. */
export interface AuthSession {
  readonly id: string;
  readonly account: { readonly id: string; readonly label: string };
  readonly scopes: readonly string[];
  readonly accessToken: string;
}

/** What the window knows of an installed extension. */
export interface ExtensionState {
  readonly version: string;
  readonly active: boolean;
}

/** An error that was thrown inside the extension host. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
  readonly hostStack: string | undefined;

  constructor(kind: string, message: string, hostStack: string | undefined) {
    super(`${kind}: ${message}`);
    this.hostStack = hostStack;
  }
}
