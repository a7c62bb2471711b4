import { statSync, unwatchFile, watch, watchFile } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Logger } from '../../core/ports.ts';
import type { Disposable } from '../../protocol/api.ts';

/** One write is several events of the file system, ms. */
const settleMs = 50;
/** Where the system cannot watch, ms. */
const pollMs = 5000;

/** Calls when a file was replaced, made or removed. Never keeps the process alive. The folder must exist. */
export function watchedFile(path: string, onChanged: () => void, logger: Logger): Disposable {
  let seen = signatureOf(path);
  let settling: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = signatureOf(path);
    if (now === seen) return;
    seen = now;
    onChanged();
  };
  const stop = watching(path, logger, () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      look();
    }, settleMs).unref();
  });
  return {
    dispose: () => {
      clearTimeout(settling);
      stop();
    },
  };
}

function watching(path: string, logger: Logger, onEvent: () => void): () => void {
  const poll = (error: unknown): (() => void) => {
    logger.warn('a file cannot be watched, looking at it from time to time', { path, error });
    watchFile(path, { interval: pollMs, persistent: false }, onEvent);
    return () => {
      unwatchFile(path, onEvent);
    };
  };
  try {
    // The folder, not the file: a file that is replaced is another one to the watcher.
    const watcher = watch(dirname(path), { persistent: false }, (_, name) => {
      if (name === null || name === basename(path)) onEvent();
    });
    let stop = (): void => {
      watcher.close();
    };
    watcher.once('error', (error) => {
      watcher.close();
      stop = poll(error);
    });
    return () => {
      stop();
    };
  } catch (error) {
    return poll(error);
  }
}

function signatureOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
}
