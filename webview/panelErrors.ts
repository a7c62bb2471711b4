import type { WireError } from '../src/protocol/messages.ts';
import type { PeerErrors } from '../src/protocol/linkPeer.ts';

/** An error that the editor's side sent: one sentence, and the next step. */
export class PanelError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly reason: string | undefined;
  /** Unix ms from which the same call makes sense again. */
  readonly until: number | undefined;

  constructor({ code, message, hint, reason, until }: WireError) {
    super(message);
    this.name = 'PanelError';
    this.code = code;
    this.hint = hint;
    this.reason = reason;
    this.until = until;
  }

  static is(error: unknown, reason?: string): error is PanelError {
    return error instanceof PanelError && (reason === undefined || error.reason === reason);
  }
}

/** Errors as the panel has them; `report` is for the webview's developer tools. */
export function panelErrors(report: (error: unknown) => void): PeerErrors {
  return {
    toWire: (error) => ({ code: 'INTERNAL_ERROR', message: String(error) }),
    fromWire: (error) => new PanelError(error),
    closed: () => new PanelError({ code: 'HOST_ERROR', message: 'The panel is closed.', reason: 'gone' }),
    report,
  };
}
