import { createInterface } from 'node:readline/promises';
import { CancelledError } from '../../core/errors.ts';

/**
 * Asks for a line: the question goes to stderr, the answer comes from stdin, a terminal or a pipe.
 * @returns the line, trimmed; empty if stdin ended without one
 * @throws CancelledError
 */
export async function ask(question: string, signal?: AbortSignal): Promise<string> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: process.stdin.isTTY,
  });
  const interrupted = new AbortController();
  // The line editor swallows Ctrl+C in a terminal.
  lines.once('SIGINT', () => {
    interrupted.abort();
  });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const stop = signal === undefined ? interrupted.signal : AbortSignal.any([signal, interrupted.signal]);
  try {
    return (await Promise.race([lines.question(question, { signal: stop }), ended])).trim();
  } catch (error) {
    if (stop.aborted) throw new CancelledError(undefined, { cause: error });
    throw error;
  } finally {
    lines.close();
  }
}
