/**
 * A small file of the data directory, written by the host only: which account is in use, and until when which
 * family of endpoints is closed. `undefined` before the first write.
 */
export interface StateFile {
  read(): string | undefined;
  /** Replaces the content in one step. */
  write(text: string): void;
}
