import type { Api } from '../../../src/protocol/api.ts';
import { maxPartBytes } from '../../../src/protocol/panel/panelRequests.ts';

/** A dropped file could not be read to its end: it was moved, changed, or its disk is gone. */
export class UnreadableFile extends Error {
  /** As it was dropped, not fit for a sentence. */
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super('A dropped file could not be read.', { cause });
    this.file = file;
  }
}

/**
 * Hands files over to the window, which imports them. One part is under way at a time, so that neither side holds
 * more of a file than that. Where it does not come to its end, the import is cancelled.
 * @throws UnreadableFile; the error of the window, which refuses files over its limit before the first part
 */
export async function sendFiles(api: Api, files: readonly File[]): Promise<void> {
  const named = files.map(({ name, size }) => ({ name: name.slice(-255), bytes: size }));
  const { id } = await api.call('panel.dropFiles', { files: named });
  try {
    for (const [index, file] of files.entries()) {
      for (let start = 0; start < file.size; start += maxPartBytes) {
        await api.call('panel.dropPart', { id, file: index, bytes: await partOf(file, start) });
      }
    }
    await api.call('panel.dropEnd', { id });
  } catch (error) {
    // It may have ended by itself, or its window may be gone: then there is nothing to cancel.
    await api.call('panel.cancelImport', { id }).catch(() => undefined);
    throw error;
  }
}

async function partOf(file: File, start: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(start, start + maxPartBytes).arrayBuffer());
  } catch (error) {
    throw new UnreadableFile(file.name, error);
  }
}
